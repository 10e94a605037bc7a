-- Why: a work on the ground is a project of a budget activity with a planned geometry; each drawing is kept, the newest counts,
-- and every change that screening must see gets a number in commit order (docs/disclosure.md). Locks: no existing table.
CREATE SCHEMA monitoring;
COMMENT ON SCHEMA monitoring IS 'Works on the ground: boundaries, projects and their sites, photos, progress, flags.';
GRANT USAGE ON SCHEMA monitoring TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;
GRANT CREATE ON SCHEMA monitoring TO balai_wide;

-- Boundaries are public facts, like the places they belong to.
CREATE TABLE monitoring.boundary (
    regency   integer NOT NULL,
    village   bigint  NOT NULL,
    source    text    NOT NULL CONSTRAINT boundary_source_given CHECK (source <> '' AND length(source) <= 500),
    geometry  bytea   NOT NULL CONSTRAINT boundary_geometry_size CHECK (length(geometry) BETWEEN 5 AND 16000000),
    west      double precision NOT NULL,
    south     double precision NOT NULL,
    east      double precision NOT NULL,
    north     double precision NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, village),
    CONSTRAINT boundary_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT boundary_bounds_ordered CHECK (west < east AND south < north AND west >= -180 AND east <= 180
        AND south >= -90 AND north <= 90),
    CONSTRAINT boundary_of_village FOREIGN KEY (regency, village) REFERENCES place.village (regency, village)
);
COMMENT ON TABLE monitoring.boundary IS 'Batas wilayah of a village as loaded by the county: indicative, never proof.';
COMMENT ON COLUMN monitoring.boundary.geometry IS 'Polygon or MultiPolygon as WKB, WGS 84, longitude first.';

CREATE TABLE monitoring.project (
    regency        integer  NOT NULL,
    village        bigint   NOT NULL,
    id             uuid     NOT NULL,
    ordinal        bigint   GENERATED ALWAYS AS IDENTITY,
    year           smallint NOT NULL CONSTRAINT project_year_plausible CHECK (year BETWEEN 2015 AND 2100),
    owner          text     NOT NULL CONSTRAINT project_owner_known CHECK (owner IN ('desa', 'opd')),
    activity       text     CONSTRAINT project_activity_shape CHECK (activity ~ '^[0-9]\.[0-9]{1,2}\.[0-9]{2}$'),
    fund           text     NOT NULL CONSTRAINT project_fund_shape CHECK (fund ~ '^[A-Z]{2,4}$'),
    account        text     CONSTRAINT project_account_shape CHECK (account ~ '^5(\.[0-9]{1,2}){1,3}$'),
    name           text     NOT NULL CONSTRAINT project_name_given CHECK (btrim(name) <> '' AND length(name) <= 200),
    kind           text     NOT NULL CONSTRAINT project_kind_known CHECK (kind IN (
        'road', 'drain', 'bridge', 'wall', 'building', 'water', 'sanitation', 'lighting', 'house', 'other')),
    is_maintenance boolean  NOT NULL DEFAULT false,
    management     text     NOT NULL CONSTRAINT project_management_known CHECK (management IN ('self-managed', 'contract')),
    volume         numeric(14,4) CONSTRAINT project_volume_positive CHECK (volume > 0),
    unit           text     NOT NULL DEFAULT '' CONSTRAINT project_unit_short CHECK (length(unit) <= 50),
    budget_sen     bigint   NOT NULL CONSTRAINT project_budget_in_range CHECK (budget_sen BETWEEN 0 AND 100000000000000000),
    starts_on      date     NOT NULL,
    ends_on        date     NOT NULL,
    state          text     NOT NULL DEFAULT 'planned'
        CONSTRAINT project_state_known CHECK (state IN ('planned', 'running', 'done', 'cancelled')),
    stage          smallint NOT NULL DEFAULT 0 CONSTRAINT project_stage_percent CHECK (stage BETWEEN 0 AND 100),
    revision       integer  NOT NULL DEFAULT 1 CONSTRAINT project_revision_positive CHECK (revision > 0),
    site_ordinal   integer  CONSTRAINT project_site_ordinal_positive CHECK (site_ordinal > 0),
    west           double precision,
    south          double precision,
    east           double precision,
    north          double precision,
    origin         text     NOT NULL DEFAULT 'entered' CONSTRAINT project_origin_known CHECK (origin IN ('entered', 'imported')),
    created_by     uuid,
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT project_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT project_key UNIQUE (regency, village, id),
    CONSTRAINT project_activity_of_desa CHECK (owner <> 'desa' OR activity IS NOT NULL),
    CONSTRAINT project_dates_ordered CHECK (ends_on >= starts_on),
    CONSTRAINT project_site_has_bounds CHECK ((site_ordinal IS NULL) = (west IS NULL)
        AND (west IS NULL) = (south IS NULL) AND (west IS NULL) = (east IS NULL) AND (west IS NULL) = (north IS NULL)),
    CONSTRAINT project_of_village FOREIGN KEY (regency, village) REFERENCES place.village (regency, village)
);
CREATE INDEX project_by_ordinal ON monitoring.project (regency, ordinal DESC);
CREATE INDEX project_by_village ON monitoring.project (regency, village, ordinal DESC);
CREATE INDEX project_by_activity ON monitoring.project (regency, village, year, activity, fund);
COMMENT ON TABLE monitoring.project IS
    'Pekerjaan fisik: one work of a budget activity, of the village (desa) or of another agency (opd).';
