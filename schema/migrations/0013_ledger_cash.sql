-- Why: a real year has two places of cash (the village account and the treasurer's hand), advances (panjar) that are settled
-- later, taxes withheld and deposited, and spending that comes back; each needs its document, number and limit.
-- Locks: cash_control, receipt, spp, spp_line, spp_step, entry, series (brief, only constraints and columns with defaults).
ALTER TABLE ledger.cash_control
    ADD COLUMN hand_sen bigint NOT NULL DEFAULT 0,
    ADD COLUMN hand_floor_sen bigint NOT NULL DEFAULT 0
        CONSTRAINT cash_control_hand_floor_not_positive CHECK (hand_floor_sen <= 0),
    DROP CONSTRAINT cash_control_above_floor,
    ADD CONSTRAINT cash_control_bank_above_floor CHECK (cash_sen - hand_sen >= floor_sen),
    ADD CONSTRAINT cash_control_hand_above_floor CHECK (hand_sen >= hand_floor_sen);
COMMENT ON COLUMN ledger.cash_control.hand_sen IS
    'Sen. The part of cash_sen that lies with the treasurer (1.1.1.01); the rest is in the village account (1.1.1.02).';
COMMENT ON COLUMN ledger.cash_control.hand_floor_sen IS 'Sen, 0 or below, as floor_sen, for the cash in hand.';
COMMENT ON COLUMN ledger.cash_control.floor_sen IS
    'Sen, 0 or below, for the village account. Below 0 only where imported history already ended there.';

ALTER TABLE ledger.series DROP CONSTRAINT series_name_known,
    ADD CONSTRAINT series_name_known CHECK (name IN (
        'spp', 'receipt', 'move', 'settlement', 'advance-return', 'refund', 'deposit', 'correction'));

ALTER TABLE ledger.entry
    ADD COLUMN corrects uuid,
    DROP CONSTRAINT entry_kind_known,
    ADD CONSTRAINT entry_kind_known CHECK (kind IN (
        'receipt', 'payment', 'reversal', 'imported', 'move', 'interest', 'fee', 'settlement', 'advance-return', 'tax-deposit',
        'refund', 'correction')),
    ADD CONSTRAINT entry_of_corrected FOREIGN KEY (regency, corrects) REFERENCES ledger.entry (regency, id);
COMMENT ON COLUMN ledger.entry.corrects IS 'The entry that this one puts right, beside or after its reversal.';

ALTER TABLE ledger.receipt ADD COLUMN place text NOT NULL DEFAULT 'bank'
    CONSTRAINT receipt_place_known CHECK (place IN ('bank', 'cash'));
COMMENT ON COLUMN ledger.receipt.place IS 'Where the money came in: the village account, or the treasurer''s hand.';

ALTER TABLE ledger.spp
    ADD COLUMN paid_from text CONSTRAINT spp_paid_from_known CHECK (paid_from IN ('bank', 'cash')),
    ADD COLUMN settle_by date,
    DROP CONSTRAINT spp_state_known,
    ADD CONSTRAINT spp_state_known CHECK (state IN (
        'draft', 'submitted', 'verified', 'returned', 'approved', 'rejected', 'paid', 'settled', 'reversed')),
    ADD CONSTRAINT spp_settled_is_advance CHECK (state <> 'settled' OR kind = 'advance'),
    DROP CONSTRAINT spp_steps_have_persons,
    ADD CONSTRAINT spp_steps_have_persons CHECK (origin = 'imported' OR (
        (state NOT IN ('verified', 'approved', 'paid', 'settled', 'reversed') OR verifier IS NOT NULL)
        AND (state NOT IN ('approved', 'paid', 'settled', 'reversed') OR approver IS NOT NULL)
        AND (state NOT IN ('paid', 'settled', 'reversed') OR payer IS NOT NULL)));
COMMENT ON COLUMN ledger.spp.settle_by IS 'Of a paid advance: the working day by which it must be settled or given back.';
ALTER TABLE ledger.spp_step DROP CONSTRAINT spp_step_verb_known,
    ADD CONSTRAINT spp_step_verb_known CHECK (verb IN (
        'create', 'save', 'submit', 'verify', 'return', 'approve', 'reject', 'pay', 'reverse', 'settle', 'reopen'));

ALTER TABLE ledger.spp_line
    ADD COLUMN settled_sen bigint NOT NULL DEFAULT 0 CONSTRAINT spp_line_settled_not_negative CHECK (settled_sen >= 0),
    ADD COLUMN given_back_sen bigint NOT NULL DEFAULT 0 CONSTRAINT spp_line_given_back_not_negative CHECK (given_back_sen >= 0),
    ADD COLUMN refunded_sen bigint NOT NULL DEFAULT 0 CONSTRAINT spp_line_refunded_not_negative CHECK (refunded_sen >= 0),
    ADD CONSTRAINT spp_line_within_advance CHECK (settled_sen + given_back_sen <= amount_sen),
    ADD CONSTRAINT spp_line_within_refund CHECK (refunded_sen <= amount_sen);
COMMENT ON COLUMN ledger.spp_line.settled_sen IS 'Sen. Of an advance: accounted for by booked settlements (SPJ).';
COMMENT ON COLUMN ledger.spp_line.given_back_sen IS 'Sen. Of an advance: brought back unspent.';
COMMENT ON COLUMN ledger.spp_line.refunded_sen IS 'Sen. Spending that the payee gave back (pengembalian belanja).';

CREATE TABLE ledger.cash_move (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    number      integer  NOT NULL CONSTRAINT cash_move_number_positive CHECK (number > 0),
    kind        text     NOT NULL CONSTRAINT cash_move_kind_known CHECK (kind IN ('withdraw', 'deposit', 'interest', 'fee')),
    book_date   date     NOT NULL,
    fund        text     NOT NULL,
    activity    text     NOT NULL DEFAULT '0.0.00',
    account     text     NOT NULL DEFAULT '',
    sub_detail  text     NOT NULL DEFAULT '01',
    amount_sen  bigint   NOT NULL CONSTRAINT cash_move_amount_positive CHECK (amount_sen > 0),
    description text     NOT NULL CONSTRAINT cash_move_description_given CHECK (length(description) BETWEEN 1 AND 500),
    person      uuid     NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT cash_move_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT cash_move_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT cash_move_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT cash_move_account_of_kind CHECK (CASE kind WHEN 'interest' THEN account LIKE '4.3.6.%'
        WHEN 'fee' THEN account LIKE '5.2.5.%' ELSE account = '' END),
    CONSTRAINT cash_move_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source,
    CONSTRAINT cash_move_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
COMMENT ON TABLE ledger.cash_move IS
    'Bank mutation: money withdrawn to the treasurer''s hand or banked again, bank interest, bank fees and tax on interest.';
COMMENT ON COLUMN ledger.cash_move.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.settlement (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    spp_id      uuid     NOT NULL,
    number      integer  NOT NULL CONSTRAINT settlement_number_positive CHECK (number > 0),
    state       text     NOT NULL
        CONSTRAINT settlement_state_known CHECK (state IN ('submitted', 'verified', 'returned', 'booked', 'reversed')),
    revision    integer  NOT NULL CONSTRAINT settlement_revision_positive CHECK (revision > 0),
    book_date   date     NOT NULL,
    description text     NOT NULL CONSTRAINT settlement_description_given CHECK (length(description) BETWEEN 1 AND 500),
    amount_sen  bigint   NOT NULL CONSTRAINT settlement_amount_positive CHECK (amount_sen > 0),
    requester   uuid     NOT NULL,
    verifier    uuid,
    booker      uuid,
    verified_on date,
    booked_on   date,
    place       text CONSTRAINT settlement_place_known CHECK (place IN ('bank', 'cash')),
    note        text     NOT NULL DEFAULT '' CONSTRAINT settlement_note_short CHECK (length(note) <= 2000),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT settlement_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT settlement_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT settlement_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT settlement_three_persons CHECK (
        (verifier IS NULL OR verifier <> requester)
        AND (booker IS NULL OR (booker <> requester AND booker <> verifier))),
    CONSTRAINT settlement_steps_have_persons CHECK (
        (state NOT IN ('verified', 'booked', 'reversed') OR verifier IS NOT NULL)
        AND (state NOT IN ('booked', 'reversed') OR booker IS NOT NULL)),
    CONSTRAINT settlement_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id)
);
CREATE UNIQUE INDEX settlement_one_open ON ledger.settlement (regency, spp_id) WHERE state IN ('submitted', 'verified');
CREATE INDEX settlement_of_spp_index ON ledger.settlement (regency, spp_id);
COMMENT ON TABLE ledger.settlement IS 'Account of an advance (SPJ panjar): what was spent of it, line by line.';
COMMENT ON COLUMN ledger.settlement.amount_sen IS 'Sen. Sum of its lines, kept for lists; `balai ledger check` proves it.';
COMMENT ON COLUMN ledger.settlement.note IS 'Why it was sent back.';

CREATE TABLE ledger.settlement_line (
    regency       integer NOT NULL,
    village       bigint  NOT NULL,
    settlement_id uuid    NOT NULL,
    activity      text    NOT NULL,
    account       text    NOT NULL,
    fund          text    NOT NULL,
    sub_detail    text    NOT NULL,
    amount_sen    bigint  NOT NULL CONSTRAINT settlement_line_amount_positive CHECK (amount_sen > 0),
    PRIMARY KEY (regency, settlement_id, activity, account, fund, sub_detail),
    CONSTRAINT settlement_line_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT settlement_line_of_settlement FOREIGN KEY (regency, settlement_id) REFERENCES ledger.settlement (regency, id)
);
COMMENT ON TABLE ledger.settlement_line IS 'What a settlement accounts for of one line of its advance.';
COMMENT ON COLUMN ledger.settlement_line.amount_sen IS 'Sen, 1/100 rupiah.';

-- Money that comes back: the unspent rest of an advance, or spending that a payee returns.
CREATE TABLE ledger.give_back (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    spp_id      uuid     NOT NULL,
    kind        text     NOT NULL CONSTRAINT give_back_kind_known CHECK (kind IN ('advance-return', 'refund')),
    number      integer  NOT NULL CONSTRAINT give_back_number_positive CHECK (number > 0),
    book_date   date     NOT NULL,
    place       text     NOT NULL CONSTRAINT give_back_place_known CHECK (place IN ('bank', 'cash')),
    payer       text     NOT NULL DEFAULT '' CONSTRAINT give_back_payer_short CHECK (length(payer) <= 200),
    description text     NOT NULL CONSTRAINT give_back_description_given CHECK (length(description) BETWEEN 1 AND 500),
    amount_sen  bigint   NOT NULL CONSTRAINT give_back_amount_positive CHECK (amount_sen > 0),
    person      uuid     NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT give_back_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT give_back_number_once UNIQUE (regency, village, year, kind, number),
    CONSTRAINT give_back_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT give_back_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id)
);
CREATE INDEX give_back_of_spp_index ON ledger.give_back (regency, spp_id);
COMMENT ON TABLE ledger.give_back IS
    'Money brought back: rest of an advance (sisa panjar), or spending given back in the same year (pengembalian belanja).';
