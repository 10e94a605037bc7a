-- Writing a budget: open a version, put lines with their RAB into it, take lines out, throw a draft away.

-- Opens the village's next budget version. The first of a year is murni; a later one starts as a copy of the newest posted one.
CREATE OR REPLACE FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text)
RETURNS TABLE (id uuid, revision integer, state text, ordinal integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
    newest ledger.budget_version;
    working uuid;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM balai.require_post(p_village, 'treasurer', 'secretary');
    answer := balai.claim(p_id, 'open-version', ledger.fingerprint(p_village::text, p_year::text, p_kind), p_village);
    IF answer IS NULL THEN
        IF p_year NOT BETWEEN 2015 AND extract(year FROM balai.today(in_regency)) + 1 THEN
            PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
        END IF;
        PERFORM ledger.fill_lists(in_regency, p_year);
        INSERT INTO ledger.village_year (regency, village, year) VALUES (in_regency, p_village, p_year) ON CONFLICT DO NOTHING;
        PERFORM 1 FROM ledger.village_year AS y
          WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year AND y.state = 'open' FOR NO KEY UPDATE;
        IF NOT FOUND THEN
            PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
        END IF;
        SELECT v.id INTO working FROM ledger.budget_version AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.state <> 'posted';
        IF working IS NOT NULL THEN
            PERFORM balai.refuse('version-in-work', jsonb_build_object('version', working));
        END IF;
        SELECT * INTO newest FROM ledger.budget_version AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year ORDER BY v.ordinal DESC LIMIT 1;
        IF (newest.id IS NULL) <> (p_kind = 'murni') THEN
            PERFORM balai.refuse('version-kind', jsonb_build_object('kind', p_kind, 'posted', coalesce(newest.ordinal, 0)));
        END IF;
        INSERT INTO ledger.budget_version (regency, village, year, id, ordinal, kind, state, revision, origin)
        VALUES (in_regency, p_village, p_year, p_id, coalesce(newest.ordinal, 0) + 1, p_kind, 'draft', 1, 'entered');
        PERFORM ledger.copy_lines(in_regency, newest.id, p_id);
        PERFORM audit.record('open-version', p_village, 'budget-version', p_id, NULL,
            jsonb_build_object('year', p_year, 'kind', p_kind));
        answer := balai.keep(p_id, p_village,
            jsonb_build_object('revision', 1, 'state', 'draft', 'ordinal', coalesce(newest.ordinal, 0) + 1));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'revision')::integer, answer ->> 'state', (answer ->> 'ordinal')::integer;
END
$$;

CREATE OR REPLACE FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
    SELECT l.regency, l.village, l.year, p_to, l.activity, l.account, l.fund, l.sub_detail, l.name
      FROM ledger.budget_line AS l WHERE l.regency = p_regency AND l.version_id = p_from;
    INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                 description, volume, unit, unit_price_sen, amount_sen)
    SELECT r.regency, r.village, p_to, r.activity, r.account, r.fund, r.sub_detail, r.ordinal,
           r.description, r.volume, r.unit, r.unit_price_sen, r.amount_sen
      FROM ledger.rab_line AS r WHERE r.regency = p_regency AND r.version_id = p_from;
END
$$;

-- Locks a version for a change and refuses what is not the reader's, stale or no longer open to this step.
CREATE OR REPLACE FUNCTION ledger.take_version(p_id uuid) RETURNS ledger.budget_version
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.budget_version;
BEGIN
    SELECT * INTO taken FROM ledger.budget_version AS v
     WHERE v.regency = balai.regency() AND v.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'budget-version', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_version(
    p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_version.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_version.revision, 'state', p_version.state));
    ELSIF p_version.state <> ALL (p_states) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_version.state, 'verb', p_verb));
    END IF;
END
$$;

