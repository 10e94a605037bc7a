-- Why: money leaves by a payment request (SPP) that four different persons move on, and every movement of money is an entry of
-- an append-only double-entry journal, so that each total can be traced to a document. Locks: no existing table.
CREATE TABLE ledger.spp (
    regency       integer  NOT NULL,
    village       bigint   NOT NULL,
    year          smallint NOT NULL,
    id            uuid     NOT NULL,
    kind          text     NOT NULL CONSTRAINT spp_kind_known CHECK (kind IN ('definitive', 'advance', 'financing')),
    state         text     NOT NULL CONSTRAINT spp_state_known
        CHECK (state IN ('draft', 'submitted', 'verified', 'returned', 'approved', 'rejected', 'paid', 'reversed')),
    revision      integer  NOT NULL CONSTRAINT spp_revision_positive CHECK (revision > 0),
    number        integer  CONSTRAINT spp_number_positive CHECK (number > 0),
    book_date     date     NOT NULL,
    purpose       text     NOT NULL CONSTRAINT spp_purpose_given CHECK (length(purpose) BETWEEN 1 AND 500),
    payee         text     NOT NULL DEFAULT '' CONSTRAINT spp_payee_short CHECK (length(payee) <= 200),
    amount_sen    bigint   NOT NULL CONSTRAINT spp_amount_positive CHECK (amount_sen > 0),
    origin        text     NOT NULL CONSTRAINT spp_origin_known CHECK (origin IN ('entered', 'imported')),
    requester     uuid,
    verifier      uuid,
    approver      uuid,
    payer         uuid,
    verified_on   date,
    approved_on   date,
    paid_on       date,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT spp_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT spp_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT spp_number_from_submission CHECK (state = 'draft' OR number IS NOT NULL),
    CONSTRAINT spp_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT spp_requester_known CHECK (origin = 'imported' OR requester IS NOT NULL),
    CONSTRAINT spp_four_persons CHECK (origin = 'imported' OR (
        (verifier IS NULL OR verifier <> requester)
        AND (approver IS NULL OR (approver <> requester AND approver <> verifier))
        AND (payer IS NULL OR (payer <> requester AND payer <> verifier AND payer <> approver)))),
    CONSTRAINT spp_steps_have_persons CHECK (origin = 'imported' OR (
        (state NOT IN ('verified', 'approved', 'paid', 'reversed') OR verifier IS NOT NULL)
        AND (state NOT IN ('approved', 'paid', 'reversed') OR approver IS NOT NULL)
        AND (state NOT IN ('paid', 'reversed') OR payer IS NOT NULL))),
    CONSTRAINT spp_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE INDEX spp_by_day ON ledger.spp (regency, village, year, book_date DESC, id DESC);
COMMENT ON TABLE ledger.spp IS 'Payment request (Surat Permintaan Pembayaran).';
COMMENT ON COLUMN ledger.spp.number IS
    'Given at the first submission, gapless in the village''s year; a rejected request keeps its number.';
COMMENT ON COLUMN ledger.spp.amount_sen IS 'Sen. Sum of the lines, kept for lists; `balai ledger check` proves it.';
COMMENT ON COLUMN ledger.spp.payee IS 'Who receives the money. Personal: never in a public view.';

CREATE TABLE ledger.spp_line (
    regency    integer  NOT NULL,
    village    bigint   NOT NULL,
    year       smallint NOT NULL,
    spp_id     uuid     NOT NULL,
    activity   text     NOT NULL,
    account    text     NOT NULL,
    fund       text     NOT NULL,
    sub_detail text     NOT NULL,
    amount_sen bigint   NOT NULL CONSTRAINT spp_line_amount_positive CHECK (amount_sen > 0),
    PRIMARY KEY (regency, spp_id, activity, account, fund, sub_detail),
    CONSTRAINT spp_line_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT spp_line_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id) ON DELETE CASCADE,
    CONSTRAINT spp_line_of_control FOREIGN KEY (regency, village, year, activity, account, fund, sub_detail)
        REFERENCES ledger.line_control
);
CREATE INDEX spp_line_by_control ON ledger.spp_line (regency, village, year, activity, account, fund, sub_detail);
COMMENT ON TABLE ledger.spp_line IS 'What a payment request takes from one posted budget line.';
COMMENT ON COLUMN ledger.spp_line.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.spp_step (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    spp_id      uuid        NOT NULL,
    revision    integer     NOT NULL,
    verb        text        NOT NULL CONSTRAINT spp_step_verb_known
        CHECK (verb IN ('create', 'save', 'submit', 'verify', 'return', 'approve', 'reject', 'pay', 'reverse')),
    person      uuid,
    role        text        NOT NULL,
    day         date        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    note        text        NOT NULL DEFAULT '' CONSTRAINT spp_step_note_short CHECK (length(note) <= 2000),
    PRIMARY KEY (regency, spp_id, revision),
    CONSTRAINT spp_step_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT spp_step_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id) ON DELETE CASCADE
);
COMMENT ON TABLE ledger.spp_step IS
    'History of a payment request. The revision is the one the step was taken on (0 for creation), so a repeated step '
    'finds itself.';
