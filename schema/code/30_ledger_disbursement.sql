-- Ceilings (pagu), the tranches that bring them into the village account, and the treasurer's receipt of each.

-- The county sets ceilings, all or nothing. rows: [{village, fund, amountSen}]
CREATE OR REPLACE FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    r record;
    old ledger.ceiling;
    changed integer := 0;
BEGIN
    PERFORM balai.require_post(county, 'county');
    PERFORM ledger.require_ceiling_rows(p_regency, p_year, p_basis, p_rows);
    FOR r IN SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'amountSen')::bigint AS amount
               FROM jsonb_array_elements(p_rows) AS x ORDER BY 1, 2 LOOP
        SELECT * INTO old FROM ledger.ceiling AS c
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund FOR NO KEY UPDATE;
        IF r.amount < coalesce(old.planned_sen, 0) THEN
            PERFORM balai.refuse('ceiling-below-planned', jsonb_build_object(
                'village', r.village, 'fund', r.fund, 'plannedSen', old.planned_sen));
        END IF;
        IF old.amount_sen IS DISTINCT FROM r.amount OR old.basis IS DISTINCT FROM btrim(p_basis) THEN
            INSERT INTO ledger.ceiling AS c (regency, village, year, fund, amount_sen, basis, person)
            VALUES (p_regency, r.village, p_year, r.fund, r.amount, btrim(p_basis), balai.person())
            ON CONFLICT (regency, village, year, fund) DO UPDATE
                SET amount_sen = excluded.amount_sen, basis = excluded.basis, person = excluded.person, recorded_at = now();
            PERFORM audit.record('set-ceiling', r.village, 'ceiling', NULL, to_jsonb(old), NULL, jsonb_build_object(
                'year', p_year, 'fund', r.fund, 'amountSen', r.amount, 'basis', btrim(p_basis)));
            changed := changed + 1;
        END IF;
    END LOOP;
    RETURN changed;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    bad record;
BEGIN
    IF length(btrim(coalesce(p_basis, ''))) NOT BETWEEN 1 AND 200 THEN
        PERFORM balai.refuse('regulation-missing', '{}');
    ELSIF p_year NOT BETWEEN 2015 AND 2100 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
    ELSIF jsonb_array_length(p_rows) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_rows) > 5000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 5000));
    END IF;
    PERFORM ledger.fill_lists(p_regency, p_year);
    SELECT n.village, n.fund, n.amount, n.same, v.village IS NOT NULL AND v.kind = 'desa' AS is_desa,
           f.code IS NOT NULL AS is_fund
      INTO bad
      FROM (SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'amountSen')::numeric AS amount,
                   count(*) OVER (PARTITION BY x ->> 'village', x ->> 'fund') AS same
              FROM jsonb_array_elements(p_rows) AS x) AS n
      LEFT JOIN place.village AS v ON v.regency = p_regency AND v.village = n.village
      LEFT JOIN ledger.fund_source AS f ON f.regency = p_regency AND f.year = p_year AND f.code = n.fund
     WHERE v.village IS NULL OR v.kind <> 'desa' OR f.code IS NULL OR n.same > 1
        OR n.amount NOT BETWEEN 0 AND ledger.largest_sen()
     ORDER BY n.village, n.fund LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    ELSIF NOT bad.is_desa THEN
        PERFORM balai.refuse('no-village-budget', jsonb_build_object('village', bad.village));
    ELSIF NOT bad.is_fund THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', bad.fund));
    ELSIF bad.same > 1 THEN
        PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', concat_ws(' ', bad.village, bad.fund)));
    END IF;
    PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', concat_ws(' ', bad.village, bad.fund), 'row', 0));
END
$$;

-- The county plans tranches, all or nothing; together they stay within the ceiling. rows: [{id, village, fund, tranche,
-- amountSen, dueOn}]; the id of each row is the idempotency key of the whole by its first row.
CREATE OR REPLACE FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    answer jsonb;
    r record;
    held ledger.ceiling;