COMMENT ON COLUMN ledger.give_back.amount_sen IS 'Sen. Sum of its journal entry''s lines.';
COMMENT ON COLUMN ledger.give_back.payer IS 'Who brought it. Personal: never in a public view.';

CREATE TABLE ledger.give_back_line (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    give_back_id uuid    NOT NULL,
    activity     text    NOT NULL,
    account      text    NOT NULL,
    fund         text    NOT NULL,
    sub_detail   text    NOT NULL,
    amount_sen   bigint  NOT NULL CONSTRAINT give_back_line_amount_positive CHECK (amount_sen > 0),
    PRIMARY KEY (regency, give_back_id, activity, account, fund, sub_detail),
    CONSTRAINT give_back_line_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT give_back_line_of_give_back FOREIGN KEY (regency, give_back_id) REFERENCES ledger.give_back (regency, id)
);
COMMENT ON TABLE ledger.give_back_line IS 'What came back on one line of the request.';
COMMENT ON COLUMN ledger.give_back_line.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.national_tax_rate (
    code         text    NOT NULL CONSTRAINT national_tax_rate_code_shape CHECK (code ~ '^[a-z0-9-]{2,40}$'),
    valid_from   date    NOT NULL,
    name         text    NOT NULL,
    account      text    NOT NULL CONSTRAINT national_tax_rate_account_held CHECK (account LIKE '7.1.%'),
    map_code     text    NOT NULL CONSTRAINT national_tax_rate_map_shape CHECK (map_code ~ '^([0-9]{6}-[0-9]{3})?$'),
    rate_ppm     integer NOT NULL CONSTRAINT national_tax_rate_in_range CHECK (rate_ppm BETWEEN 1 AND 1000000),
    base         text    NOT NULL CONSTRAINT national_tax_rate_base_known CHECK (base IN ('gross', 'net')),
    above_sen    bigint  NOT NULL DEFAULT 0 CONSTRAINT national_tax_rate_above_not_negative CHECK (above_sen >= 0),
    is_confirmed boolean NOT NULL,
    basis        text    NOT NULL,
    PRIMARY KEY (code, valid_from)
);
COMMENT ON TABLE ledger.national_tax_rate IS
    'Taxes a village treasurer withholds, as first suggested. A county row of the same code goes before. Not a tenant table.';
