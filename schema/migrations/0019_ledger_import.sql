-- Why: another system's vouchers come in as they were, may come again in a newer export, and may break rules that bind only
-- what is entered here: a line overspent there must be storable here, and found. Locks: line_control (brief).
ALTER TABLE ledger.line_control
    ADD COLUMN excess_sen bigint NOT NULL DEFAULT 0
        CONSTRAINT line_control_excess_not_negative CHECK (excess_sen >= 0),
    DROP CONSTRAINT line_control_within_limit,
    ADD CONSTRAINT line_control_within_limit CHECK (reserved_sen + posted_sen <= limit_sen + excess_sen);
COMMENT ON COLUMN ledger.line_control.excess_sen IS
    'Sen. What imported history had already spent above the line; 0 for everything that is entered here.';

CREATE TABLE ledger.imported_voucher (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    year        smallint    NOT NULL,
    id          uuid        NOT NULL,
    source      text        NOT NULL CONSTRAINT imported_voucher_source_known CHECK (source IN ('siskeudes')),
    kind        text        NOT NULL CONSTRAINT imported_voucher_kind_known
        CHECK (kind IN ('receipt', 'request', 'payment', 'move')),
    number      text        NOT NULL CONSTRAINT imported_voucher_number_given CHECK (length(number) BETWEEN 1 AND 200),
    content     bytea       NOT NULL CONSTRAINT imported_voucher_content_size CHECK (length(content) = 32),
    document_id uuid        NOT NULL,
    entry_id    uuid,
    imported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT imported_voucher_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT imported_voucher_once UNIQUE (regency, village, year, source, kind, number),
    CONSTRAINT imported_voucher_of_entry FOREIGN KEY (regency, entry_id) REFERENCES ledger.entry (regency, id),
    CONSTRAINT imported_voucher_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
COMMENT ON TABLE ledger.imported_voucher IS
    'Which voucher of the other system became which document and entry here, so that a newer export adds what is new and books '
    'what changed as a correction.';
COMMENT ON COLUMN ledger.imported_voucher.number IS 'The number it has there, such as 0002/TBP/04.2014/2019.';
COMMENT ON COLUMN ledger.imported_voucher.content IS
    'SHA-256 of what came in; another one means that the voucher was changed there.';
GRANT SELECT ON ledger.imported_voucher TO balai_app, balai_audit, balai_backup, balai_wide;
