-- Why: anyone may read a village's money and works, and tell the inspector what they saw; a photo is public only after a person
-- said that nobody in it can be recognised (docs/disclosure.md). Locks: no existing table.
CREATE SCHEMA IF NOT EXISTS web;
COMMENT ON SCHEMA web IS 'What the public pages may read: views made for them only, for the role balai_public.';
GRANT USAGE ON SCHEMA web TO balai_app, balai_public, balai_backup, balai_wide;
GRANT CREATE ON SCHEMA web TO balai_wide;

CREATE TABLE monitoring.photo_release (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    id           uuid    NOT NULL DEFAULT gen_random_uuid(),
    progress     uuid    NOT NULL,
    receipt      uuid    NOT NULL,
    released_by  uuid    NOT NULL,
    released_at  timestamptz NOT NULL DEFAULT now(),
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    PRIMARY KEY (regency, id),
    CONSTRAINT photo_release_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT photo_release_withdrawn_whole CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    CONSTRAINT photo_release_of_photo FOREIGN KEY (regency, progress, receipt)
        REFERENCES monitoring.progress_photo (regency, progress, receipt)
);
CREATE UNIQUE INDEX photo_release_once ON monitoring.photo_release (regency, progress, receipt) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE monitoring.photo_release IS
    'Foto untuk umum: a person said that nobody in the picture can be recognised. Its id is the picture''s public address.';

CREATE TABLE monitoring.citizen_report (
    regency       integer NOT NULL,
    village       bigint  NOT NULL,
    id            uuid    NOT NULL,
    ordinal       bigint  GENERATED ALWAYS AS IDENTITY,
    about_village bigint  NOT NULL,
    project       uuid    NOT NULL,
    code_hash     bytea   NOT NULL CONSTRAINT citizen_report_code_size CHECK (length(code_hash) = 32),
    message       text    NOT NULL CONSTRAINT citizen_report_message_given CHECK (
        btrim(message) <> '' AND length(message) <= 4000),
    sha256        bytea,
    facts         jsonb,
    location      text    CONSTRAINT citizen_report_location_known CHECK (location IN ('match', 'look', 'mismatch', 'none')),
    distance_m    double precision,
    received_at   timestamptz NOT NULL DEFAULT now(),
    state         text    NOT NULL DEFAULT 'received'
        CONSTRAINT citizen_report_state_known CHECK (state IN ('received', 'looking', 'closed')),
    answer        text    NOT NULL DEFAULT '' CONSTRAINT citizen_report_answer_short CHECK (length(answer) <= 4000),
    answered_by   uuid,
    answered_at   timestamptz,
    revision      integer NOT NULL DEFAULT 1,
    PRIMARY KEY (regency, id),
    CONSTRAINT citizen_report_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT citizen_report_of_county CHECK (village % 1000000 = 0 AND about_village / 1000000 = regency),
    CONSTRAINT citizen_report_code_once UNIQUE (regency, code_hash),
    CONSTRAINT citizen_report_of_project FOREIGN KEY (regency, about_village, project)
        REFERENCES monitoring.project (regency, village, id),
    CONSTRAINT citizen_report_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob (regency, sha256)
);
CREATE INDEX citizen_report_by_ordinal ON monitoring.citizen_report (regency, ordinal DESC);
COMMENT ON TABLE monitoring.citizen_report IS
    'Laporan warga: a row of the county, never of the village it is about; nothing of the reporter is kept.';
COMMENT ON COLUMN monitoring.citizen_report.code_hash IS 'SHA-256 of the code the reporter was given; only they can ask by it.';

GRANT SELECT ON monitoring.photo_release TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT SELECT ON monitoring.citizen_report TO balai_app, balai_backup, balai_wide;
GRANT INSERT ON monitoring.citizen_report TO balai_wide;
