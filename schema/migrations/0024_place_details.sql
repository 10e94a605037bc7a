-- Why: a work names its standard output and, when another agency's, who built and paid it; a site keeps how it was given; works
-- of one thing (phases, trades, continuation) are told apart from double ones; a finished work is handed over.
-- Locks: monitoring.project, site and progress, for a moment.
ALTER TABLE monitoring.project
    ADD COLUMN agency text NOT NULL DEFAULT '' CONSTRAINT project_agency_short CHECK (length(agency) <= 200),
    ADD COLUMN output text CONSTRAINT project_output_shape CHECK (output ~ '^[0-9]{6,8}$'),
    ADD COLUMN paid_sen bigint CONSTRAINT project_paid_in_range CHECK (paid_sen BETWEEN 0 AND 100000000000000000),
    ADD COLUMN source_key text CONSTRAINT project_source_key_short CHECK (length(source_key) BETWEEN 1 AND 200),
    ADD CONSTRAINT project_paid_of_opd CHECK (paid_sen IS NULL OR owner = 'opd'),
    ADD CONSTRAINT project_source_once UNIQUE (regency, agency, source_key);
COMMENT ON COLUMN monitoring.project.agency IS 'Perangkat daerah or other agency; empty for a village''s own work.';
COMMENT ON COLUMN monitoring.project.output IS 'Standard output (keluaran) of the activity, a code of reference/outputs.tsv.';
COMMENT ON COLUMN monitoring.project.paid_sen IS 'Sen, as the agency says. What a village paid is in its ledger.';
COMMENT ON COLUMN monitoring.project.source_key IS 'The work''s key in the agency''s own list: a later file changes it.';

ALTER TABLE monitoring.site
    DROP CONSTRAINT site_source_known,
    ADD CONSTRAINT site_source_known CHECK (source IN ('drawn', 'uploaded', 'typed', 'device', 'imported')),
    ADD COLUMN epsg integer CONSTRAINT site_epsg_positive CHECK (epsg > 0),
    ADD COLUMN given text NOT NULL DEFAULT '' CONSTRAINT site_given_short CHECK (length(given) <= 4000);
COMMENT ON COLUMN monitoring.site.epsg IS 'Reference system it was given in, where not WGS 84; stored converted.';
COMMENT ON COLUMN monitoring.site.given IS 'The coordinates as typed, or the name of the file.';

ALTER TABLE monitoring.progress
    ADD COLUMN percent smallint CONSTRAINT progress_percent_range CHECK (percent BETWEEN 0 AND 100);
COMMENT ON COLUMN monitoring.progress.percent IS
    'Physical percentage: of the target volume where that is known, else as reported; null: the stage speaks.';

CREATE TABLE monitoring.relation (
    regency  integer NOT NULL,
    village  bigint  NOT NULL,
    project  uuid    NOT NULL,
    other    uuid    NOT NULL,
    other_village bigint NOT NULL,
    kind     text    NOT NULL CONSTRAINT relation_kind_known CHECK (kind IN ('phase', 'trade', 'continuation')),
    reason   text    NOT NULL CONSTRAINT relation_reason_given CHECK (btrim(reason) <> '' AND length(reason) <= 1000),
    person   uuid    NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    ended_by uuid,
    ended_at timestamptz,
    PRIMARY KEY (regency, project, other, at),
    CONSTRAINT relation_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT relation_regency_of_other CHECK (regency = other_village / 1000000),
    CONSTRAINT relation_of_two CHECK (project <> other),
    CONSTRAINT relation_ended_whole CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CONSTRAINT relation_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project (regency, village, id),
    CONSTRAINT relation_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project (regency, village, id)
);
CREATE UNIQUE INDEX relation_once ON monitoring.relation (regency, least(project, other), greatest(project, other))
    WHERE ended_at IS NULL;
CREATE INDEX relation_by_other ON monitoring.relation (regency, other) WHERE ended_at IS NULL;
COMMENT ON TABLE monitoring.relation IS
    'Pekerjaan terkait: two works of one thing on purpose. Screening then informs about the pair, it does not warn.';

CREATE TABLE monitoring.handover (
    regency  integer NOT NULL,
    village  bigint  NOT NULL,
    id       uuid    NOT NULL,
    project  uuid    NOT NULL,
    day      date    NOT NULL,
    number   text    NOT NULL CONSTRAINT handover_number_given CHECK (btrim(number) <> '' AND length(number) <= 100),
    receiver text    NOT NULL CONSTRAINT handover_receiver_given CHECK (btrim(receiver) <> '' AND length(receiver) <= 200),
    note     text    NOT NULL DEFAULT '' CONSTRAINT handover_note_short CHECK (length(note) <= 2000),
    person   uuid    NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT handover_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT handover_once UNIQUE (regency, project),
    CONSTRAINT handover_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project (regency, village, id)
);
COMMENT ON TABLE monitoring.handover IS 'Berita acara serah terima of a finished work.';

GRANT SELECT ON monitoring.relation, monitoring.handover TO balai_app, balai_audit, balai_backup, balai_wide;
-- An agency's works are imported across villages.
GRANT INSERT, UPDATE ON monitoring.project TO balai_wide;
GRANT INSERT ON monitoring.site TO balai_wide;
