-- Why: what a budget line names (activity, account, fund source) is a code of one regency and one year: codes 90-99 are the
-- county's own and change yearly. The national lists are reference tables; a regency's year is copied from them.
-- Locks: no existing table.
CREATE SCHEMA ledger;
COMMENT ON SCHEMA ledger IS 'Village money: lists, budget versions, payment requests, the journal.';
GRANT USAGE ON SCHEMA ledger TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;

CREATE TABLE ledger.national_activity (
    code           text     NOT NULL PRIMARY KEY
        CONSTRAINT national_activity_code_shape CHECK (code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'),
    level          smallint NOT NULL CONSTRAINT national_activity_level_known CHECK (level BETWEEN 1 AND 3),
    name           text     NOT NULL CONSTRAINT national_activity_name_given CHECK (name <> ''),
    siskeudes_code text     NOT NULL,
    kind           smallint CONSTRAINT national_activity_kind_known CHECK (kind BETWEEN 1 AND 3)
);
COMMENT ON TABLE ledger.national_activity IS
    'Bidang (1), sub bidang (2) and kegiatan (3) of Permendagri 20/2018. National, not a tenant table.';
COMMENT ON COLUMN ledger.national_activity.kind IS
    '1 non-physical, 2 physical (must have a map point and photos), 3 other; null above kegiatan.';

CREATE TABLE ledger.national_account (
    code           text     NOT NULL PRIMARY KEY
        CONSTRAINT national_account_code_shape CHECK (code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'),
    level          smallint NOT NULL CONSTRAINT national_account_level_known CHECK (level BETWEEN 1 AND 4),
    name           text     NOT NULL CONSTRAINT national_account_name_given CHECK (name <> ''),
    normal_side    text     NOT NULL CONSTRAINT national_account_side_known CHECK (normal_side IN ('D', 'K', '-')),
    siskeudes_code text     NOT NULL
);
COMMENT ON TABLE ledger.national_account IS
    'Chart of accounts: akun (1), kelompok (2), jenis (3), objek (4). National, not a tenant table.';
COMMENT ON COLUMN ledger.national_account.normal_side IS
    'D debit, K kredit, - for the head of financing, whose two groups differ.';

CREATE TABLE ledger.national_fund_source (
    code            text NOT NULL PRIMARY KEY
        CONSTRAINT national_fund_source_code_shape CHECK (code ~ '^[A-Z]{2,4}$'),
    ordinal         smallint NOT NULL,
    name            text NOT NULL CONSTRAINT national_fund_source_name_given CHECK (name <> ''),
    origin          text NOT NULL,
    revenue_account text NOT NULL,
    synonyms        text NOT NULL
);
COMMENT ON TABLE ledger.national_fund_source IS 'Sumber dana: DDS, ADD, PAD and so on. National, not a tenant table.';
COMMENT ON COLUMN ledger.national_fund_source.ordinal IS 'Order in which forms list the sources.';
COMMENT ON COLUMN ledger.national_fund_source.synonyms IS
    'Other systems'' codes for the same source, separated by comma and blank.';

CREATE TABLE ledger.activity (
    regency        integer  NOT NULL,
    village        bigint   NOT NULL,
    year           smallint NOT NULL CONSTRAINT activity_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    code           text     NOT NULL CONSTRAINT activity_code_shape CHECK (code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'),
    level          smallint NOT NULL CONSTRAINT activity_level_known CHECK (level BETWEEN 1 AND 3),
    name           text     NOT NULL CONSTRAINT activity_name_given CHECK (name <> ''),
    siskeudes_code text     NOT NULL,
    kind           smallint CONSTRAINT activity_kind_known CHECK (kind BETWEEN 1 AND 3),
    origin         text     NOT NULL CONSTRAINT activity_origin_known CHECK (origin IN ('national', 'county', 'imported')),
    PRIMARY KEY (regency, year, code),
    CONSTRAINT activity_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT activity_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE ledger.activity IS
    'Activities of one regency in one year. 0.0.00 stands for income and financing, which belong to no activity.';
COMMENT ON COLUMN ledger.activity.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.account (
    regency        integer  NOT NULL,
    village        bigint   NOT NULL,
    year           smallint NOT NULL CONSTRAINT account_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    code           text     NOT NULL CONSTRAINT account_code_shape CHECK (code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'),
    level          smallint NOT NULL CONSTRAINT account_level_known CHECK (level BETWEEN 1 AND 4),
    name           text     NOT NULL CONSTRAINT account_name_given CHECK (name <> ''),
    normal_side    text     NOT NULL CONSTRAINT account_side_known CHECK (normal_side IN ('D', 'K', '-')),
    siskeudes_code text     NOT NULL,
    origin         text     NOT NULL CONSTRAINT account_origin_known CHECK (origin IN ('national', 'county', 'imported')),
    PRIMARY KEY (regency, year, code),
    CONSTRAINT account_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT account_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE ledger.account IS 'Chart of accounts (kode rekening) of one regency in one year.';
COMMENT ON COLUMN ledger.account.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.fund_source (
    regency         integer  NOT NULL,
    village         bigint   NOT NULL,
    year            smallint NOT NULL CONSTRAINT fund_source_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    code            text     NOT NULL CONSTRAINT fund_source_code_shape CHECK (code ~ '^[A-Z]{2,4}$'),
    ordinal         smallint NOT NULL DEFAULT 99,
    name            text     NOT NULL CONSTRAINT fund_source_name_given CHECK (name <> ''),
    revenue_account text     NOT NULL,
    origin          text     NOT NULL CONSTRAINT fund_source_origin_known CHECK (origin IN ('national', 'county', 'imported')),
    PRIMARY KEY (regency, year, code),
    CONSTRAINT fund_source_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT fund_source_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE ledger.fund_source IS 'Fund sources (sumber dana) of one regency in one year.';
COMMENT ON COLUMN ledger.fund_source.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.village_year (
    regency           integer     NOT NULL,
    village           bigint      NOT NULL,
    year              smallint    NOT NULL CONSTRAINT village_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    state             text        NOT NULL DEFAULT 'open' CONSTRAINT village_year_state_known CHECK (state IN ('open', 'closed')),
    last_entry_number bigint      NOT NULL DEFAULT 0 CONSTRAINT village_year_last_entry_counts CHECK (last_entry_number >= 0),
    opened_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, village, year),
    CONSTRAINT village_year_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT village_year_of_desa CHECK (village % 1000000 / 10000 > 0 AND village % 10000 / 1000 = 2)
);
COMMENT ON TABLE ledger.village_year IS
    'One budget year of one village (desa; a kelurahan has no village budget). Holds the last journal number.';
COMMENT ON COLUMN ledger.village_year.last_entry_number IS
    'Number of the last journal entry. Counted under this row''s lock, so the journal has no gaps.';

CREATE TABLE ledger.series (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    year        smallint NOT NULL,
    name        text     NOT NULL CONSTRAINT series_name_known CHECK (name IN ('spp', 'receipt')),
    last_number integer  NOT NULL CONSTRAINT series_last_number_counts CHECK (last_number > 0),
    PRIMARY KEY (regency, village, year, name),
    CONSTRAINT series_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT series_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year
);
COMMENT ON TABLE ledger.series IS
    'Last number of each series of documents in a village''s year. Gapless: the number is taken in the transaction '
    'that needs it.';

GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO balai_app, balai_audit, balai_backup, balai_wide;
