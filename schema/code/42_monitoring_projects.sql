-- Works: create, draw, edit, cancel. Each function checks the actor's post, the revision and what the row's constraints can't.

-- Locks a work for a change; refuses what the actor can't see, and a form made from an older revision (NULL: any revision).
CREATE OR REPLACE FUNCTION monitoring.take_project(p_id uuid, p_revision integer) RETURNS monitoring.project
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project;
BEGIN
    SELECT * INTO taken FROM monitoring.project AS p
     WHERE p.regency = balai.regency() AND p.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_id));
    END IF;
    IF p_revision IS NOT NULL AND taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    RETURN taken;
END
$$;

-- A village's work is its officers' to change, another agency's the county's.
CREATE OR REPLACE FUNCTION monitoring.require_planner(p_village bigint, p_owner text) RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_owner = 'opd' THEN
        PERFORM balai.require_post(p_village, 'county');
    ELSE
        PERFORM balai.require_post(p_village, 'manager', 'treasurer', 'secretary');
    END IF;
END
$$;

-- The activity and fund of a village's work are those of its year's lists.
CREATE OR REPLACE FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    PERFORM ledger.require_desa(p_village);
    IF p_year NOT BETWEEN 2015 AND extract(year FROM balai.today(in_regency)) + 1 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
    END IF;
    PERFORM ledger.fill_lists(in_regency, p_year);
    -- Once the year's budget is posted, a work is one of its lines.
    IF EXISTS (SELECT FROM ledger.budget_version AS b WHERE b.regency = in_regency AND b.village = p_village
                  AND b.year = p_year AND b.state = 'posted')
       AND NOT EXISTS (SELECT FROM ledger.line_control AS c WHERE c.regency = in_regency AND c.village = p_village
                  AND c.year = p_year AND c.activity = p_activity AND c.fund = p_fund AND c.limit_sen > 0) THEN
        PERFORM balai.refuse('activity-not-budgeted',
            jsonb_build_object('activity', coalesce(p_activity, ''), 'fund', p_fund, 'year', p_year));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.activity AS a
                    WHERE a.regency = in_regency AND a.year = p_year AND a.code = p_activity AND a.level = 3) THEN
        PERFORM balai.refuse('unknown-activity', jsonb_build_object('activity', coalesce(p_activity, ''), 'year', p_year));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                    WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund, 'year', p_year));
    END IF;
END
$$;

-- Writes a drawing as the newest site of a locked work; the caller has checked everything.
DROP FUNCTION IF EXISTS monitoring.store_site(monitoring.project, bytea, double precision, double precision, double precision,
    double precision, text);
