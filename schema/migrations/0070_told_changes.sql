-- Why: what a neighbour may know of a work is answered from the servers' memory, so whatever changes it gets a number, also
-- where screening has nothing to compare anew. Locks: monitoring.change for a moment.
ALTER TABLE monitoring.change
    DROP CONSTRAINT change_kind_known,
    ADD CONSTRAINT change_kind_known CHECK (kind IN ('site', 'photo', 'payment', 'day', 'again', 'facts'));
COMMENT ON COLUMN monitoring.change.kind IS
    'facts: what is told of a work changed (its money, its agency), or a work without a place came or went; not screened.';
