-- Why: a photo is evidence only with what can be said of it: its bytes (nobody's), each village's own receipt of them, separate
-- claims of where and when, and the judgement against the planned site at the time of the report. Locks: no existing table.
CREATE TABLE monitoring.blob (
    regency   integer NOT NULL,
    village   bigint  NOT NULL,
    sha256    bytea   NOT NULL CONSTRAINT blob_sha256_size CHECK (length(sha256) = 32),
    bytes     bigint  NOT NULL CONSTRAINT blob_bytes_positive CHECK (bytes > 0),
    kind      text    NOT NULL CONSTRAINT blob_kind_known CHECK (kind IN ('jpeg')),
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, sha256),
    CONSTRAINT blob_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT blob_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE monitoring.blob IS 'A stored file by its content, once per regency; belongs to nobody, access goes by receipt.';

CREATE TABLE monitoring.receipt (
    regency     integer NOT NULL,
    village     bigint  NOT NULL,
    id          uuid    NOT NULL,
    sha256      bytea   NOT NULL,
    scan_sha256 bytea   CONSTRAINT receipt_scan_size CHECK (length(scan_sha256) = 32),
    person      uuid    NOT NULL,
    facts       jsonb   NOT NULL CONSTRAINT receipt_facts_object CHECK (jsonb_typeof(facts) = 'object'),
    exif_at     timestamptz,
    gps_at      timestamptz,
    device_at   timestamptz,
    received_at timestamptz NOT NULL DEFAULT now(),
    device      text    NOT NULL DEFAULT '' CONSTRAINT receipt_device_short CHECK (length(device) <= 520),
    software    text    NOT NULL DEFAULT '' CONSTRAINT receipt_software_short CHECK (length(software) <= 260),
    pdq         bytea   CONSTRAINT receipt_pdq_size CHECK (length(pdq) = 32),
    pdq_quality smallint CONSTRAINT receipt_pdq_quality_percent CHECK (pdq_quality BETWEEN 0 AND 100),
    PRIMARY KEY (regency, id),
    CONSTRAINT receipt_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT receipt_once_per_village UNIQUE (regency, village, sha256),
    CONSTRAINT receipt_key UNIQUE (regency, village, id),
    CONSTRAINT receipt_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob (regency, sha256)
);
COMMENT ON TABLE monitoring.receipt IS
    'A village''s own receipt of an upload: it sent all the bytes, and this was read from them.';
COMMENT ON COLUMN monitoring.receipt.scan_sha256 IS
    'SHA-256 of the picture data without its metadata segments: the same picture under other metadata.';
COMMENT ON COLUMN monitoring.receipt.exif_at IS
    'DateTimeOriginal with its own offset, else read in the regency''s zone. One of four times, never merged.';
COMMENT ON COLUMN monitoring.receipt.device_at IS 'Clock of the phone or browser at capture or upload.';
COMMENT ON COLUMN monitoring.receipt.pdq IS 'Perceptual hash, 256 bits; null where no picture could be decoded.';

CREATE TABLE monitoring.claim (
    regency    integer NOT NULL,
    village    bigint  NOT NULL,
    receipt    uuid    NOT NULL,
    source     text    NOT NULL CONSTRAINT claim_source_known CHECK (source IN ('exif', 'device', 'pin')),
    latitude   double precision NOT NULL CONSTRAINT claim_latitude_range CHECK (latitude BETWEEN -90 AND 90),
    longitude  double precision NOT NULL CONSTRAINT claim_longitude_range CHECK (longitude BETWEEN -180 AND 180),
    accuracy_m double precision CONSTRAINT claim_accuracy_range CHECK (accuracy_m BETWEEN 0 AND 1000000),
    nonce      bytea   CONSTRAINT claim_nonce_size CHECK (length(nonce) BETWEEN 8 AND 64),
    claimed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, receipt, source),
    CONSTRAINT claim_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT claim_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt (regency, village, id)
);
COMMENT ON TABLE monitoring.claim IS
    'Where a photo is said to be from: file, device and pin, kept apart. The first of each source stays.';
