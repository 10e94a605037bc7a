-- Why: a budget (APBDes) lives in versions; a posted version never changes and execution is held against the newest posted one.
-- A line has no stored amount: it is the sum of its RAB lines. Locks: no existing table.
CREATE TABLE ledger.budget_version (
    regency           integer     NOT NULL,
    village           bigint      NOT NULL,
    year              smallint    NOT NULL,
    id                uuid        NOT NULL,
    ordinal           smallint    NOT NULL CONSTRAINT budget_version_ordinal_positive CHECK (ordinal > 0),
    kind              text        NOT NULL
        CONSTRAINT budget_version_kind_known CHECK (kind IN ('murni', 'pergeseran', 'perubahan')),
    state             text        NOT NULL
        CONSTRAINT budget_version_state_known
             CHECK (state IN ('draft', 'agreed', 'submitted', 'evaluated', 'returned', 'posted')),
    revision          integer     NOT NULL CONSTRAINT budget_version_revision_positive CHECK (revision > 0),
    origin            text        NOT NULL CONSTRAINT budget_version_origin_known CHECK (origin IN ('entered', 'imported')),
    regulation_number text,
    regulation_date   date,
    submitted_on      date,
    posted_at         timestamptz,
    PRIMARY KEY (regency, id),
    CONSTRAINT budget_version_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT budget_version_ordinal_once UNIQUE (regency, village, year, ordinal),
    CONSTRAINT budget_version_key UNIQUE (regency, village, year, id),
    CONSTRAINT budget_version_first_is_murni CHECK ((ordinal = 1) = (kind = 'murni')),
    CONSTRAINT budget_version_posted_by_regulation CHECK (
        state <> 'posted' OR (posted_at IS NOT NULL AND (origin = 'imported'
            OR (regulation_number IS NOT NULL AND regulation_date IS NOT NULL)))),
    CONSTRAINT budget_version_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE UNIQUE INDEX budget_version_one_in_work ON ledger.budget_version (regency, village, year) WHERE state <> 'posted';
COMMENT ON TABLE ledger.budget_version IS
    'A version of the village budget: murni (the first), pergeseran (shift by Perkades), perubahan (change by '
    'Perdes).';
COMMENT ON COLUMN ledger.budget_version.submitted_on IS
    'Legal day on which the camat received it; the evaluation term runs from here.';
COMMENT ON COLUMN ledger.budget_version.origin IS
    'imported: as another system held it; its broken rules are findings, not refusals.';

CREATE TABLE ledger.version_step (
    regency       integer     NOT NULL,
    village       bigint      NOT NULL,
    version_id    uuid        NOT NULL,
    revision      integer     NOT NULL,
    verb          text        NOT NULL
        CONSTRAINT version_step_verb_known CHECK (verb IN ('agree', 'submit', 'evaluate', 'return', 'post', 'import')),
    person        uuid,
    recorded_at   timestamptz NOT NULL DEFAULT now(),
    note          text        NOT NULL DEFAULT '' CONSTRAINT version_step_note_short CHECK (length(note) <= 2000),
    PRIMARY KEY (regency, version_id, revision),
    CONSTRAINT version_step_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT version_step_of_version FOREIGN KEY (regency, version_id) REFERENCES ledger.budget_version (regency, id)
);
COMMENT ON TABLE ledger.version_step IS
    'Who moved a budget version on, and when. The revision is the one the step was taken on, so a repeated step finds '
    'itself.';
COMMENT ON COLUMN ledger.version_step.person IS 'Null where the operator of the server imported it.';

CREATE TABLE ledger.budget_line (
    regency    integer  NOT NULL,
    village    bigint   NOT NULL,
    year       smallint NOT NULL,
    version_id uuid     NOT NULL,
    activity   text     NOT NULL,
    account    text     NOT NULL,
    fund       text     NOT NULL,
    sub_detail text     NOT NULL DEFAULT '01' CONSTRAINT budget_line_sub_detail_shape CHECK (sub_detail ~ '^[0-9]{2}$'),
    name       text     NOT NULL DEFAULT '' CONSTRAINT budget_line_name_short CHECK (length(name) <= 500),
    PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail),
    CONSTRAINT budget_line_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT budget_line_account_of_budget CHECK (account ~ '^(4\.|5\.|6\.1\.|6\.2\.)'),
    CONSTRAINT budget_line_spending_has_activity CHECK ((account LIKE '5.%') = (activity <> '0.0.00')),
    CONSTRAINT budget_line_of_version FOREIGN KEY (regency, village, year, version_id)
        REFERENCES ledger.budget_version (regency, village, year, id) ON DELETE CASCADE,
    CONSTRAINT budget_line_of_activity FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity,
    CONSTRAINT budget_line_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account,
    CONSTRAINT budget_line_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source
);
COMMENT ON TABLE ledger.budget_line IS
    'A budget line: activity x account x fund source x sub-detail. Its amount is the sum of its RAB lines.';
