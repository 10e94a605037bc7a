-- Why: how long what is only needed for a while is kept, and what was removed when. Money, audit, photos that are
-- evidence and letters are not in this table: they stay.
-- Locks: no existing table.
CREATE TABLE balai.retention_rule (
    kind      text    NOT NULL PRIMARY KEY CONSTRAINT retention_rule_kind_shape CHECK (kind ~ '^[a-z][a-z-]*$'),
    keep_days integer NOT NULL CONSTRAINT retention_rule_days_range CHECK (keep_days BETWEEN 1 AND 36500)
);
INSERT INTO balai.retention_rule (kind, keep_days) VALUES
    ('ended-session', 30),
    ('spent-slip', 30),
    ('kept-request', 400);

CREATE TABLE balai.retention_run (
    regency integer     NOT NULL,
    id      uuid        NOT NULL DEFAULT gen_random_uuid(),
    ran_at  timestamptz NOT NULL DEFAULT now(),
    kind    text        NOT NULL REFERENCES balai.retention_rule (kind),
    removed bigint      NOT NULL CONSTRAINT retention_run_counts CHECK (removed > 0),
    PRIMARY KEY (regency, id)
);
GRANT SELECT ON balai.retention_rule TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT SELECT ON balai.retention_run TO balai_app, balai_audit, balai_backup;
GRANT INSERT ON balai.retention_run TO balai_wide;
GRANT SELECT, DELETE ON identity.session, identity.slip, balai.kept_request TO balai_wide;
