-- Why: screening gives evidence, people give verdicts: a flag lives from open to explained to confirmed or dismissed, each step
-- with its reason, and a dismissed pair stays dismissed until its facts change. Locks: no existing table.
CREATE TABLE monitoring.flag (
    regency       integer NOT NULL,
    village       bigint  NOT NULL,
    other_village bigint,
    id            uuid    NOT NULL DEFAULT gen_random_uuid(),
    ordinal       bigint  GENERATED ALWAYS AS IDENTITY,
    rule          text    NOT NULL
        CONSTRAINT flag_rule_shape CHECK (rule ~ '^R[0-9]{1,2}[a-z]?(-[a-z-]+)?$' AND length(rule) <= 60),
    severity      text    NOT NULL CONSTRAINT flag_severity_known CHECK (severity IN ('info', 'warning', 'alert')),
    project       uuid    NOT NULL,
    other         uuid,
    first_of_pair uuid    NOT NULL,
    last_of_pair  uuid    NOT NULL,
    score         double precision NOT NULL CONSTRAINT flag_score_share CHECK (score BETWEEN 0 AND 1),
    evidence      jsonb   NOT NULL CONSTRAINT flag_evidence_object CHECK (jsonb_typeof(evidence) = 'object'),
    reason        text    NOT NULL CONSTRAINT flag_reason_key CHECK (reason ~ '^[a-z][a-zA-Z0-9.-]*$' AND length(reason) <= 120),
    facts         jsonb   NOT NULL DEFAULT '{}' CONSTRAINT flag_facts_object CHECK (jsonb_typeof(facts) = 'object'),
    fingerprint   bytea   NOT NULL CONSTRAINT flag_fingerprint_size CHECK (length(fingerprint) = 32),
    change_number bigint  NOT NULL,
    state         text    NOT NULL DEFAULT 'open'
        CONSTRAINT flag_state_known CHECK (state IN ('open', 'explained', 'confirmed', 'dismissed', 'superseded')),
    revision      integer NOT NULL DEFAULT 1 CONSTRAINT flag_revision_positive CHECK (revision > 0),
    raised_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT flag_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT flag_regency_of_other CHECK (regency = other_village / 1000000),
    CONSTRAINT flag_other_whole CHECK ((other IS NULL) = (other_village IS NULL) AND other IS DISTINCT FROM project),
    CONSTRAINT flag_pair_ordered CHECK (first_of_pair = least(project, coalesce(other, project))
        AND last_of_pair = greatest(project, coalesce(other, project))),
    CONSTRAINT flag_once UNIQUE (regency, rule, first_of_pair, last_of_pair, fingerprint),
    CONSTRAINT flag_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project (regency, village, id),
    CONSTRAINT flag_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project (regency, village, id)
);
CREATE INDEX flag_by_ordinal ON monitoring.flag (regency, ordinal DESC);
CREATE INDEX flag_by_project ON monitoring.flag (regency, project) WHERE state IN ('open', 'explained', 'confirmed');
CREATE INDEX flag_by_other ON monitoring.flag (regency, other) WHERE state IN ('open', 'explained', 'confirmed');
COMMENT ON TABLE monitoring.flag IS
    'Tanda perlu diperiksa: evidence of one rule about a work or a pair of works. Never public by itself.';
COMMENT ON COLUMN monitoring.flag.project IS 'The later of a pair: the change that was screened.';
COMMENT ON COLUMN monitoring.flag.reason IS 'Key of its sentence in texts/*.tsv; facts are the values of the sentence.';
COMMENT ON COLUMN monitoring.flag.fingerprint IS
    'SHA-256 over the facts of the pair; other facts make a new flag, the same never.';

CREATE TABLE monitoring.flag_event (
    regency       integer NOT NULL,
    village       bigint  NOT NULL,
    other_village bigint,
    flag          uuid    NOT NULL,
    revision      integer NOT NULL,
    verb          text    NOT NULL
        CONSTRAINT flag_event_verb_known CHECK (verb IN ('raise', 'explain', 'confirm', 'dismiss', 'reopen', 'supersede')),
    reason        text    NOT NULL DEFAULT '' CONSTRAINT flag_event_reason_short CHECK (length(reason) <= 4000),
    person        uuid,
    at            timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, flag, revision),
    CONSTRAINT flag_event_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT flag_event_reason_given CHECK (verb IN ('raise', 'supersede') OR btrim(reason) <> ''),
    CONSTRAINT flag_event_of_flag FOREIGN KEY (regency, flag) REFERENCES monitoring.flag (regency, id)
);
COMMENT ON TABLE monitoring.flag_event IS
    'History of a flag. revision is the one the step was taken on (0 when raised), so a repeated step finds itself.';
COMMENT ON COLUMN monitoring.flag_event.village IS 'Of an explanation the explaining village, else the flag''s own.';

GRANT SELECT ON monitoring.flag, monitoring.flag_event TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT INSERT, UPDATE ON monitoring.flag TO balai_wide;
GRANT INSERT ON monitoring.flag_event TO balai_wide;