COMMENT ON COLUMN ledger.national_tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000.';
COMMENT ON COLUMN ledger.national_tax_rate.base IS 'gross: the whole price; net: the price without the PPN in it (100/111).';
COMMENT ON COLUMN ledger.national_tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';
COMMENT ON COLUMN ledger.national_tax_rate.is_confirmed IS 'False: from memory, to be confirmed by the county.';
INSERT INTO ledger.national_tax_rate
    (code, valid_from, name, account, map_code, rate_ppm, base, above_sen, is_confirmed, basis)
VALUES
    ('ppn', '2022-04-01', 'PPN', '7.1.1.01', '411211-100', 110000, 'net', 200000000, true, 'UU 7/2021; PMK 59/2022'),
    ('ppn', '2025-01-01', 'PPN (12 % x 11/12)', '7.1.1.01', '411211-100', 110000, 'net', 200000000, false, 'PMK 131/2024'),
    ('pph-21-iii', '2015-01-01', 'PPh 21 honor golongan III', '7.1.1.02', '411121-100', 50000, 'gross', 0, true, 'PP 80/2010'),
    ('pph-21-iv', '2015-01-01', 'PPh 21 honor golongan IV', '7.1.1.02', '411121-100', 150000, 'gross', 0, true, 'PP 80/2010'),
    ('pph-21-lain', '2015-01-01', 'PPh 21 bukan pegawai (5 % x 50 %)', '7.1.1.02', '411121-100', 25000, 'gross', 0, false,
     'UU 36/2008'),
    ('pph-22', '2015-01-01', 'PPh 22 barang, ber-NPWP', '7.1.1.03', '411122-100', 15000, 'net', 200000000, true, 'PMK 59/2022'),
    ('pph-22-tanpa-npwp', '2015-01-01', 'PPh 22 barang, tanpa NPWP', '7.1.1.03', '411122-100', 30000, 'net', 200000000, true,
     'PMK 59/2022'),
    ('pph-23', '2015-01-01', 'PPh 23 jasa dan sewa, ber-NPWP', '7.1.1.04', '411124-100', 20000, 'net', 0, true, 'UU 36/2008'),
    ('pph-23-tanpa-npwp', '2015-01-01', 'PPh 23 jasa dan sewa, tanpa NPWP', '7.1.1.04', '411124-100', 40000, 'net', 0, true,
     'UU 36/2008'),
    ('pph-4-2-konstruksi', '2022-02-21', 'PPh 4(2) jasa konstruksi, kecil', '7.1.1.05', '411128-409', 17500, 'net', 0, false,
     'PP 9/2022'),
    ('pph-4-2-sewa', '2018-01-01', 'PPh 4(2) sewa tanah dan bangunan', '7.1.1.05', '411128-403', 100000, 'gross', 0, false,
     'PP 34/2017'),
    ('pph-umkm', '2018-07-01', 'PPh final UMKM', '7.1.1.05', '411128-423', 5000, 'gross', 0, false, 'PP 55/2022'),
    ('restoran', '2015-01-01', 'Pajak restoran, rumah makan', '7.1.2.01', '', 100000, 'gross', 0, false, 'Perda kabupaten'),
    ('galian-c', '2015-01-01', 'Pajak galian C', '7.1.2.02', '', 200000, 'gross', 0, false, 'Perda kabupaten');

