-- Why: a village's list of activities (Ta_Kegiatan) names also those that have a ceiling and no budget line yet; an export back
-- to Siskeudes must name them again. Settlements, tax deposits and general journal entries come in as vouchers of their own.
-- Locks: imported_voucher (brief, a constraint).
CREATE TABLE ledger.village_activity (
    regency      integer       NOT NULL,
    village      bigint        NOT NULL,
    year         smallint      NOT NULL,
    activity     text          NOT NULL,
    name         text          NOT NULL CONSTRAINT village_activity_name_short CHECK (length(name) <= 500),
    ceiling_sen  bigint        NOT NULL
        CONSTRAINT village_activity_ceiling_in_range CHECK (ceiling_sen BETWEEN 0 AND 100000000000000000),
    manager_post text          NOT NULL DEFAULT ''
        CONSTRAINT village_activity_manager_post_short CHECK (length(manager_post) <= 200),
    manager_name text          NOT NULL DEFAULT ''
        CONSTRAINT village_activity_manager_name_short CHECK (length(manager_name) <= 200),
    location     text          NOT NULL DEFAULT '' CONSTRAINT village_activity_location_short CHECK (length(location) <= 500),
    duration     text          NOT NULL DEFAULT '' CONSTRAINT village_activity_duration_short CHECK (length(duration) <= 200),
    output       text          NOT NULL DEFAULT '' CONSTRAINT village_activity_output_short CHECK (length(output) <= 500),
    volume       numeric(14,4) NOT NULL DEFAULT 0 CONSTRAINT village_activity_volume_not_negative CHECK (volume >= 0),
    unit         text          NOT NULL DEFAULT '' CONSTRAINT village_activity_unit_short CHECK (length(unit) <= 50),
    PRIMARY KEY (regency, village, year, activity),
    CONSTRAINT village_activity_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT village_activity_of_activity
        FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity (regency, year, code),
    CONSTRAINT village_activity_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
COMMENT ON TABLE ledger.village_activity IS
    'The activities (kegiatan) that a village lists for a year in Siskeudes, also those that carry only a ceiling.';
COMMENT ON COLUMN ledger.village_activity.ceiling_sen IS 'Sen, 1/100 rupiah. Pagu of the activity.';
COMMENT ON COLUMN ledger.village_activity.manager_name IS 'Who manages the activity (PKA). Personal: never in a public view.';
COMMENT ON COLUMN ledger.village_activity.volume IS 'Planned quantity of the output, in its unit.';

ALTER TABLE ledger.imported_voucher
    DROP CONSTRAINT imported_voucher_kind_known,
    ADD CONSTRAINT imported_voucher_kind_known
        CHECK (kind IN ('receipt', 'request', 'payment', 'move', 'settlement', 'deposit', 'journal'));

GRANT SELECT ON ledger.village_activity TO balai_app, balai_audit, balai_backup, balai_wide;
