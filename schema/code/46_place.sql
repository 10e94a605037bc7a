-- What belongs to a work beside its plan: related works, the county's stages, the handover, payments as changes.

DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['relation', 'handover'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
    END LOOP;
    CREATE POLICY relation_of_scope ON monitoring.relation
        USING (balai.in_scope(village) OR balai.in_scope(other_village)) WITH CHECK (balai.in_scope(village));
    CREATE POLICY handover_of_scope ON monitoring.handover
        USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));
END
$$;

-- Where the other work of a pair lies; the pair may cross a village's border.
CREATE OR REPLACE FUNCTION monitoring.village_of(p_project uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT p.village FROM monitoring.project AS p WHERE p.regency = balai.regency() AND p.id = p_project $$;
ALTER FUNCTION monitoring.village_of OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.village_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.village_of TO balai_owner;

-- Says that two works are one thing on purpose. The same again is the same link.
CREATE OR REPLACE FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    there constant bigint := monitoring.village_of(p_other);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF there IS NULL OR p_other = p_project THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_other));
    END IF;
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'relate'));
    END IF;
    INSERT INTO monitoring.relation AS r (regency, village, project, other, other_village, kind, reason, person)
    VALUES (taken.regency, taken.village, p_project, p_other, there, p_kind, btrim(p_reason), balai.person())
    ON CONFLICT (regency, least(project, other), greatest(project, other)) WHERE ended_at IS NULL DO NOTHING;
    IF FOUND THEN
        PERFORM audit.record('relate-projects', taken.village, 'project', p_project, NULL,
            jsonb_build_object('other', p_other, 'kind', p_kind, 'reason', p_reason));
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    UPDATE monitoring.relation AS r SET ended_at = now(), ended_by = balai.person()
     WHERE r.regency = taken.regency AND r.ended_at IS NULL AND r.village = taken.village
       AND p_project IN (r.project, r.other) AND p_other IN (r.project, r.other);
    IF FOUND THEN
        PERFORM audit.record('end-relation', taken.village, 'project', p_project, NULL, jsonb_build_object('other', p_other));
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
END
$$;

-- For screening: which works are linked to this one.
CREATE OR REPLACE FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) RETURNS TABLE (other uuid, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT CASE WHEN r.project = p_project THEN r.other ELSE r.project END, r.kind FROM monitoring.relation AS r
     WHERE r.regency = p_regency AND r.ended_at IS NULL AND p_project IN (r.project, r.other)
$$;
ALTER FUNCTION monitoring.relations_of OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.relations_of FROM PUBLIC;

-- The stages at which a work is photographed, on a day: the county's, else 0, 50, 100.
CREATE OR REPLACE FUNCTION monitoring.stages_on(p_regency integer, p_day date) RETURNS jsonb LANGUAGE sql STABLE AS
$$ SELECT balai.parameter(p_regency, 'works.stages', p_day, '[0, 50, 100]') $$;

CREATE OR REPLACE FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF cardinality(p_stages) NOT BETWEEN 2 AND 20 OR p_stages[1] <> 0 OR p_stages[cardinality(p_stages)] <> 100
       OR EXISTS (SELECT FROM unnest(p_stages) WITH ORDINALITY AS s (stage, place)
                   WHERE place > 1 AND stage <= p_stages[place - 1]) THEN
        PERFORM balai.refuse('invalid-fields', jsonb_build_object('field', 'stages', 'fault', 'malformed'));
    END IF;
    INSERT INTO place.parameter (regency, key, valid_from, value, basis)
    VALUES (balai.regency(), 'works.stages', p_from, to_jsonb(p_stages), p_basis)
    ON CONFLICT (regency, key, valid_from) DO UPDATE SET value = excluded.value, basis = excluded.basis;
    PERFORM audit.record('set-stages', county, 'parameter', NULL, NULL,
        jsonb_build_object('from', p_from, 'stages', p_stages, 'basis', p_basis));
END
$$;
ALTER FUNCTION monitoring.set_stages OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.set_stages FROM PUBLIC;

-- The finished work goes over to who will keep it.
CREATE OR REPLACE FUNCTION monitoring.hand_over(
    p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM balai.require_post(taken.village, 'manager', 'head');
    IF balai.claim(p_id, 'hand-over', ledger.fingerprint(p_project::text, p_day::text, p_number, p_receiver, p_note),
                   taken.village) IS NOT NULL THEN
        RETURN;
    END IF;
    IF taken.state <> 'done' THEN
        PERFORM balai.refuse('project-unfinished', jsonb_build_object('name', taken.name, 'stage', taken.stage));
    ELSIF EXISTS (SELECT FROM monitoring.handover AS h WHERE h.regency = taken.regency AND h.project = p_project) THEN
        PERFORM balai.refuse('handed-over', jsonb_build_object('name', taken.name));
    ELSIF p_day > balai.today(taken.regency) THEN
        PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_day, 'today', balai.today(taken.regency)));
    END IF;
    INSERT INTO monitoring.handover (regency, village, id, project, day, number, receiver, note, person)
    VALUES (taken.regency, taken.village, p_id, p_project, p_day, btrim(p_number), btrim(p_receiver), btrim(p_note),
            balai.person());
    PERFORM audit.record('hand-over', taken.village, 'project', p_project, NULL,
        jsonb_build_object('day', p_day, 'number', p_number, 'receiver', p_receiver));
    PERFORM balai.keep(p_id, taken.village, '{}'::jsonb);