COMMENT ON COLUMN monitoring.project.ordinal IS 'Order of creation, for lists; not gapless.';
COMMENT ON COLUMN monitoring.project.account IS
    'Kode rekening of the line that pays it; null where all lines of the activity and fund do.';
COMMENT ON COLUMN monitoring.project.management IS 'Swakelola or penyedia.';
COMMENT ON COLUMN monitoring.project.budget_sen IS 'Sen. The work''s own share of its budget lines.';
COMMENT ON COLUMN monitoring.project.stage IS 'Percent, of the newest report not withdrawn.';
COMMENT ON COLUMN monitoring.project.west IS
    'Box of the newest site, degrees, kept here so that map and list need no join; null before the first site.';

CREATE TABLE monitoring.site (
    regency  integer NOT NULL,
    village  bigint  NOT NULL,
    project  uuid    NOT NULL,
    ordinal  integer NOT NULL CONSTRAINT site_ordinal_positive CHECK (ordinal > 0),
    geometry bytea   NOT NULL CONSTRAINT site_geometry_size CHECK (length(geometry) BETWEEN 5 AND 2000000),
    source   text    NOT NULL CONSTRAINT site_source_known CHECK (source IN ('drawn', 'uploaded', 'device', 'imported')),
    west     double precision NOT NULL,
    south    double precision NOT NULL,
    east     double precision NOT NULL,
    north    double precision NOT NULL,
    after_revision integer NOT NULL,
    drawn_by uuid,
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, project, ordinal),
    CONSTRAINT site_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT site_bounds_ordered CHECK (west <= east AND south <= north AND west >= -180 AND east <= 180
        AND south >= -90 AND north <= 90),
    CONSTRAINT site_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project (regency, village, id)
);
COMMENT ON TABLE monitoring.site IS 'Planned geometry (lokasi rencana): every drawing is kept, the highest ordinal counts.';
COMMENT ON COLUMN monitoring.site.geometry IS 'Point, line or polygon (also multi) as WKB, WGS 84, longitude first.';
COMMENT ON COLUMN monitoring.site.after_revision IS
    'The project''s revision it was drawn on, so that a repeated step finds itself.';

CREATE TABLE monitoring.change (
    regency integer NOT NULL,
    village bigint  NOT NULL,
    number  bigint  NOT NULL CONSTRAINT change_number_positive CHECK (number > 0),
    kind    text    NOT NULL CONSTRAINT change_kind_known CHECK (kind IN ('site', 'photo', 'payment')),
    project uuid    NOT NULL,
    object  uuid    NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, number),
    CONSTRAINT change_regency_of_village CHECK (regency = village / 1000000)
);
COMMENT ON TABLE monitoring.change IS
    'What screening must look at, numbered without gaps under a lock held to commit: number order is commit order.';
COMMENT ON COLUMN monitoring.change.object IS 'The project of a site, the report of photos, the document of a payment.';

CREATE TABLE monitoring.screening_cursor (
    regency integer NOT NULL,
    village bigint  NOT NULL,
    number  bigint  NOT NULL DEFAULT 0,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency),
    CONSTRAINT screening_cursor_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT screening_cursor_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE monitoring.screening_cursor IS 'The last change that was screened; all servers of a database share it.';

GRANT SELECT ON monitoring.boundary, monitoring.project, monitoring.site TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT SELECT ON monitoring.boundary TO balai_public;
GRANT SELECT ON monitoring.change, monitoring.screening_cursor TO balai_audit, balai_backup, balai_wide;
GRANT INSERT, UPDATE, DELETE ON monitoring.boundary TO balai_wide;
GRANT INSERT ON monitoring.change TO balai_wide;
GRANT INSERT, UPDATE ON monitoring.screening_cursor TO balai_wide;
