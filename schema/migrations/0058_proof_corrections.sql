-- Why: an entry that is booked anew in place of a wrong one names it in its leaf. Leaves that were logged before this don't, and
-- must read as they were signed: each log remembers from which leaf on it tells. Locks: log (brief).
ALTER TABLE proof.log ADD COLUMN corrections_from bigint NOT NULL DEFAULT 0
    CONSTRAINT log_corrections_from_counts CHECK (corrections_from >= 0);
UPDATE proof.log SET corrections_from = size;
COMMENT ON COLUMN proof.log.corrections_from IS 'Leaves from this index on say which entry they correct.';