BEGIN
    PERFORM balai.require_post(county, 'county');
    answer := balai.claim(p_id, 'plan-disbursements', ledger.fingerprint(p_year::text, p_rows::text), county);
    IF answer IS NOT NULL THEN
        RETURN (answer ->> 'count')::integer;
    ELSIF jsonb_array_length(p_rows) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_rows) > 5000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 5000));
    END IF;
    FOR r IN SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'tranche')::integer AS tranche,
                    (x ->> 'amountSen')::numeric AS amount, (x ->> 'dueOn')::date AS due
               FROM jsonb_array_elements(p_rows) AS x ORDER BY 1, 2, 3 LOOP
        SELECT * INTO held FROM ledger.ceiling AS c
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund FOR NO KEY UPDATE;
        IF held.fund IS NULL THEN
            PERFORM balai.refuse('no-ceiling', jsonb_build_object('village', r.village, 'fund', coalesce(r.fund, '')));
        ELSIF r.amount < 1 OR r.tranche NOT BETWEEN 1 AND 24 THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object(
                'line', concat_ws(' ', r.village, r.fund), 'row', r.tranche));
        ELSIF extract(year FROM r.due) <> p_year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', r.due, 'year', p_year));
        ELSIF EXISTS (SELECT FROM ledger.disbursement AS d WHERE d.regency = p_regency AND d.village = r.village
                         AND d.year = p_year AND d.fund = r.fund AND d.tranche = r.tranche AND d.state <> 'cancelled') THEN
            PERFORM balai.refuse('tranche-planned', jsonb_build_object(
                'village', r.village, 'fund', r.fund, 'tranche', r.tranche));
        ELSIF held.planned_sen + r.amount > held.amount_sen THEN
            PERFORM balai.refuse('over-ceiling', jsonb_build_object('village', r.village, 'fund', r.fund,
                'ceilingSen', held.amount_sen, 'askedSen', least(held.planned_sen + r.amount, 9e18)::bigint));
        END IF;
        UPDATE ledger.ceiling AS c SET planned_sen = c.planned_sen + r.amount::bigint
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund;
        INSERT INTO ledger.disbursement (regency, village, year, id, fund, tranche, amount_sen, due_on, state, revision, person)
        VALUES (p_regency, r.village, p_year, ledger.new_id(), r.fund, r.tranche, r.amount::bigint, r.due, 'planned', 1,
                balai.person());
        PERFORM audit.record('plan-disbursement', r.village, 'disbursement', NULL, NULL, NULL, jsonb_build_object(
            'year', p_year, 'fund', r.fund, 'tranche', r.tranche, 'amountSen', r.amount, 'dueOn', r.due));
    END LOOP;
    answer := balai.keep(p_id, county, jsonb_build_object('count', jsonb_array_length(p_rows)));
    RETURN jsonb_array_length(p_rows);
END
$$;

CREATE OR REPLACE FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) RETURNS ledger.disbursement
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.disbursement;
BEGIN
    SELECT * INTO taken FROM ledger.disbursement AS d WHERE d.regency = balai.regency() AND d.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'disbursement', 'id', p_id));
    ELSIF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', taken.revision, 'state', taken.state));
    ELSIF taken.state <> 'planned' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', taken.state, 'verb', p_verb));
    END IF;
    RETURN taken;
END
$$;

-- A tranche that will not come; its amount is free under the ceiling again.
CREATE OR REPLACE FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.disbursement;
BEGIN
    PERFORM balai.require_post(balai.regency()::bigint * 1000000, 'county');
    taken := ledger.take_disbursement(p_id, p_revision, 'cancel');
    UPDATE ledger.ceiling AS c SET planned_sen = c.planned_sen - taken.amount_sen
     WHERE c.regency = taken.regency AND c.village = taken.village AND c.year = taken.year AND c.fund = taken.fund;
    UPDATE ledger.disbursement AS d SET state = 'cancelled', revision = d.revision + 1
     WHERE d.regency = taken.regency AND d.id = p_id;
    PERFORM audit.record('cancel-disbursement', taken.village, 'disbursement', p_id, to_jsonb(taken), NULL);
    RETURN true;
