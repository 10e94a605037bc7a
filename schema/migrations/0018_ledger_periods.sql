-- Why: a month whose book was handed in may not change under its readers: it is closed, and reopened only by a named person
-- with a reason; both are leaves of the signed log. Locks: village_year (brief, a column with a default).
ALTER TABLE ledger.village_year ADD COLUMN closed_months integer NOT NULL DEFAULT 0
    CONSTRAINT village_year_closed_months_of_year CHECK (closed_months BETWEEN 0 AND 4095);
COMMENT ON COLUMN ledger.village_year.closed_months IS
    'Months in which nothing may be booked, bit 0 is January: a lock beside the journal number, not truth; `balai ledger check` '
    'proves it equal to the steps.';

CREATE TABLE ledger.period_step (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    year        smallint    NOT NULL,
    id          uuid        NOT NULL,
    month       smallint    NOT NULL CONSTRAINT period_step_month_of_year CHECK (month BETWEEN 1 AND 12),
    ordinal     smallint    NOT NULL CONSTRAINT period_step_ordinal_positive CHECK (ordinal > 0),
    verb        text        NOT NULL CONSTRAINT period_step_verb_in_turn CHECK (
        verb = CASE ordinal % 2 WHEN 1 THEN 'close' ELSE 'reopen' END),
    last_number bigint      NOT NULL CONSTRAINT period_step_last_number_counts CHECK (last_number >= 0),
    person      uuid        NOT NULL,
    person_name text        NOT NULL,
    reason      text        NOT NULL DEFAULT '' CONSTRAINT period_step_reason_short CHECK (length(reason) <= 500),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT period_step_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT period_step_once UNIQUE (regency, village, year, month, ordinal),
    CONSTRAINT period_step_reopening_has_reason CHECK (verb = 'close' OR reason <> ''),
    CONSTRAINT period_step_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
COMMENT ON TABLE ledger.period_step IS 'Months of a village''s year closed (tutup buku) and reopened, one row each time.';
COMMENT ON COLUMN ledger.period_step.last_number IS 'The newest journal number of the year at that moment.';
COMMENT ON COLUMN ledger.period_step.person_name IS 'The name on that day: a later change of name leaves the leaf as it was.';
COMMENT ON COLUMN ledger.period_step.reason IS 'Why it was reopened. Free text: only its salted hash is in the log.';
GRANT SELECT ON ledger.period_step TO balai_app, balai_audit, balai_backup, balai_wide;