-- Refuses the first line that names an unknown or unfitting code, or holds an amount out of range.
CREATE OR REPLACE FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    l record;
BEGIN
    IF jsonb_array_length(p_lines) > 2000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 2000));
    END IF;
    FOR l IN
        SELECT n.*, a.level AS activity_level, k.level AS account_level, f.code AS fund_known,
               coalesce(jsonb_array_length(n.rab), 0) AS rab_count,
               concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, r -> 'rab' AS rab
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.activity AS a ON a.regency = p_regency AND a.year = p_year AND a.code = n.activity
          LEFT JOIN ledger.account AS k ON k.regency = p_regency AND k.year = p_year AND k.code = n.account
          LEFT JOIN ledger.fund_source AS f ON f.regency = p_regency AND f.year = p_year AND f.code = n.fund
    LOOP
        IF l.activity_level IS DISTINCT FROM 3 THEN
            PERFORM balai.refuse('unknown-activity', jsonb_build_object('activity', l.activity));
        ELSIF l.account_level IS DISTINCT FROM 4 THEN
            PERFORM balai.refuse('unknown-account', jsonb_build_object('account', l.account));
        ELSIF l.fund_known IS NULL THEN
            PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', l.fund));
        ELSIF l.account !~ '^(4\.|5\.|6\.1\.|6\.2\.)' THEN
            PERFORM balai.refuse('account-outside-budget', jsonb_build_object('account', l.account));
        ELSIF (l.account LIKE '5.%') <> (l.activity <> '0.0.00') THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', l.activity, 'account', l.account));
        ELSIF l.sub !~ '^[0-9]{2}$' THEN
            PERFORM balai.refuse('malformed-sub-detail', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.rab_count > 1000 THEN
            PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 1000));
        END IF;
    END LOOP;
    PERFORM ledger.require_rab(p_lines);
END
$$;

-- Volume x price, rounded half up once to whole rupiah. Refuses the first RAB line out of range.
DROP FUNCTION IF EXISTS ledger.rab_amount(numeric, bigint);
CREATE OR REPLACE FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT round(p_volume * p_price_sen / 100) * 100 $$;

CREATE OR REPLACE FUNCTION ledger.require_rab(p_lines jsonb) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    wrong record;
BEGIN
    SELECT n.line, n.undescribed, n.outside INTO wrong
      FROM (SELECT concat_ws(' ', l.activity, l.account, l.fund, coalesce(l.sub, '01')) AS line,
                   min(r.n) FILTER (WHERE length(btrim(r.description)) NOT BETWEEN 1 AND 500 OR r.description IS NULL)
                       AS undescribed,
                   min(r.n) FILTER (WHERE r.volume NOT BETWEEN 0 AND 9999999999.9999
                       OR r.price NOT BETWEEN 0 AND ledger.largest_sen() OR length(r.unit) > 50
                       OR a.amount > ledger.largest_sen()) AS outside,
                   sum(a.amount) > ledger.largest_sen() AS is_too_much
              FROM ROWS FROM (jsonb_to_recordset(p_lines) AS (
                       activity text, account text, fund text, "subDetail" text, rab jsonb)) WITH ORDINALITY
                   AS l (activity, account, fund, sub, rab, place)
             CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(coalesce(l.rab, '[]')) AS (
                       description text, volume numeric, unit text, "unitPriceSen" numeric)) WITH ORDINALITY
                   AS r (description, volume, unit, price, n)
             CROSS JOIN LATERAL (SELECT ledger.rab_amount(round(r.volume, 4), r.price) AS amount) AS a
             GROUP BY l.place, l.activity, l.account, l.fund, l.sub) AS n
     WHERE n.undescribed IS NOT NULL OR n.outside IS NOT NULL OR n.is_too_much
     ORDER BY least(n.undescribed, n.outside) IS NULL, n.line LIMIT 1;
    IF wrong.undescribed <= coalesce(wrong.outside, wrong.undescribed) THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', wrong.line, 'row', wrong.undescribed));
    ELSIF FOUND THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', wrong.line, 'row', coalesce(wrong.outside, 0)));
    END IF;
END
$$;

