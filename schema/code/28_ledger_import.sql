-- Budgets of another system, stored as they were: all or nothing, by the server's operator alone.

-- Puts a place that no list has yet from the import's own tables; what is known keeps its name.
CREATE OR REPLACE FUNCTION ledger.import_place(p_import jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    code constant text := in_village::text;
    dotted_regency constant text := left(code, 2) || '.' || substr(code, 3, 2);
    dotted_district constant text := dotted_regency || '.' || substr(code, 5, 2);
BEGIN
    IF NOT EXISTS (SELECT FROM place.regency AS r WHERE r.regency = in_village / 1000000) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_regency, 'level', 'kabupaten',
            'name', p_import ->> 'regencyName', 'province', p_import ->> 'provinceName')), 'imported');
    END IF;
    IF NOT EXISTS (SELECT FROM place.district AS d
                    WHERE d.regency = in_village / 1000000 AND d.district = in_village / 10000) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_district, 'level', 'kecamatan',
            'name', p_import ->> 'districtName')), 'imported');
    END IF;
    IF NOT EXISTS (SELECT FROM place.village AS v
                    WHERE v.regency = in_village / 1000000 AND v.village = in_village) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_district || '.' || substr(code, 7, 4),
            'level', 'desa', 'name', p_import ->> 'villageName')), 'imported');
    END IF;
END
$$;

-- The county's own codes that the import uses join the year's lists; a code that is there keeps its name.
CREATE OR REPLACE FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
BEGIN
    PERFORM ledger.fill_lists(p_regency, p_year);
    INSERT INTO ledger.activity (regency, village, year, code, level, name, siskeudes_code, kind, origin)
    SELECT p_regency, county, p_year, c ->> 'code', array_length(string_to_array(c ->> 'code', '.'), 1), c ->> 'name', '',
           (c ->> 'kind')::smallint, 'imported'
      FROM jsonb_array_elements(p_codes) AS c WHERE c ->> 'list' = 'activity'
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.account (regency, village, year, code, level, name, normal_side, siskeudes_code, origin)
    SELECT p_regency, county, p_year, c ->> 'code', array_length(string_to_array(c ->> 'code', '.'), 1), c ->> 'name',
           CASE WHEN c ->> 'code' ~ '^(1|5|6\.2)(\.|$)' THEN 'D' ELSE 'K' END, '', 'imported'
      FROM jsonb_array_elements(p_codes) AS c WHERE c ->> 'list' = 'account'
    ON CONFLICT DO NOTHING;
END
$$;

-- The village's own list of activities, also those with a ceiling and no line: [{code, name, ceilingSen, managerPost,
-- managerName, location, duration, output, volume, unit}].
CREATE OR REPLACE FUNCTION ledger.import_activities(p_village bigint, p_year integer, p_activities jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO ledger.village_activity (regency, village, year, activity, name, ceiling_sen, manager_post, manager_name,
                                         location, duration, output, volume, unit)
    SELECT (p_village / 1000000)::integer, p_village, p_year, a ->> 'code', left(a ->> 'name', 500),
           (a ->> 'ceilingSen')::bigint, left(a ->> 'managerPost', 200), left(a ->> 'managerName', 200),
           left(a ->> 'location', 500), left(a ->> 'duration', 200), left(a ->> 'output', 500), (a ->> 'volume')::numeric,
           left(a ->> 'unit', 50)
      FROM jsonb_array_elements(p_activities) AS a
$$;

-- Stores the posted budgets of one village's year, oldest first. jsonb: {village, villageName, districtName, regencyName,
-- provinceName, year, codes: [{list, code, name, kind?}], activities: [as in import_activities], budgets:
-- [{regulationNumber, postedOn?, lines: [as in save_lines, each RAB with amountSen]}]}. Refuses budget-exists: what is
-- posted here is never overwritten.
CREATE OR REPLACE FUNCTION ledger.import_budget(p_import jsonb)
RETURNS TABLE (version uuid, ordinal integer, lines bigint, rab bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    in_regency constant integer := (in_village / 1000000)::integer;
    in_year constant integer := (p_import ->> 'year')::integer;
    budget record;
BEGIN
    -- The operator acts in exactly this village.
    PERFORM set_config('balai.regency', in_regency::text, true), set_config('balai.village_from', in_village::text, true),
            set_config('balai.village_until', in_village::text, true), set_config('balai.village_list', '', true);
    PERFORM ledger.require_desa(in_village);
    IF in_year NOT BETWEEN 2015 AND 2100 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', in_year));
    ELSIF jsonb_array_length(p_import -> 'budgets') = 0 THEN
        PERFORM balai.refuse('empty-budget', '{}');
    END IF;
    PERFORM ledger.import_place(p_import);
    PERFORM ledger.import_codes(in_regency, in_year, p_import -> 'codes');
    INSERT INTO ledger.village_year (regency, village, year) VALUES (in_regency, in_village, in_year) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM ledger.village_year AS y
      WHERE y.regency = in_regency AND y.village = in_village AND y.year = in_year FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM ledger.budget_version AS v
                WHERE v.regency = in_regency AND v.village = in_village AND v.year = in_year) THEN
        PERFORM balai.refuse('budget-exists', jsonb_build_object('village', in_village, 'year', in_year));
    END IF;
    PERFORM ledger.import_activities(in_village, in_year, p_import -> 'activities');
    FOR budget IN SELECT b.value, b.n FROM jsonb_array_elements(p_import -> 'budgets') WITH ORDINALITY AS b (value, n) LOOP
        version := ledger.import_version(in_regency, in_village, in_year, budget.n::integer, budget.value);
        ordinal := budget.n;
        SELECT count(*) INTO lines FROM ledger.budget_line AS l WHERE l.regency = in_regency AND l.version_id = version;
        SELECT count(*) INTO rab FROM ledger.rab_line AS r WHERE r.regency = in_regency AND r.version_id = version;
        RETURN NEXT;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ledger.import_version(
    p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    id constant uuid := ledger.new_id();
    made ledger.budget_version;
BEGIN
    INSERT INTO ledger.budget_version (regency, village, year, id, ordinal, kind, state, revision, origin)
    VALUES (p_regency, p_village, p_year, id, p_ordinal, CASE p_ordinal WHEN 1 THEN 'murni' ELSE 'perubahan' END, 'draft', 1,
            'imported')
    RETURNING * INTO made;
    PERFORM ledger.require_lines(p_regency, p_year, p_budget -> 'lines');
    PERFORM ledger.write_lines(made, NULL, p_budget -> 'lines', true);
    PERFORM ledger.require_balanced_version(made);
    PERFORM ledger.set_limits(made);
    UPDATE ledger.budget_version AS v
       SET regulation_number = NULLIF(p_budget ->> 'regulationNumber', ''), regulation_date = (p_budget ->> 'postedOn')::date,
           posted_at = now()
     WHERE v.regency = p_regency AND v.id = made.id;
    PERFORM ledger.move_version(made, 'import', 'posted', '');
    RETURN made.id;
END
$$;

-- Only over the operator's own connection, never for a signed-in person.
GRANT EXECUTE ON FUNCTION ledger.import_budget TO balai_owner;