CREATE TABLE ledger.tax_rate (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    code         text    NOT NULL CONSTRAINT tax_rate_code_shape CHECK (code ~ '^[a-z0-9-]{2,40}$'),
    valid_from   date    NOT NULL,
    name         text    NOT NULL CONSTRAINT tax_rate_name_given CHECK (length(name) BETWEEN 1 AND 200),
    account      text    NOT NULL CONSTRAINT tax_rate_account_held CHECK (account LIKE '7.1.%'),
    map_code     text    NOT NULL CONSTRAINT tax_rate_map_shape CHECK (map_code ~ '^([0-9]{6}-[0-9]{3})?$'),
    rate_ppm     integer NOT NULL CONSTRAINT tax_rate_in_range CHECK (rate_ppm BETWEEN 0 AND 1000000),
    base         text    NOT NULL CONSTRAINT tax_rate_base_known CHECK (base IN ('gross', 'net')),
    above_sen    bigint  NOT NULL CONSTRAINT tax_rate_above_not_negative CHECK (above_sen >= 0),
    basis        text    NOT NULL CONSTRAINT tax_rate_basis_given CHECK (length(basis) BETWEEN 1 AND 200),
    person       uuid    NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, code, valid_from),
    CONSTRAINT tax_rate_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT tax_rate_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE ledger.tax_rate IS 'The county''s own dated tax rates; 0 ends a tax. Goes before national_tax_rate.';