-- Writes whole lines, each with its whole RAB. With p_activity, lines of that activity that are not given are removed.
-- jsonb: [{activity, account, fund, subDetail?, name?, rab: [{description, volume, unit, unitPriceSen}]}]
CREATE OR REPLACE FUNCTION ledger.save_lines(
    p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    answer jsonb;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'save-lines',
        ledger.fingerprint(p_version::text, p_revision::text, coalesce(p_activity, ''), p_lines::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_lines(version.regency, version.year, p_lines);
        IF p_activity IS NOT NULL AND EXISTS (
            SELECT FROM jsonb_array_elements(p_lines) AS l WHERE l ->> 'activity' <> p_activity) THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', p_activity, 'account', ''));
        END IF;
        PERFORM ledger.write_lines(version, p_activity, p_lines, false);
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('save-lines', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision), p_lines);
        answer := balai.keep(p_request, version.village,
            jsonb_build_object('revision', p_revision + 1, 'state', version.state));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state';
END
$$;

-- p_keep_amounts: an import keeps its source's amounts; whoever enters lines can't choose them.
CREATE OR REPLACE FUNCTION ledger.write_lines(
    p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    DELETE FROM ledger.budget_line AS b
     WHERE b.regency = p_version.regency AND b.version_id = p_version.id
       AND (b.activity = p_activity OR (b.activity, b.account, b.fund, b.sub_detail) IN (
            SELECT l ->> 'activity', l ->> 'account', l ->> 'fund', coalesce(l ->> 'subDetail', '01')
              FROM jsonb_array_elements(p_lines) AS l));
    INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
    SELECT p_version.regency, p_version.village, p_version.year, p_version.id, l.activity, l.account, l.fund,
           coalesce(l."subDetail", '01'), coalesce(l.name, '')
      FROM jsonb_to_recordset(p_lines) AS l (activity text, account text, fund text, "subDetail" text, name text);
    INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                 description, volume, unit, unit_price_sen, amount_sen)
    SELECT p_version.regency, p_version.village, p_version.id, l.activity, l.account, l.fund, coalesce(l."subDetail", '01'), r.n,
           btrim(r.description), round(r.volume, 4), coalesce(r.unit, ''), r.price,
           CASE WHEN p_keep_amounts THEN r.amount ELSE ledger.rab_amount(round(r.volume, 4), r.price)::bigint END
      FROM jsonb_to_recordset(p_lines) AS l (activity text, account text, fund text, "subDetail" text, rab jsonb)
     CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(coalesce(l.rab, '[]')) AS (
               description text, volume numeric, unit text, "unitPriceSen" bigint, "amountSen" bigint)) WITH ORDINALITY
           AS r (description, volume, unit, price, amount, n);
END
$$;

-- Removes one line of a version in work, or with no key the whole draft.
CREATE OR REPLACE FUNCTION ledger.delete_line(
    p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
    DELETE FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version
       AND l.activity = p_activity AND l.account = p_account AND l.fund = p_fund AND l.sub_detail = p_sub;
    IF NOT FOUND THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'budget-line', 'id', p_version));
    END IF;
    UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
    PERFORM audit.record('delete-line', version.village, 'budget-version', p_version,
        jsonb_build_object('activity', p_activity, 'account', p_account, 'fund', p_fund, 'subDetail', p_sub), NULL);
    RETURN QUERY SELECT p_version, p_revision + 1, version.state;
END
$$;

CREATE OR REPLACE FUNCTION ledger.delete_version(p_version uuid, p_revision integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    PERFORM ledger.require_version(version, p_revision, 'delete', 'draft');
    IF EXISTS (SELECT FROM ledger.version_step AS s WHERE s.regency = version.regency AND s.version_id = p_version) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'delete'));
    END IF;
    DELETE FROM ledger.budget_version AS v WHERE v.regency = version.regency AND v.id = p_version;
    PERFORM audit.record('delete-version', version.village, 'budget-version', p_version, to_jsonb(version), NULL);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.open_version, ledger.save_lines, ledger.delete_line, ledger.delete_version TO balai_app;