COMMENT ON COLUMN ledger.budget_line.sub_detail IS 'Kd_SubRinci: two digits, 01 where the village does not use it.';

CREATE TABLE ledger.rab_line (
    regency        integer       NOT NULL,
    village        bigint        NOT NULL,
    version_id     uuid          NOT NULL,
    activity       text          NOT NULL,
    account        text          NOT NULL,
    fund           text          NOT NULL,
    sub_detail     text          NOT NULL,
    ordinal        smallint      NOT NULL CONSTRAINT rab_line_ordinal_positive CHECK (ordinal > 0),
    description    text          NOT NULL CONSTRAINT rab_line_description_short CHECK (length(description) BETWEEN 1 AND 500),
    volume         numeric(14,4) NOT NULL CONSTRAINT rab_line_volume_not_negative CHECK (volume >= 0),
    unit           text          NOT NULL CONSTRAINT rab_line_unit_short CHECK (length(unit) <= 50),
    unit_price_sen bigint        NOT NULL CONSTRAINT rab_line_price_not_negative CHECK (unit_price_sen >= 0),
    amount_sen     bigint        NOT NULL
        CONSTRAINT rab_line_amount_in_range CHECK (amount_sen BETWEEN 0 AND 100000000000000000),
    PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail, ordinal),
    CONSTRAINT rab_line_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT rab_line_of_line FOREIGN KEY (regency, version_id, activity, account, fund, sub_detail)
        REFERENCES ledger.budget_line (regency, version_id, activity, account, fund, sub_detail) ON DELETE CASCADE
);
COMMENT ON TABLE ledger.rab_line IS 'A line of the cost estimate (RAB).';
COMMENT ON COLUMN ledger.rab_line.unit_price_sen IS 'Sen, 1/100 rupiah, for one unit.';
COMMENT ON COLUMN ledger.rab_line.amount_sen IS
    'Sen. Volume x price rounded half up once to whole rupiah; an import keeps its source''s amount.';

CREATE TABLE ledger.line_control (
    regency       integer  NOT NULL,
    village       bigint   NOT NULL,
    year          smallint NOT NULL,
    activity      text     NOT NULL,
    account       text     NOT NULL,
    fund          text     NOT NULL,
    sub_detail    text     NOT NULL,
    limit_sen     bigint   NOT NULL CONSTRAINT line_control_limit_not_negative CHECK (limit_sen >= 0),
    requested_sen bigint   NOT NULL DEFAULT 0 CONSTRAINT line_control_requested_not_negative CHECK (requested_sen >= 0),
    reserved_sen  bigint   NOT NULL DEFAULT 0 CONSTRAINT line_control_reserved_not_negative CHECK (reserved_sen >= 0),
    posted_sen    bigint   NOT NULL DEFAULT 0 CONSTRAINT line_control_posted_not_negative CHECK (posted_sen >= 0),
    PRIMARY KEY (regency, village, year, activity, account, fund, sub_detail),
    CONSTRAINT line_control_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT line_control_within_limit CHECK (reserved_sen + posted_sen <= limit_sen),
    CONSTRAINT line_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
) WITH (fillfactor = 70);
COMMENT ON TABLE ledger.line_control IS
    'The lock of one posted spending line. Not truth: `balai ledger check` proves it equal to requests and journal.';
COMMENT ON COLUMN ledger.line_control.limit_sen IS 'Sen. The line''s amount in the newest posted version.';
COMMENT ON COLUMN ledger.line_control.requested_sen IS 'Sen. Asked for by requests not yet approved and not rejected.';
COMMENT ON COLUMN ledger.line_control.reserved_sen IS 'Sen. Approved, not yet paid.';
COMMENT ON COLUMN ledger.line_control.posted_sen IS 'Sen. Paid: what the journal holds on this line.';

CREATE TABLE ledger.cash_control (
    regency   integer  NOT NULL,
    village   bigint   NOT NULL,
    year      smallint NOT NULL,
    fund      text     NOT NULL,
    cash_sen  bigint   NOT NULL DEFAULT 0,
    floor_sen bigint   NOT NULL DEFAULT 0 CONSTRAINT cash_control_floor_not_positive CHECK (floor_sen <= 0),
    PRIMARY KEY (regency, village, year, fund),
    CONSTRAINT cash_control_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT cash_control_above_floor CHECK (cash_sen >= floor_sen),
    CONSTRAINT cash_control_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source,
    CONSTRAINT cash_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
) WITH (fillfactor = 70);
COMMENT ON TABLE ledger.cash_control IS
    'The lock of one fund''s cash in the village account. Not truth: `balai ledger check` proves it equal to the '
    'journal.';
COMMENT ON COLUMN ledger.cash_control.cash_sen IS 'Sen. What the journal holds on cash accounts (1.1.1) of this fund.';
COMMENT ON COLUMN ledger.cash_control.floor_sen IS 'Sen, 0 or below. Below 0 only where imported history already ended there.';

-- Writing is for functions only.
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO balai_app, balai_audit, balai_backup, balai_wide;
