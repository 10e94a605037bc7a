-- The budget as a sheet: many activities written in one call, and last year's budget as a beginning.

-- Puts the given lines in place of all lines of the named activities (0.0.00: income and financing); null names them all.
-- jsonb as in save_lines; a line without a name keeps the one it has.
CREATE OR REPLACE FUNCTION ledger.save_activities(
    p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    answer jsonb;
    stranger text;
    named jsonb := p_lines;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'save-activities', ledger.fingerprint(p_version::text, p_revision::text,
        coalesce(array_to_string(p_activities, ' '), '*'), p_lines::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_lines(version.regency, version.year, p_lines);
        SELECT min(l ->> 'activity') INTO stranger FROM jsonb_array_elements(p_lines) AS l
         WHERE p_activities IS NOT NULL AND l ->> 'activity' <> ALL (p_activities);
        IF stranger IS NOT NULL THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', stranger, 'account', ''));
        END IF;
        IF EXISTS (SELECT FROM ledger.budget_line AS b WHERE b.regency = version.regency AND b.version_id = p_version) THEN
            SELECT coalesce(jsonb_agg(n.line || jsonb_build_object('name',
                       coalesce(NULLIF(n.line ->> 'name', ''), b.name, '')) ORDER BY n.position), '[]') INTO named
              FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS n (line, position)
              LEFT JOIN ledger.budget_line AS b ON b.regency = version.regency AND b.version_id = p_version
                   AND b.activity = n.line ->> 'activity' AND b.account = n.line ->> 'account' AND b.fund = n.line ->> 'fund'
                   AND b.sub_detail = coalesce(n.line ->> 'subDetail', '01');
        END IF;
        DELETE FROM ledger.budget_line AS b
         WHERE b.regency = version.regency AND b.version_id = p_version
           AND (p_activities IS NULL OR b.activity = ANY (p_activities));
        PERFORM ledger.write_lines(version, NULL, named, false);
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('save-activities', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision, 'activities', to_jsonb(p_activities)), named);
        answer := balai.keep(p_request, version.village,
            jsonb_build_object('revision', p_revision + 1, 'state', version.state));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state';
END
$$;

-- Fills an empty draft with the newest posted budget of the year before. Codes that this year's lists don't have any more
-- are left out and counted.
CREATE OR REPLACE FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer)
RETURNS TABLE (id uuid, revision integer, state text, copied integer, left_out integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    source uuid;
    answer jsonb;
    total integer;
    taken integer;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'copy-last-year', ledger.fingerprint(p_version::text, p_revision::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        IF EXISTS (SELECT FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version) THEN
            PERFORM balai.refuse('budget-not-empty', jsonb_build_object('year', version.year));
        END IF;
        SELECT v.id INTO source FROM ledger.budget_version AS v
         WHERE v.regency = version.regency AND v.village = version.village AND v.year = version.year - 1 AND v.state = 'posted'
         ORDER BY v.ordinal DESC LIMIT 1;
        IF source IS NULL THEN
            PERFORM balai.refuse('no-posted-budget', jsonb_build_object('year', version.year - 1));
        END IF;
        SELECT count(*) INTO total FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = source;
        INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
        SELECT l.regency, l.village, version.year, p_version, l.activity, l.account, l.fund, l.sub_detail, l.name
          FROM ledger.budget_line AS l
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = version.year AND a.code = l.activity AND a.level = 3
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = version.year AND k.code = l.account AND k.level = 4
          JOIN ledger.fund_source AS f ON f.regency = l.regency AND f.year = version.year AND f.code = l.fund
         WHERE l.regency = version.regency AND l.version_id = source;
        GET DIAGNOSTICS taken = ROW_COUNT;
        INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                     description, volume, unit, unit_price_sen, amount_sen)
        SELECT r.regency, r.village, p_version, r.activity, r.account, r.fund, r.sub_detail, r.ordinal,
               r.description, r.volume, r.unit, r.unit_price_sen, ledger.rab_amount(r.volume, r.unit_price_sen)::bigint
          FROM ledger.rab_line AS r
          JOIN ledger.budget_line AS l ON l.regency = r.regency AND l.version_id = p_version AND l.activity = r.activity
               AND l.account = r.account AND l.fund = r.fund AND l.sub_detail = r.sub_detail
         WHERE r.regency = version.regency AND r.version_id = source;
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('copy-last-year', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision), jsonb_build_object('source', source, 'lines', taken));
        answer := balai.keep(p_request, version.village, jsonb_build_object('revision', p_revision + 1, 'state', version.state,
            'copied', taken, 'leftOut', total - taken));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state', (answer ->> 'copied')::integer,
        (answer ->> 'leftOut')::integer;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.save_activities, ledger.copy_last_year TO balai_app;
