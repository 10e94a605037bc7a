-- Why: the journal is logged in a signed Merkle tree, so that a change by whoever holds the database shows
-- (docs/proof-format.md). Locks: no existing table; the triggers that feed it are code.
CREATE TABLE proof.log (
    regency   integer     NOT NULL,
    ordinal   integer     NOT NULL CONSTRAINT log_ordinal_positive CHECK (ordinal > 0),
    origin    text        NOT NULL CONSTRAINT log_origin_shape CHECK (origin ~ '^[a-z0-9./-]{1,100}$'),
    state     text        NOT NULL DEFAULT 'open' CONSTRAINT log_state_known CHECK (state IN ('open', 'stopped', 'closed')),
    size      bigint      NOT NULL DEFAULT 0 CONSTRAINT log_size_natural CHECK (size >= 0),
    edge      bytea       NOT NULL DEFAULT '' CONSTRAINT log_edge_whole CHECK (length(edge) % 32 = 0),
    follows   text        NOT NULL DEFAULT '',
    note      text        NOT NULL DEFAULT '',
    signed_at timestamptz,
    opened_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, ordinal),
    CONSTRAINT log_origin_once UNIQUE (regency, origin)
);
CREATE UNIQUE INDEX log_one_at_work ON proof.log (regency) WHERE state <> 'closed';
COMMENT ON TABLE proof.log IS
    'The head of a regency''s log. Locked by the one who adds leaves; a new one begins only after a declared restore.';
COMMENT ON COLUMN proof.log.edge IS 'Roots of the whole subtrees that make up the tree, tallest first.';
COMMENT ON COLUMN proof.log.follows IS 'What the first leaf says of the log before this one: JSON, empty for the first log.';
COMMENT ON COLUMN proof.log.note IS 'The newest checkpoint, signed.';

CREATE TABLE proof.checkpoint (
    regency   integer     NOT NULL,
    log       integer     NOT NULL,
    size      bigint      NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (regency, log, size),
    CONSTRAINT checkpoint_of_log FOREIGN KEY (regency, log) REFERENCES proof.log
);
CREATE INDEX checkpoint_by_time ON proof.checkpoint (regency, log, signed_at);
COMMENT ON TABLE proof.checkpoint IS 'Every checkpoint that was signed.';

CREATE TABLE proof.tile (
    regency integer  NOT NULL,
    log     integer  NOT NULL,
    level   smallint NOT NULL,
    index   bigint   NOT NULL,
    hashes  bytea    NOT NULL CONSTRAINT tile_of_sums CHECK (length(hashes) % 32 = 0 AND length(hashes) BETWEEN 32 AND 8192),
    PRIMARY KEY (regency, log, level, index),
    CONSTRAINT tile_of_log FOREIGN KEY (regency, log) REFERENCES proof.log
);
ALTER TABLE proof.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE proof.tile IS 'Sums of the tree, 256 a tile, every eighth level (C2SP tlog-tiles).';

CREATE TABLE proof.pending (
    regency   integer     NOT NULL,
    village   bigint      NOT NULL,
    year      smallint    NOT NULL,
    kind      text        NOT NULL CONSTRAINT pending_kind_known CHECK (kind IN ('entry', 'budget', 'period')),
    object_id uuid        NOT NULL,
    number    bigint      NOT NULL,
    queued_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, village, year, number, kind, object_id),
    CONSTRAINT pending_regency_of_village CHECK (regency = village / 1000000)
);
COMMENT ON TABLE proof.pending IS 'What was posted and is not in the log yet; written in the transaction that posts.';
COMMENT ON COLUMN proof.pending.number IS 'Journal number; 0 for a budget version.';

CREATE TABLE proof.leaf (
    regency   integer  NOT NULL,
    village   bigint   NOT NULL,
    year      smallint NOT NULL,
    log       integer  NOT NULL,
    index     bigint   NOT NULL,
    kind      text     NOT NULL CONSTRAINT leaf_kind_known CHECK (kind IN ('entry', 'budget', 'period', 'missing')),
    object_id uuid     NOT NULL,
    number    bigint   NOT NULL,
    PRIMARY KEY (regency, log, index),
    CONSTRAINT leaf_of_object UNIQUE (regency, log, object_id, kind),
    CONSTRAINT leaf_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT leaf_of_log FOREIGN KEY (regency, log) REFERENCES proof.log
);
CREATE INDEX leaf_of_village_year ON proof.leaf (regency, village, year, log, index);
COMMENT ON TABLE proof.leaf IS 'Where in the log a posted thing stands.';

CREATE TABLE proof.commitment (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    entry_id     uuid    NOT NULL,
    salt         bytea   CONSTRAINT commitment_salt_size CHECK (length(salt) = 32),
    description  bytea   NOT NULL CONSTRAINT commitment_description_size CHECK (length(description) = 32),
    counterparty bytea   NOT NULL CONSTRAINT commitment_counterparty_size CHECK (length(counterparty) = 32),
    PRIMARY KEY (regency, entry_id),
    CONSTRAINT commitment_regency_of_village CHECK (regency = village / 1000000)
);
COMMENT ON TABLE proof.commitment IS 'What stands in the log for an entry''s personal texts: their salted hashes.';
COMMENT ON COLUMN proof.commitment.salt IS 'NULL once it was erased: the texts can then be neither proven nor guessed.';

CREATE TABLE proof.village_head (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    log         integer  NOT NULL,
    last_number bigint   NOT NULL,
    leaves      bigint   NOT NULL,
    chain       bytea    NOT NULL CONSTRAINT village_head_chain_size CHECK (length(chain) = 32),
    PRIMARY KEY (regency, log, village, year),
    CONSTRAINT village_head_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT village_head_of_log FOREIGN KEY (regency, log) REFERENCES proof.log
);
COMMENT ON TABLE proof.village_head IS
    'The end of each village''s year in the log: last journal number, chain over its leaves. Each checkpoint logs them all.';

GRANT SELECT ON proof.log, proof.checkpoint, proof.tile, proof.pending, proof.leaf, proof.commitment, proof.village_head
    TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT INSERT, UPDATE ON proof.log, proof.checkpoint, proof.tile, proof.leaf, proof.commitment, proof.village_head TO balai_wide;
GRANT INSERT, DELETE ON proof.pending TO balai_wide;
