-- Why: the county says what a village gets of each fund source (pagu) and when (tranches); what was promised, what is late and
-- what came in are one list. Requests carry the scans of their evidence. Locks: no existing table.
CREATE TABLE ledger.ceiling (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL CONSTRAINT ceiling_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    fund        text     NOT NULL,
    amount_sen  bigint   NOT NULL CONSTRAINT ceiling_amount_in_range CHECK (amount_sen BETWEEN 0 AND 100000000000000000),
    planned_sen bigint   NOT NULL DEFAULT 0,
    basis       text     NOT NULL CONSTRAINT ceiling_basis_given CHECK (length(basis) BETWEEN 1 AND 200),
    person      uuid     NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, village, year, fund),
    CONSTRAINT ceiling_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT ceiling_of_desa CHECK (village % 1000000 / 10000 > 0 AND village % 10000 / 1000 = 2),
    CONSTRAINT ceiling_holds_plan CHECK (planned_sen BETWEEN 0 AND amount_sen)
);
COMMENT ON TABLE ledger.ceiling IS 'What a village gets of a fund source in a year (pagu), as the county set it.';
COMMENT ON COLUMN ledger.ceiling.amount_sen IS 'Sen, 1/100 rupiah.';
COMMENT ON COLUMN ledger.ceiling.planned_sen IS
    'Sen. Sum of the tranches not cancelled: a lock, not truth; `balai ledger check` proves it.';
COMMENT ON COLUMN ledger.ceiling.basis IS 'The regulation (Perbup, PMK).';

CREATE TABLE ledger.disbursement (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    id          uuid     NOT NULL,
    fund        text     NOT NULL,
    tranche     smallint NOT NULL CONSTRAINT disbursement_tranche_counts CHECK (tranche BETWEEN 1 AND 24),
    amount_sen  bigint   NOT NULL CONSTRAINT disbursement_amount_positive CHECK (amount_sen > 0),
    due_on      date     NOT NULL,
    state       text     NOT NULL CONSTRAINT disbursement_state_known CHECK (state IN ('planned', 'received', 'cancelled')),
    revision    integer  NOT NULL CONSTRAINT disbursement_revision_positive CHECK (revision > 0),
    receipt_id  uuid,
    person      uuid     NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT disbursement_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT disbursement_received_has_receipt CHECK ((state = 'received') = (receipt_id IS NOT NULL)),
    CONSTRAINT disbursement_of_ceiling FOREIGN KEY (regency, village, year, fund) REFERENCES ledger.ceiling,
    CONSTRAINT disbursement_of_receipt FOREIGN KEY (regency, receipt_id) REFERENCES ledger.receipt (regency, id)
);
CREATE UNIQUE INDEX disbursement_tranche_once ON ledger.disbursement (regency, village, year, fund, tranche)
    WHERE state <> 'cancelled';
CREATE INDEX disbursement_due ON ledger.disbursement (regency, year, due_on) WHERE state = 'planned';
COMMENT ON TABLE ledger.disbursement IS
    'A tranche of a fund source on its way into the village account (penyaluran); planned and past due_on is late.';
COMMENT ON COLUMN ledger.disbursement.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.spp_scan (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    id          uuid     NOT NULL,
    spp_id      uuid     NOT NULL,
    sha256      bytea    NOT NULL CONSTRAINT spp_scan_hash_size CHECK (length(sha256) = 32),
    bytes       integer  NOT NULL CONSTRAINT spp_scan_bytes_bounded CHECK (bytes BETWEEN 1 AND 10485760),
    kind        text     NOT NULL CONSTRAINT spp_scan_kind_known CHECK (kind IN ('pdf', 'jpeg')),
    name        text     NOT NULL CONSTRAINT spp_scan_name_given CHECK (length(name) BETWEEN 1 AND 200),
    person      uuid     NOT NULL,
    attached_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT spp_scan_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT spp_scan_once UNIQUE (regency, spp_id, sha256),
    CONSTRAINT spp_scan_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id) ON DELETE CASCADE
);
COMMENT ON TABLE ledger.spp_scan IS
    'Evidence scanned for a payment request (bukti): a PDF or JPEG in the vault, named by its hash. Access goes by the request.';
COMMENT ON COLUMN ledger.spp_scan.name IS 'The file''s name as its sender called it. Personal: never in a public view.';

GRANT SELECT ON ledger.ceiling, ledger.disbursement, ledger.spp_scan TO balai_app, balai_audit, balai_backup, balai_wide;
