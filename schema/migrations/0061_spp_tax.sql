-- Why: a definitive request says which taxes will be withheld, so that secretary and head see gross, taxes and net before they
-- sign. What is really withheld stands in ledger.withholding when it is paid. Locks: spp_step (brief, a constraint).
CREATE TABLE ledger.spp_tax (
    regency    integer  NOT NULL,
    village    bigint   NOT NULL,
    year       smallint NOT NULL,
    spp_id     uuid     NOT NULL,
    code       text     NOT NULL,
    fund       text     NOT NULL,
    account    text     NOT NULL,
    base_sen   bigint   NOT NULL CONSTRAINT spp_tax_base_positive CHECK (base_sen > 0),
    rate_ppm   integer  NOT NULL,
    amount_sen bigint   NOT NULL CONSTRAINT spp_tax_amount_positive CHECK (amount_sen > 0),
    PRIMARY KEY (regency, spp_id, code, fund),
    CONSTRAINT spp_tax_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT spp_tax_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id) ON DELETE CASCADE
);
COMMENT ON TABLE ledger.spp_tax IS 'A tax that a payment request proposes to withhold (potongan SPP), at the rate of its day.';
COMMENT ON COLUMN ledger.spp_tax.base_sen IS 'Sen. Dasar pengenaan pajak, as it was entered.';
COMMENT ON COLUMN ledger.spp_tax.amount_sen IS 'Sen. Base x rate, rounded down to whole rupiah.';
GRANT SELECT ON ledger.spp_tax TO balai_app, balai_audit, balai_backup, balai_wide;

ALTER TABLE ledger.spp_step DROP CONSTRAINT spp_step_verb_known,
    ADD CONSTRAINT spp_step_verb_known CHECK (verb IN (
        'create', 'save', 'taxes', 'submit', 'verify', 'return', 'approve', 'reject', 'pay', 'reverse', 'settle', 'reopen'));
