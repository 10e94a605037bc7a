-- Why: the thresholds of screening are the county's to set; each set is kept with its reason, the newest counts, and what an old
-- flag was judged by can be told later. Locks: no existing table.
CREATE TABLE monitoring.rule_parameters (
    regency integer NOT NULL,
    village bigint  NOT NULL,
    version integer NOT NULL CONSTRAINT rule_parameters_version_positive CHECK (version > 0),
    changes jsonb   NOT NULL CONSTRAINT rule_parameters_object CHECK (jsonb_typeof(changes) = 'object'),
    reason  text    NOT NULL CONSTRAINT rule_parameters_reason_given CHECK (btrim(reason) <> '' AND length(reason) <= 2000),
    person  uuid    NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, version),
    CONSTRAINT rule_parameters_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT rule_parameters_of_county CHECK (village % 1000000 = 0),
    CONSTRAINT rule_parameters_size CHECK (length(changes::text) <= 20000)
);
COMMENT ON TABLE monitoring.rule_parameters IS
    'Parameter aturan pemeriksaan: the thresholds that replace the shipped ones, by version.';
COMMENT ON COLUMN monitoring.rule_parameters.changes IS
    'Names and numbers as docs/screening.md lists them; what is absent is as shipped.';
GRANT SELECT ON monitoring.rule_parameters TO balai_app, balai_audit, balai_backup, balai_wide;
