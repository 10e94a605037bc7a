-- Why: each leg of an entry took four foreign-key looks, three of them a share lock on the same few rows of the county's lists
-- for every village at once. The lists and years now only grow, so one look a statement at insertion says as much
-- (docs/decisions/0021; ledger.require_sound_legs, ledger.require_known_receipt). The trail is ordered by its own number, so
-- a random id and its index say nothing. Locks: posting, receipt, entry, audit.event, briefly; two indexes are built.
ALTER TABLE ledger.posting
    DROP CONSTRAINT posting_of_entry,
    DROP CONSTRAINT posting_of_account,
    DROP CONSTRAINT posting_of_activity,
    DROP CONSTRAINT posting_of_fund;
ALTER TABLE ledger.receipt
    DROP CONSTRAINT receipt_of_account,
    DROP CONSTRAINT receipt_of_fund,
    DROP CONSTRAINT receipt_of_village_year;
ALTER TABLE ledger.entry
    DROP CONSTRAINT entry_of_village_year,
    DROP CONSTRAINT entry_key,
    DROP CONSTRAINT entry_reversed_once;
CREATE UNIQUE INDEX entry_reversed_once ON ledger.entry (regency, reverses) WHERE reverses IS NOT NULL;

ALTER TABLE audit.event DROP CONSTRAINT event_pkey, DROP COLUMN id, ADD PRIMARY KEY (regency, village, ordinal);
DROP INDEX audit.event_by_village;

-- The trail and kept requests are written by whichever role owns the function that asks (audit.record, balai.claim).
GRANT INSERT ON audit.event TO balai_owner;
GRANT SELECT, INSERT, UPDATE ON balai.kept_request TO balai_wide;

-- Rows that every posting counts up: half a page left free keeps their new versions beside them, out of the indexes.
ALTER TABLE ledger.village_year SET (fillfactor = 50);
ALTER TABLE ledger.series SET (fillfactor = 50);
ALTER TABLE ledger.cash_control SET (fillfactor = 50);
ALTER TABLE ledger.line_control SET (fillfactor = 70);
