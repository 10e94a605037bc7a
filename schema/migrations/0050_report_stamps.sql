-- Why: a printed report carries a code that anyone can look up: was this paper made here, and does it say what was printed?
-- Locks: no existing table.
CREATE SCHEMA proof;
GRANT USAGE ON SCHEMA proof TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;
GRANT CREATE ON SCHEMA proof TO balai_wide;

CREATE TABLE proof.stamp (
    regency      integer     NOT NULL,
    village      bigint      NOT NULL,
    year         smallint    NOT NULL CONSTRAINT stamp_year_range CHECK (year BETWEEN 2015 AND 2100),
    token        bytea       NOT NULL CONSTRAINT stamp_token_size CHECK (length(token) = 16),
    kind         text        NOT NULL CONSTRAINT stamp_kind_shape CHECK (kind ~ '^[a-z][a-z0-9-]{0,39}$'),
    parameters   jsonb       NOT NULL CONSTRAINT stamp_parameters_short CHECK (length(parameters::text) <= 4000),
    facts        jsonb       NOT NULL CONSTRAINT stamp_facts_short CHECK (length(facts::text) <= 8000),
    content_hash bytea       NOT NULL CONSTRAINT stamp_content_hash_size CHECK (length(content_hash) = 32),
    entry_number bigint      NOT NULL CONSTRAINT stamp_entry_number_natural CHECK (entry_number >= 0),
    person       uuid,
    made_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, token),
    CONSTRAINT stamp_regency_of_village CHECK (regency = village / 1000000)
);
CREATE UNIQUE INDEX stamp_once
    ON proof.stamp (regency, village, year, kind, content_hash, md5(parameters::text || facts::text));
COMMENT ON TABLE proof.stamp IS
    'What stands behind the code on a printed report (QR). The same report printed again has the same code.';
COMMENT ON COLUMN proof.stamp.token IS '128 random bits; nothing is found by anything shorter.';
COMMENT ON COLUMN proof.stamp.facts IS
    'Array of [label, value] as printed, for whoever holds the paper to compare. Nothing that is not on the paper.';
COMMENT ON COLUMN proof.stamp.entry_number IS 'Journal number up to which the report could look.';
GRANT SELECT ON proof.stamp TO balai_app, balai_audit, balai_backup, balai_wide;
