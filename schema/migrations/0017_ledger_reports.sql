-- Why: the realisation report sums a village's postings; with the amount in the index it never visits the table.
-- Locks: ledger.posting, while the index is built.
DROP INDEX ledger.posting_by_line;
CREATE INDEX posting_by_line ON ledger.posting (regency, village, year, activity, account, fund)
    INCLUDE (amount_sen, entry_id);
-- The report's function belongs to balai_wide, which must be able to own things here.
GRANT CREATE ON SCHEMA ledger TO balai_wide;