COMMENT ON COLUMN ledger.spp_step.role IS 'Post in which the person acted.';

CREATE TABLE ledger.entry (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    year        smallint    NOT NULL,
    id          uuid        NOT NULL,
    number      bigint      NOT NULL CONSTRAINT entry_number_positive CHECK (number > 0),
    book_date   date        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    kind        text        NOT NULL CONSTRAINT entry_kind_known CHECK (kind IN ('receipt', 'payment', 'reversal', 'imported')),
    document_id uuid        NOT NULL,
    reverses    uuid,
    description text        NOT NULL CONSTRAINT entry_description_short CHECK (length(description) BETWEEN 1 AND 500),
    person      uuid,
    origin      text        NOT NULL CONSTRAINT entry_origin_known CHECK (origin IN ('entered', 'imported')),
    PRIMARY KEY (regency, id),
    CONSTRAINT entry_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT entry_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT entry_key UNIQUE (regency, village, year, id),
    CONSTRAINT entry_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT entry_reversal_names_entry CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CONSTRAINT entry_reversed_once UNIQUE (regency, reverses),
    CONSTRAINT entry_of_reversed FOREIGN KEY (regency, reverses) REFERENCES ledger.entry (regency, id),
    CONSTRAINT entry_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE INDEX entry_by_document ON ledger.entry (regency, document_id);
COMMENT ON TABLE ledger.entry IS 'Journal entry. Append-only: a correction is a new entry that names the old one.';
COMMENT ON COLUMN ledger.entry.number IS 'Journal number, gapless in the village''s year.';
COMMENT ON COLUMN ledger.entry.book_date IS 'Day for which it counts; recorded_at is when it was written.';
COMMENT ON COLUMN ledger.entry.document_id IS
    'The payment request or receipt that caused it; a reversal names its entry''s document.';

CREATE TABLE ledger.posting (
    regency    integer  NOT NULL,
    village    bigint   NOT NULL,
    year       smallint NOT NULL,
    entry_id   uuid     NOT NULL,
    ordinal    smallint NOT NULL CONSTRAINT posting_ordinal_positive CHECK (ordinal > 0),
    account    text     NOT NULL,
    activity   text     NOT NULL,
    fund       text     NOT NULL,
    sub_detail text     NOT NULL DEFAULT '01',
    amount_sen bigint   NOT NULL CONSTRAINT posting_amount_nonzero CHECK (amount_sen <> 0),
    PRIMARY KEY (regency, entry_id, ordinal),
    CONSTRAINT posting_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT posting_of_entry FOREIGN KEY (regency, village, year, entry_id)
         REFERENCES ledger.entry (regency, village, year, id),
    CONSTRAINT posting_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account,
    CONSTRAINT posting_of_activity FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity,
    CONSTRAINT posting_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source
);
CREATE INDEX posting_by_line ON ledger.posting (regency, village, year, activity, account, fund);
COMMENT ON TABLE ledger.posting IS 'One leg of a journal entry: account x activity x fund source.';
COMMENT ON COLUMN ledger.posting.amount_sen IS 'Sen, 1/100 rupiah. Debit positive, credit negative.';

CREATE TABLE ledger.receipt (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    number      integer  NOT NULL CONSTRAINT receipt_number_positive CHECK (number > 0),
    book_date   date     NOT NULL,
    account     text     NOT NULL CONSTRAINT receipt_account_of_income CHECK (account ~ '^(4\.|6\.1\.)'),
    fund        text     NOT NULL,
    amount_sen  bigint   NOT NULL CONSTRAINT receipt_amount_positive CHECK (amount_sen > 0),
    payer       text     NOT NULL DEFAULT '' CONSTRAINT receipt_payer_short CHECK (length(payer) <= 200),
    description text     NOT NULL CONSTRAINT receipt_description_given CHECK (length(description) BETWEEN 1 AND 500),
    person      uuid,
    origin      text     NOT NULL CONSTRAINT receipt_origin_known CHECK (origin IN ('entered', 'imported')),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT receipt_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT receipt_number_once UNIQUE (regency, village, year, number),
    CONSTRAINT receipt_date_in_year CHECK (extract(year FROM book_date) = year),
    CONSTRAINT receipt_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account,
    CONSTRAINT receipt_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source,
    CONSTRAINT receipt_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
CREATE INDEX receipt_by_day ON ledger.receipt (regency, village, year, book_date DESC, id DESC);
COMMENT ON TABLE ledger.receipt IS 'Income receipt (Tanda Bukti Penerimaan, TBP): money that came into the village account.';
COMMENT ON COLUMN ledger.receipt.amount_sen IS 'Sen, 1/100 rupiah.';

-- Writing is for functions only.
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO balai_app, balai_audit, balai_backup, balai_wide;