END
$$;

REVOKE ALL ON FUNCTION monitoring.stages_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.relate, monitoring.end_relation, monitoring.relations_of, monitoring.stages_on,
    monitoring.set_stages, monitoring.hand_over TO balai_app;
GRANT EXECUTE ON FUNCTION monitoring.stages_on TO balai_owner;

-- Takes an agency's works: jsonb array of {key, village, name, kind, isMaintenance, year, fund, agency, activity?, volume?, unit,
-- budgetSen, paidSen?, startsOn, endsOn, state, geometry? (base64 WKB), west, south, east, north}. All or nothing.
CREATE OR REPLACE FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb)
RETURNS TABLE (created integer, changed integer, same integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    r jsonb;
    known monitoring.project;
    kept monitoring.project;
    shape bytea;
    is_moved boolean;
BEGIN
    created := 0;
    changed := 0;
    same := 0;
    FOR r IN SELECT n FROM jsonb_array_elements(p_rows) AS n LOOP
        shape := decode(r ->> 'geometry', 'base64');
        SELECT * INTO known FROM monitoring.project AS p
         WHERE p.regency = p_regency AND p.agency = r ->> 'agency' AND p.source_key = r ->> 'key' FOR NO KEY UPDATE;
        INSERT INTO monitoring.project AS p (regency, village, id, year, owner, activity, fund, name, kind, is_maintenance,
            management, volume, unit, budget_sen, paid_sen, starts_on, ends_on, state, stage, origin, agency, source_key)
        VALUES (p_regency, (r ->> 'village')::bigint, gen_random_uuid(), (r ->> 'year')::smallint, 'opd', r ->> 'activity',
            r ->> 'fund', r ->> 'name', r ->> 'kind', (r ->> 'isMaintenance')::boolean, 'contract',
            (r ->> 'volume')::numeric, r ->> 'unit', (r ->> 'budgetSen')::bigint, (r ->> 'paidSen')::bigint,
            (r ->> 'startsOn')::date, (r ->> 'endsOn')::date, r ->> 'state',
            CASE r ->> 'state' WHEN 'done' THEN 100 ELSE 0 END, 'imported', r ->> 'agency', r ->> 'key')
        ON CONFLICT ON CONSTRAINT project_source_once DO UPDATE SET year = excluded.year, activity = excluded.activity,
            fund = excluded.fund, name = excluded.name, kind = excluded.kind, is_maintenance = excluded.is_maintenance,
            volume = excluded.volume, unit = excluded.unit, budget_sen = excluded.budget_sen, paid_sen = excluded.paid_sen,
            starts_on = excluded.starts_on, ends_on = excluded.ends_on, state = excluded.state, stage = excluded.stage,
            revision = p.revision + 1
         WHERE (p.year, p.activity, p.fund, p.name, p.kind, p.is_maintenance, p.volume, p.unit, p.budget_sen, p.paid_sen,
                p.starts_on, p.ends_on, p.state) IS DISTINCT FROM (excluded.year, excluded.activity, excluded.fund,
                excluded.name, excluded.kind, excluded.is_maintenance, excluded.volume, excluded.unit, excluded.budget_sen,
                excluded.paid_sen, excluded.starts_on, excluded.ends_on, excluded.state)
        RETURNING p.* INTO kept;
        is_moved := shape IS NOT NULL AND NOT EXISTS (
            SELECT FROM monitoring.site AS s WHERE s.regency = p_regency AND s.project = known.id
               AND s.ordinal = known.site_ordinal AND s.geometry = shape);
        IF kept.id IS NULL THEN
            kept := known;
        END IF;
        IF is_moved THEN
            INSERT INTO monitoring.site (regency, village, project, ordinal, geometry, source, west, south, east, north,
                                         after_revision, given)
            VALUES (p_regency, kept.village, kept.id, coalesce(kept.site_ordinal, 0) + 1, shape, 'imported',
                (r ->> 'west')::double precision, (r ->> 'south')::double precision, (r ->> 'east')::double precision,
                (r ->> 'north')::double precision, kept.revision, left(p_source, 4000));
            UPDATE monitoring.project AS p SET site_ordinal = coalesce(kept.site_ordinal, 0) + 1, revision = p.revision + 1,
                   west = (r ->> 'west')::double precision, south = (r ->> 'south')::double precision,
                   east = (r ->> 'east')::double precision, north = (r ->> 'north')::double precision
             WHERE p.regency = p_regency AND p.id = kept.id;
        END IF;
        IF known.id IS NULL THEN
            created := created + 1;
        ELSIF is_moved OR kept.revision > known.revision THEN
            changed := changed + 1;
        ELSE
            same := same + 1;
            CONTINUE;
        END IF;
        PERFORM monitoring.note_change(kept.village, 'site', kept.id, kept.id);
    END LOOP;
    PERFORM audit.record('import-works', p_regency::bigint * 1000000, 'project', NULL, NULL,
        jsonb_build_object('source', p_source), jsonb_build_object('created', created, 'changed', changed, 'same', same));
    RETURN NEXT;
END
$$;
ALTER FUNCTION monitoring.import_works OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.import_works FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.import_works TO balai_owner;