END
$$;

-- The money of a tranche is in the village account: the treasurer's receipt books it. p_id: the receipt's.
CREATE OR REPLACE FUNCTION ledger.receive_disbursement(
    p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text DEFAULT NULL)
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    village constant bigint := (SELECT d.village FROM ledger.disbursement AS d
                                 WHERE d.regency = balai.regency() AND d.id = p_disbursement);
    answer jsonb;
    taken ledger.disbursement;
    account text;
    source text;
BEGIN
    IF village IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'disbursement', 'id', p_disbursement));
    END IF;
    PERFORM ledger.require_post(village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'receive-disbursement',
        ledger.fingerprint(p_disbursement::text, p_revision::text, p_day::text, coalesce(p_account, '')), village);
    IF answer IS NULL THEN
        taken := ledger.take_disbursement(p_disbursement, p_revision, 'receive');
        -- Unless said otherwise, the fund source's first income account.
        SELECT f.name, coalesce(p_account, min(a.code)) INTO source, account
          FROM ledger.fund_source AS f
          LEFT JOIN ledger.account AS a ON a.regency = f.regency AND a.year = f.year AND a.level = 4
               AND a.code LIKE f.revenue_account || '.%'
         WHERE f.regency = taken.regency AND f.year = taken.year AND f.code = taken.fund GROUP BY f.name;
        answer := ledger.book_receipt(p_id, taken.village, taken.year, p_day, account, taken.fund, taken.amount_sen, '',
            concat(source, ' tahap ', taken.tranche), 'bank', NULL);
        UPDATE ledger.disbursement AS d SET state = 'received', revision = d.revision + 1, receipt_id = p_id
         WHERE d.regency = taken.regency AND d.id = p_disbursement;
        PERFORM audit.record('receive-disbursement', taken.village, 'disbursement', p_disbursement,
            jsonb_build_object('state', 'planned'), jsonb_build_object('state', 'received'));
        answer := balai.keep(p_id, taken.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

-- A receipt that was taken back: its tranche is on its way again.
CREATE OR REPLACE FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    UPDATE ledger.disbursement AS d SET state = 'planned', revision = d.revision + 1, receipt_id = NULL
     WHERE d.regency = p_regency AND d.receipt_id = p_receipt
$$;

-- The county's dated parameters of village money: what may be set, and in which form.
CREATE OR REPLACE FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF p_value IS NULL OR p_from IS NULL OR length(btrim(coalesce(p_basis, ''))) NOT BETWEEN 1 AND 200
       OR NOT (CASE p_key WHEN 'cash.hand-limit-sen' THEN p_value BETWEEN 0 AND ledger.largest_sen()
                         WHEN 'advance.working-days' THEN p_value BETWEEN 1 AND 200
                         WHEN 'tax.deposit-day' THEN p_value BETWEEN 1 AND 28
                         WHEN 'budget.refuse-over-ceiling' THEN p_value BETWEEN 0 AND 1 ELSE false END) THEN
        PERFORM balai.refuse('parameter-malformed', jsonb_build_object('key', left(coalesce(p_key, ''), 60)));
    END IF;
    INSERT INTO place.parameter AS p (regency, key, valid_from, value, basis)
    VALUES (p_regency, p_key, p_from, to_jsonb(p_value), btrim(p_basis))
    ON CONFLICT (regency, key, valid_from) DO UPDATE SET value = excluded.value, basis = excluded.basis;
    PERFORM audit.record('set-parameter', county, 'parameter', NULL, NULL, NULL,
        jsonb_build_object('key', p_key, 'from', p_from, 'value', p_value, 'basis', btrim(p_basis)));
    RETURN true;
END
$$;
ALTER FUNCTION place.set_money_parameter OWNER TO balai_wide;
REVOKE ALL ON FUNCTION place.set_money_parameter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.largest_sen TO balai_wide;

GRANT EXECUTE ON FUNCTION ledger.set_ceilings, ledger.plan_disbursements, ledger.cancel_disbursement,
    ledger.receive_disbursement, place.set_money_parameter TO balai_app;
