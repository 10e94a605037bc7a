-- Why: the ground every other schema stands on: places, dated parameters, kept requests, the audit trail.
-- Locks: no existing table.
CREATE SCHEMA balai;
CREATE SCHEMA place;
CREATE SCHEMA identity;
CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA balai, place, identity, audit
    TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;
GRANT CREATE ON SCHEMA balai, place, identity, audit TO balai_wide;

-- Places are public facts: everyone reads them, only functions write them.
CREATE TABLE place.regency (
    regency    integer NOT NULL CONSTRAINT regency_code_range CHECK (regency BETWEEN 1000 AND 9999),
    name       text    NOT NULL CONSTRAINT regency_name_given CHECK (name <> '' AND length(name) <= 200),
    province   text    NOT NULL DEFAULT '',
    time_zone  text    NOT NULL DEFAULT 'Asia/Jakarta',
    is_demo    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (regency)
);
COMMENT ON TABLE place.regency IS 'Kabupaten/kota. 3510 is Kabupaten Banyuwangi (Kemendagri 35.10).';
COMMENT ON COLUMN place.regency.time_zone IS 'IANA zone in which the legal day is counted.';

CREATE TABLE place.district (
    regency  integer NOT NULL REFERENCES place.regency (regency),
    district integer NOT NULL,
    name     text    NOT NULL CONSTRAINT district_name_given CHECK (name <> '' AND length(name) <= 200),
    is_demo  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (regency, district),
    CONSTRAINT district_regency_of_code CHECK (regency = district / 100)
);
COMMENT ON TABLE place.district IS 'Kecamatan. 351001 is 35.10.01.';

CREATE TABLE place.village (
    regency  integer NOT NULL,
    village  bigint  NOT NULL,
    district integer NOT NULL,
    name     text    NOT NULL CONSTRAINT village_name_given CHECK (name <> '' AND length(name) <= 200),
    kind     text    NOT NULL CONSTRAINT village_kind_known CHECK (kind IN ('desa', 'kelurahan')),
    is_demo  boolean NOT NULL DEFAULT false,
    origin   text    NOT NULL DEFAULT 'list' CONSTRAINT village_origin_known CHECK (origin IN ('list', 'imported')),
    PRIMARY KEY (regency, village),
    CONSTRAINT village_of_district FOREIGN KEY (regency, district) REFERENCES place.district (regency, district),
    CONSTRAINT village_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT village_district_of_village CHECK (district = village / 10000)
);
COMMENT ON TABLE place.village IS 'Desa or kelurahan by Kemendagri code as an integer: 35.10.01.2001 is 3510012001.';
COMMENT ON COLUMN place.village.kind IS 'A kelurahan has letters and SPM, but no village budget (APBDes).';

CREATE TABLE place.holiday (
    day  date NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CONSTRAINT holiday_kind_known CHECK (kind IN ('national', 'joint-leave', 'provisional')),
    PRIMARY KEY (day, name)
);
COMMENT ON TABLE place.holiday IS 'Libur nasional and cuti bersama; working-day clocks skip these. National list.';

CREATE TABLE place.parameter (
    regency    integer NOT NULL REFERENCES place.regency (regency),
    key        text    NOT NULL CONSTRAINT parameter_key_shape CHECK (key ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$'),
    valid_from date    NOT NULL,
    value      jsonb   NOT NULL,
    basis      text    NOT NULL CONSTRAINT parameter_basis_given CHECK (basis <> ''),
    PRIMARY KEY (regency, key, valid_from)
);
COMMENT ON TABLE place.parameter IS
    'Dated county parameters; the newest row not after the day counts. basis names the regulation or measurement.';

-- Kept requests: the id a client made is the idempotency key; only successes are kept (docs/decisions/0003).
CREATE TABLE balai.kept_request (
    regency     integer NOT NULL,
    id          uuid    NOT NULL,
    village     bigint  NOT NULL,
    person      uuid    NOT NULL,
    route       text    NOT NULL,
    fingerprint bytea   NOT NULL CONSTRAINT kept_request_fingerprint_size CHECK (length(fingerprint) = 32),
    answer      jsonb,
    kept_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT kept_request_regency_of_village CHECK (regency = village / 1000000)
);
COMMENT ON COLUMN balai.kept_request.fingerprint IS 'SHA-256 over actor, route and body.';

CREATE TABLE audit.event (
    regency     integer     NOT NULL,
    village     bigint      NOT NULL,
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    ordinal     bigint      GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    person      uuid,
    account     uuid,
    verb        text        NOT NULL CONSTRAINT event_verb_shape CHECK (verb ~ '^[a-z][a-z-]*$'),
    object_kind text        NOT NULL,
    object_id   uuid,
    before_hash bytea,
    after_hash  bytea,
    facts       jsonb       NOT NULL DEFAULT '{}',
    request     text        NOT NULL DEFAULT '',
    PRIMARY KEY (regency, id),
    CONSTRAINT event_regency_of_village CHECK (regency = village / 1000000)
);
CREATE INDEX event_by_village ON audit.event (regency, village, ordinal DESC);
CREATE INDEX event_by_object ON audit.event (regency, object_id, ordinal);
COMMENT ON TABLE audit.event IS
    'Jejak audit: one row per change of state. Never updated or deleted. No personal values in facts.';

GRANT SELECT ON place.regency, place.district, place.village, place.holiday, place.parameter
    TO balai_app, balai_public, balai_audit, balai_wide;
GRANT SELECT ON audit.event TO balai_app, balai_audit, balai_wide;
GRANT SELECT ON ALL TABLES IN SCHEMA balai, place, audit TO balai_backup;
GRANT INSERT ON audit.event TO balai_wide;
GRANT INSERT, UPDATE ON place.regency, place.district, place.village, place.holiday, place.parameter TO balai_wide;