CREATE OR REPLACE FUNCTION monitoring.store_site(
    p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision,
    p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    next_ordinal constant integer := coalesce(p_project.site_ordinal, 0) + 1;
BEGIN
    INSERT INTO monitoring.site (regency, village, project, ordinal, geometry, source, west, south, east, north,
                                 after_revision, drawn_by, epsg, given)
    VALUES (p_project.regency, p_project.village, p_project.id, next_ordinal, p_geometry, p_source,
            p_west, p_south, p_east, p_north, p_project.revision, balai.person(), p_epsg, coalesce(p_given, ''));
    UPDATE monitoring.project AS p
       SET site_ordinal = next_ordinal, west = p_west, south = p_south, east = p_east, north = p_north,
           revision = p.revision + 1
     WHERE p.regency = p_project.regency AND p.id = p_project.id;
    PERFORM audit.record('place-site', p_project.village, 'project', p_project.id, NULL,
        jsonb_build_object('ordinal', next_ordinal, 'geometry', encode(p_geometry, 'hex')));
    PERFORM monitoring.note_change(p_project.village, 'site', p_project.id, p_project.id);
    RETURN next_ordinal;
END
$$;

-- A new work, with its first site where the form had a drawing (p_geometry NULL: none yet).
DROP FUNCTION IF EXISTS monitoring.create_project(uuid, bigint, jsonb, bytea, double precision, double precision,
    double precision, double precision, text);
CREATE OR REPLACE FUNCTION monitoring.create_project(
    p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision,
    p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text)
RETURNS TABLE (id uuid, revision integer, site_ordinal integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
    made monitoring.project;
BEGIN
    PERFORM monitoring.require_planner(p_village, p_fields ->> 'owner');
    answer := balai.claim(p_id, 'create-project',
        ledger.fingerprint(p_village::text, p_fields::text, coalesce(encode(p_geometry, 'hex'), '')), p_village);
    IF answer IS NULL THEN
        IF p_fields ->> 'owner' = 'desa' THEN
            PERFORM monitoring.require_listed(p_village, (p_fields ->> 'year')::integer, p_fields ->> 'activity',
                                              p_fields ->> 'fund');
        END IF;
        INSERT INTO monitoring.project (regency, village, id, year, owner, activity, fund, account, name, kind,
            is_maintenance, management, volume, unit, budget_sen, starts_on, ends_on, created_by, agency, output)
        VALUES (in_regency, p_village, p_id, (p_fields ->> 'year')::smallint, p_fields ->> 'owner', p_fields ->> 'activity',
            p_fields ->> 'fund', p_fields ->> 'account', btrim(p_fields ->> 'name'), p_fields ->> 'kind',
            (p_fields ->> 'isMaintenance')::boolean, p_fields ->> 'management', (p_fields ->> 'volume')::numeric,
            p_fields ->> 'unit', (p_fields ->> 'budgetSen')::bigint, (p_fields ->> 'startsOn')::date,
            (p_fields ->> 'endsOn')::date, balai.person(), coalesce(p_fields ->> 'agency', ''), p_fields ->> 'output')
        RETURNING * INTO made;
        PERFORM audit.record('create-project', p_village, 'project', p_id, NULL, p_fields);
        IF p_geometry IS NOT NULL THEN
            made.site_ordinal := monitoring.store_site(made, p_geometry, p_west, p_south, p_east, p_north, p_source,
                p_epsg, p_given);
            made.revision := 2;
        ELSE
            PERFORM monitoring.note_change(p_village, 'facts', p_id, p_id);
        END IF;
        answer := balai.keep(p_id, p_village,
            jsonb_build_object('revision', made.revision, 'siteOrdinal', made.site_ordinal));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'revision')::integer, (answer ->> 'siteOrdinal')::integer;
END
$$;

-- Draws the site anew. The same drawing sent twice from the same revision is one drawing.
DROP FUNCTION IF EXISTS monitoring.place_site(uuid, integer, bytea, double precision, double precision, double precision,
    double precision, text);
CREATE OR REPLACE FUNCTION monitoring.place_site(
    p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision,
    p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text)
RETURNS TABLE (revision integer, site_ordinal integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF EXISTS (SELECT FROM monitoring.site AS s
                WHERE s.regency = taken.regency AND s.project = p_project AND s.ordinal = taken.site_ordinal
                  AND s.after_revision = p_revision AND s.geometry = p_geometry AND s.drawn_by = balai.person()) THEN
        RETURN QUERY SELECT taken.revision, taken.site_ordinal;
        RETURN;
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    taken.site_ordinal := monitoring.store_site(taken, p_geometry, p_west, p_south, p_east, p_north, p_source,
        p_epsg, p_given);
    RETURN QUERY SELECT taken.revision + 1, taken.site_ordinal;
END
$$;

-- Changes the plan of a work. What screening compares (year, fund, kind, upkeep or not) makes it look again; all else that is
-- told of it, and of those whose budget lines it leaves, is only noted.
CREATE OR REPLACE FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, p_revision);
    edited monitoring.project;
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    IF taken.owner = 'desa' THEN
        PERFORM monitoring.require_listed(taken.village, (p_fields ->> 'year')::integer, p_fields ->> 'activity',
                                          p_fields ->> 'fund');
    END IF;
    UPDATE monitoring.project AS p
       SET year = (p_fields ->> 'year')::smallint, activity = p_fields ->> 'activity', fund = p_fields ->> 'fund',
           account = p_fields ->> 'account', name = btrim(p_fields ->> 'name'), kind = p_fields ->> 'kind',
           is_maintenance = (p_fields ->> 'isMaintenance')::boolean, management = p_fields ->> 'management',
           volume = (p_fields ->> 'volume')::numeric, unit = p_fields ->> 'unit',
           budget_sen = (p_fields ->> 'budgetSen')::bigint, starts_on = (p_fields ->> 'startsOn')::date,
           ends_on = (p_fields ->> 'endsOn')::date, agency = coalesce(p_fields ->> 'agency', ''),
           output = p_fields ->> 'output', revision = p.revision + 1
     WHERE p.regency = taken.regency AND p.id = p_project RETURNING * INTO edited;
    PERFORM audit.record('edit-project', taken.village, 'project', p_project, to_jsonb(taken), to_jsonb(edited));
    PERFORM monitoring.note_change(taken.village,
        CASE WHEN taken.site_ordinal IS NOT NULL AND (taken.year, taken.fund, taken.kind, taken.is_maintenance, taken.name)
            IS DISTINCT FROM (edited.year, edited.fund, edited.kind, edited.is_maintenance, edited.name)
        THEN 'site' ELSE 'facts' END, p_project, p_project);
    IF (taken.year, taken.activity, taken.fund) IS DISTINCT FROM (edited.year, edited.activity, edited.fund) THEN
        PERFORM monitoring.note_change(q.village, 'facts', q.id, q.id) FROM (
            SELECT p.village, p.id FROM monitoring.project AS p
             WHERE p.regency = taken.regency AND p.village = taken.village AND p.year = taken.year
               AND p.activity = taken.activity AND p.fund = taken.fund LIMIT 1) AS q;
    END IF;
    RETURN edited.revision;
END
$$;

-- A work that will not be built. It stays, with its history, and leaves the comparison with others.
CREATE OR REPLACE FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, p_revision);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'cancel'));
    END IF;
    IF taken.state IN ('done', 'cancelled') THEN
        PERFORM balai.refuse('project-finished', jsonb_build_object('name', taken.name, 'state', taken.state));
    END IF;
    UPDATE monitoring.project AS p SET state = 'cancelled', revision = p.revision + 1
     WHERE p.regency = taken.regency AND p.id = p_project;
    PERFORM audit.record('cancel-project', taken.village, 'project', p_project, to_jsonb(taken),
        jsonb_build_object('state', 'cancelled', 'reason', p_reason));
    PERFORM monitoring.note_change(taken.village, CASE WHEN taken.site_ordinal IS NULL THEN 'facts' ELSE 'site' END,
        p_project, p_project);
    RETURN taken.revision + 1;
END
$$;

REVOKE ALL ON FUNCTION monitoring.take_project, monitoring.require_planner, monitoring.require_listed, monitoring.store_site
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.create_project, monitoring.place_site, monitoring.edit_project,
    monitoring.cancel_project TO balai_app;