COMMENT ON COLUMN monitoring.claim.accuracy_m IS 'Radius in metres as its source gave it; null where it gave none.';
COMMENT ON COLUMN monitoring.claim.nonce IS 'The server''s nonce of an in-page capture.';

CREATE TABLE monitoring.progress (
    regency     integer  NOT NULL,
    village     bigint   NOT NULL,
    id          uuid     NOT NULL,
    project     uuid     NOT NULL,
    ordinal     integer  NOT NULL CONSTRAINT progress_ordinal_positive CHECK (ordinal > 0),
    stage       smallint NOT NULL CONSTRAINT progress_stage_percent CHECK (stage BETWEEN 0 AND 100),
    quantity    numeric(14,4) CONSTRAINT progress_quantity_not_negative CHECK (quantity >= 0),
    note        text     NOT NULL DEFAULT '' CONSTRAINT progress_note_short CHECK (length(note) <= 2000),
    day         date     NOT NULL,
    person      uuid     NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    state       text     NOT NULL DEFAULT 'submitted' CONSTRAINT progress_state_known CHECK (state IN ('submitted', 'withdrawn')),
    revision    integer  NOT NULL DEFAULT 1 CONSTRAINT progress_revision_positive CHECK (revision > 0),
    PRIMARY KEY (regency, id),
    CONSTRAINT progress_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT progress_key UNIQUE (regency, village, id),
    CONSTRAINT progress_ordinal_once UNIQUE (regency, project, ordinal),
    CONSTRAINT progress_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project (regency, village, id)
);
COMMENT ON TABLE monitoring.progress IS 'Laporan kemajuan: what the activity''s manager says was built on a day, with photos.';
COMMENT ON COLUMN monitoring.progress.quantity IS 'Built so far, in the project''s unit.';

CREATE TABLE monitoring.progress_photo (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    progress     uuid    NOT NULL,
    receipt      uuid    NOT NULL,
    ordinal      smallint NOT NULL CONSTRAINT progress_photo_ordinal_positive CHECK (ordinal > 0),
    site_ordinal integer,
    basis        text    CONSTRAINT progress_photo_basis_known CHECK (basis IN ('exif', 'device', 'pin')),
    distance_m   double precision CONSTRAINT progress_photo_distance_range CHECK (distance_m BETWEEN 0 AND 30000000),
    tolerance_m  double precision CONSTRAINT progress_photo_tolerance_range CHECK (tolerance_m BETWEEN 0 AND 30000000),
    location     text    NOT NULL
        CONSTRAINT progress_photo_location_known CHECK (location IN ('match', 'look', 'mismatch', 'none')),
    in_village   text    NOT NULL
        CONSTRAINT progress_photo_in_village_known CHECK (in_village IN ('inside', 'outside', 'unknown')),
    time_window  text    NOT NULL CONSTRAINT progress_photo_time_known CHECK (time_window IN ('inside', 'early', 'late', 'none')),
    PRIMARY KEY (regency, progress, receipt),
    CONSTRAINT progress_photo_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT progress_photo_judged CHECK (
        location = 'none' OR (distance_m IS NOT NULL AND tolerance_m IS NOT NULL)),
    CONSTRAINT progress_photo_of_progress FOREIGN KEY (regency, village, progress)
        REFERENCES monitoring.progress (regency, village, id),
    CONSTRAINT progress_photo_of_receipt FOREIGN KEY (regency, village, receipt)
        REFERENCES monitoring.receipt (regency, village, id)
);
CREATE INDEX progress_photo_by_receipt ON monitoring.progress_photo (regency, receipt);
COMMENT ON TABLE monitoring.progress_photo IS
    'A photo of a report, judged against the site planned on that day. none is neutral, not guilt.';
COMMENT ON COLUMN monitoring.progress_photo.distance_m IS
    'Geodesic metres from the claim to the planned geometry; 0 inside a polygon.';
COMMENT ON COLUMN monitoring.progress_photo.tolerance_m IS
    'Metres up to which it counts as at the site, widened by the claim''s own error.';

GRANT SELECT ON monitoring.receipt, monitoring.claim, monitoring.progress, monitoring.progress_photo
    TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT SELECT ON monitoring.blob TO balai_backup, balai_wide;
GRANT INSERT ON monitoring.blob TO balai_wide;
