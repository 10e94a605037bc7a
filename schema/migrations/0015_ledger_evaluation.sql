-- Why: the BPD's agreement is proven by its minutes (berita acara), and the camat's office answers a budget line by line.
-- Locks: ledger.budget_version and ledger.version_step, briefly, for two columns and one check.
ALTER TABLE ledger.budget_version
    ADD COLUMN minutes_number text CONSTRAINT budget_version_minutes_short CHECK (length(minutes_number) BETWEEN 1 AND 100),
    ADD COLUMN minutes_date date,
    ADD CONSTRAINT budget_version_minutes_dated CHECK ((minutes_number IS NULL) = (minutes_date IS NULL));
COMMENT ON COLUMN ledger.budget_version.minutes_number IS
    'Berita acara of the BPD meeting that agreed; null for imports, shifts by Perkades and what was agreed before 2027.';

ALTER TABLE ledger.version_step DROP CONSTRAINT version_step_verb_known;
ALTER TABLE ledger.version_step ADD CONSTRAINT version_step_verb_known
    CHECK (verb IN ('agree', 'submit', 'withdraw', 'evaluate', 'return', 'post', 'import'));

CREATE TABLE ledger.line_remark (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    version_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    revision    integer     NOT NULL CONSTRAINT line_remark_revision_positive CHECK (revision > 0),
    activity    text        NOT NULL DEFAULT '',
    account     text        NOT NULL DEFAULT '',
    fund        text        NOT NULL DEFAULT '',
    sub_detail  text        NOT NULL DEFAULT '',
    remark      text        NOT NULL CONSTRAINT line_remark_given CHECK (length(remark) BETWEEN 1 AND 2000),
    is_binding  boolean     NOT NULL,
    person      uuid        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    answer      text        CONSTRAINT line_remark_answer_given CHECK (length(answer) BETWEEN 1 AND 2000),
    answered_by uuid,
    answered_at timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (regency, id),
    CONSTRAINT line_remark_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT line_remark_of_version FOREIGN KEY (regency, version_id)
        REFERENCES ledger.budget_version (regency, id) ON DELETE CASCADE,
    CONSTRAINT line_remark_answered_by_someone CHECK ((answer IS NULL) = (answered_by IS NULL))
);
CREATE INDEX line_remark_by_version ON ledger.line_remark (regency, version_id, activity, account);
COMMENT ON TABLE ledger.line_remark IS
    'What the evaluator (camat) says of one line, one activity (no account) or the whole budget (no activity).';
COMMENT ON COLUMN ledger.line_remark.revision IS 'Of the version as it was submitted: the round of evaluation.';
COMMENT ON COLUMN ledger.line_remark.is_binding IS 'Must be followed or answered before the budget comes back; else advice.';

GRANT SELECT ON ledger.line_remark TO balai_app, balai_audit, balai_backup, balai_wide;