COMMENT ON COLUMN ledger.tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000. 0: no longer withheld.';
COMMENT ON COLUMN ledger.tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';

CREATE TABLE ledger.tax_deposit (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    number      integer  NOT NULL CONSTRAINT tax_deposit_number_positive CHECK (number > 0),
    book_date   date     NOT NULL,
    place       text     NOT NULL CONSTRAINT tax_deposit_place_known CHECK (place IN ('bank', 'cash')),
    account     text     NOT NULL,
    map_code    text     NOT NULL,
    ntpn        text     NOT NULL CONSTRAINT tax_deposit_ntpn_shape CHECK (ntpn ~ '^([0-9A-Z]{16})?$'),
    amount_sen  bigint   NOT NULL CONSTRAINT tax_deposit_amount_positive CHECK (amount_sen > 0),
    is_reversed boolean  NOT NULL DEFAULT false,
    person      uuid     NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT tax_deposit_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT tax_deposit_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT tax_deposit_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT tax_deposit_state_tax_has_ntpn CHECK (map_code = '' OR ntpn <> ''),
    CONSTRAINT tax_deposit_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE UNIQUE INDEX tax_deposit_ntpn_once ON ledger.tax_deposit (regency, ntpn) WHERE ntpn <> '' AND NOT is_reversed;
COMMENT ON TABLE ledger.tax_deposit IS
    'Withheld taxes handed to the state or county (setoran, SSP), with the state''s number (NTPN).';
COMMENT ON COLUMN ledger.tax_deposit.amount_sen IS 'Sen. Sum of the withholdings it covers.';

CREATE TABLE ledger.withholding (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    document_id uuid     NOT NULL,
    code        text     NOT NULL,
    account     text     NOT NULL,
    map_code    text     NOT NULL,
    fund        text     NOT NULL,
    base_sen    bigint   NOT NULL CONSTRAINT withholding_base_positive CHECK (base_sen > 0),
    rate_ppm    integer  NOT NULL,
    amount_sen  bigint   NOT NULL CONSTRAINT withholding_amount_positive CHECK (amount_sen > 0),
    state       text     NOT NULL CONSTRAINT withholding_state_known CHECK (state IN ('held', 'deposited', 'reversed')),
    held_on     date     NOT NULL,
    due_on      date     NOT NULL,
    deposit_id  uuid,
    PRIMARY KEY (regency, id),
    CONSTRAINT withholding_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT withholding_deposit_fits CHECK ((state = 'deposited') = (deposit_id IS NOT NULL)),
    CONSTRAINT withholding_of_deposit FOREIGN KEY (regency, deposit_id) REFERENCES ledger.tax_deposit (regency, id),
    CONSTRAINT withholding_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE INDEX withholding_of_document ON ledger.withholding (regency, document_id);
CREATE INDEX withholding_held ON ledger.withholding (regency, village, due_on) WHERE state = 'held';
COMMENT ON TABLE ledger.withholding IS
    'One tax withheld from one payment or settlement (potongan pajak): held for the state until it is deposited.';
COMMENT ON COLUMN ledger.withholding.base_sen IS 'Sen. Dasar pengenaan pajak, as the treasurer entered it.';
COMMENT ON COLUMN ledger.withholding.amount_sen IS 'Sen. Base x rate, rounded down to whole rupiah.';

GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO balai_app, balai_audit, balai_backup, balai_wide;
