-- Why: the rest of an advance that is brought back (Ta_SPJSisa) comes in from Siskeudes as a voucher of its own.
-- Locks: imported_voucher (brief, a constraint).
ALTER TABLE ledger.imported_voucher
    DROP CONSTRAINT imported_voucher_kind_known,
    ADD CONSTRAINT imported_voucher_kind_known
        CHECK (kind IN ('receipt', 'request', 'payment', 'move', 'settlement', 'rest', 'deposit', 'journal'));
