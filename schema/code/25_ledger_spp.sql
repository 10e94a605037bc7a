-- Payment requests (SPP): writing, changing and throwing away one that has not gone up yet.

-- Locks a request for a step.
CREATE OR REPLACE FUNCTION ledger.take_spp(p_id uuid) RETURNS ledger.spp
LANGUAGE plpgsql AS
$$
DECLARE
    taken ledger.spp;
BEGIN
    SELECT * INTO taken FROM ledger.spp AS s WHERE s.regency = balai.regency() AND s.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'spp', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[])
RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_spp.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_spp.revision, 'state', p_spp.state));
    ELSIF p_spp.state <> ALL (p_states) OR p_spp.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_spp.state, 'verb', p_verb));
    END IF;
END
$$;

-- The same step by the same person on the same revision: an answer that got lost on its way.
CREATE OR REPLACE FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT p_spp.revision > p_revision AND EXISTS (
        SELECT FROM ledger.spp_step AS s WHERE s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.revision = p_revision
           AND s.verb = p_verb AND s.person = balai.person())
$$;

-- Writes a step: state, person of the step, history, audit.
DROP FUNCTION IF EXISTS ledger.move_spp(ledger.spp, text, text, text, date, text);
CREATE OR REPLACE FUNCTION ledger.move_spp(
    p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text, p_facts jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE ledger.spp AS s
       SET state = p_state, revision = s.revision + 1,
           verifier = CASE p_verb WHEN 'verify' THEN balai.person() WHEN 'return' THEN NULL ELSE s.verifier END,
           verified_on = CASE p_verb WHEN 'verify' THEN p_day WHEN 'return' THEN NULL ELSE s.verified_on END,
           approver = CASE p_verb WHEN 'approve' THEN balai.person() ELSE s.approver END,
           approved_on = CASE p_verb WHEN 'approve' THEN p_day ELSE s.approved_on END,
           payer = CASE p_verb WHEN 'pay' THEN balai.person() ELSE s.payer END,
           paid_on = CASE p_verb WHEN 'pay' THEN p_day ELSE s.paid_on END,
           number = CASE WHEN p_verb = 'submit' AND s.number IS NULL
                         THEN ledger.next_number(s.village, s.year, 'spp') ELSE s.number END
     WHERE s.regency = p_spp.regency AND s.id = p_spp.id;
    INSERT INTO ledger.spp_step (regency, village, spp_id, revision, verb, person, role, day, note)
    VALUES (p_spp.regency, p_spp.village, p_spp.id, p_spp.revision, p_verb, balai.person(), p_role, p_day, coalesce(p_note, ''));
    PERFORM audit.record(p_verb || '-spp', p_spp.village, 'spp', p_spp.id,
        jsonb_build_object('state', p_spp.state, 'revision', p_spp.revision),
        jsonb_build_object('state', p_state, 'revision', p_spp.revision + 1), p_facts);
END
$$;

-- Locks the control rows of a request, in key order.
CREATE OR REPLACE FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM 1 FROM ledger.line_control AS c
       JOIN ledger.spp_line AS l ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
            AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
      WHERE l.regency = p_regency AND l.spp_id = p_spp
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE OF c;
END
$$;

-- Refuses the first line a request of this kind can't have. jsonb: [{activity, account, fund, subDetail?, amountSen}]
CREATE OR REPLACE FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    l record;
BEGIN
    IF p_kind NOT IN ('definitive', 'advance', 'financing') THEN
        PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', p_kind));
    ELSIF jsonb_array_length(p_lines) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_lines) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    ELSIF NOT EXISTS (SELECT FROM ledger.budget_version AS v WHERE v.regency = p_village / 1000000 AND v.village = p_village
                         AND v.year = p_year AND v.state = 'posted') THEN
        PERFORM balai.refuse('no-posted-budget', jsonb_build_object('year', p_year));
    END IF;
    FOR l IN
        SELECT n.*, c.activity IS NOT NULL AS is_budgeted, concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same, sum(n.amount) OVER () AS total
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::numeric AS amount
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.line_control AS c ON c.regency = p_village / 1000000 AND c.village = p_village AND c.year = p_year
               AND c.activity = n.activity AND c.account = n.account AND c.fund = n.fund AND c.sub_detail = n.sub
         ORDER BY n.activity, n.account, n.fund, n.sub
    LOOP
        IF NOT l.is_budgeted OR (l.account LIKE '5.%') <> (p_kind <> 'financing') THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.amount < 1 OR l.total > ledger.largest_sen() THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', l.line, 'row', 0));
        END IF;
    END LOOP;
END
$$;

-- Puts the lines of a request in place of its older ones and holds their sum against each budget line.
CREATE OR REPLACE FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb)
RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    fitting integer;
BEGIN
    -- An earlier statement locks, in key order; the ones after it see what the locks let through.
    PERFORM 1 FROM ledger.line_control AS c
      WHERE c.regency = p_regency AND c.village = p_village AND c.year = p_year
        AND ((c.activity, c.account, c.fund, c.sub_detail) IN (
                SELECT r ->> 'activity', r ->> 'account', r ->> 'fund', coalesce(r ->> 'subDetail', '01')
                  FROM jsonb_array_elements(p_lines) AS r)
             OR (c.activity, c.account, c.fund, c.sub_detail) IN (
                SELECT l.activity, l.account, l.fund, l.sub_detail FROM ledger.spp_line AS l
                 WHERE l.regency = p_regency AND l.spp_id = p_spp))
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    PERFORM ledger.release_request(p_regency, p_spp);
    DELETE FROM ledger.spp_line AS l WHERE l.regency = p_regency AND l.spp_id = p_spp;
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT p_regency, p_village, p_year, p_spp, r ->> 'activity', r ->> 'account', r ->> 'fund',
           coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_lines) AS r;
    PERFORM ledger.require_within_budget(p_regency, p_spp, true);
    UPDATE ledger.line_control AS c SET requested_sen = c.requested_sen + l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_regency AND l.spp_id = p_spp AND c.regency = l.regency AND c.village = l.village AND c.year = l.year
       AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
       AND c.requested_sen + c.reserved_sen + c.posted_sen + l.amount_sen <= c.limit_sen;
    GET DIAGNOSTICS fitting = ROW_COUNT;
    IF fitting <> jsonb_array_length(p_lines) THEN
        RAISE EXCEPTION 'a control row changed under its lock';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger.release_request(p_regency integer, p_spp uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    UPDATE ledger.line_control AS c SET requested_sen = c.requested_sen - l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_regency AND l.spp_id = p_spp AND c.regency = l.regency AND c.village = l.village AND c.year = l.year
       AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
$$;

-- Refuses over-budget with the first line, in key order, that can't take what the request asks. The caller holds the locks.
CREATE OR REPLACE FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    short record;
BEGIN
    SELECT concat_ws(' ', c.activity, c.account, c.fund, c.sub_detail) AS line, l.amount_sen AS asked,
           c.limit_sen - c.reserved_sen - c.posted_sen
               - CASE WHEN p_with_requested THEN c.requested_sen ELSE 0 END AS remaining
      INTO short
      FROM ledger.spp_line AS l
      JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
           AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
     WHERE l.regency = p_regency AND l.spp_id = p_spp
       AND l.amount_sen > c.limit_sen - c.reserved_sen - c.posted_sen
           - CASE WHEN p_with_requested THEN c.requested_sen ELSE 0 END
     ORDER BY c.activity, c.account, c.fund, c.sub_detail LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('over-budget', jsonb_build_object(
            'line', short.line, 'remainingSen', greatest(0, short.remaining), 'askedSen', short.asked));
    END IF;
END
$$;

-- A manager (PKA) asks for money of posted budget lines.
CREATE OR REPLACE FUNCTION ledger.create_spp(
    p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'manager');
    answer := balai.claim(p_id, 'create-spp', ledger.fingerprint(p_village::text, p_year::text, p_kind, p_day::text, p_purpose,
        p_payee, p_lines::text), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_purpose(p_purpose, p_payee);
        PERFORM ledger.require_spp_lines(p_village, p_year, p_kind, p_lines);
        INSERT INTO ledger.spp (regency, village, year, id, kind, state, revision, book_date, purpose, payee, amount_sen, origin,
                                requester)
        VALUES (in_regency, p_village, p_year, p_id, p_kind, 'draft', 1, p_day, btrim(p_purpose), btrim(p_payee),
                ledger.sum_of(p_lines), 'entered', balai.person());
        PERFORM ledger.request_lines(in_regency, p_village, p_year, p_id, p_lines);
        INSERT INTO ledger.spp_step (regency, village, spp_id, revision, verb, person, role, day)
        VALUES (in_regency, p_village, p_id, 0, 'create', balai.person(), 'manager', p_day);
        PERFORM audit.record('create-spp', p_village, 'spp', p_id, NULL,
            jsonb_build_object('kind', p_kind, 'day', p_day, 'lines', p_lines));
        PERFORM balai.keep(p_id, p_village, '{}'::jsonb);
    END IF;
    RETURN QUERY SELECT p_id, 1, 'draft', NULL::integer;
END
$$;

CREATE OR REPLACE FUNCTION ledger.sum_of(p_lines jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT sum((r ->> 'amountSen')::bigint)::bigint FROM jsonb_array_elements(p_lines) AS r $$;

CREATE OR REPLACE FUNCTION ledger.require_purpose(p_purpose text, p_payee text) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    IF length(btrim(p_purpose)) NOT BETWEEN 1 AND 500 OR length(p_payee) > 200 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', '', 'row', 0));
    END IF;
END
$$;

-- Changes a draft or a returned request; only the person who asked.
CREATE OR REPLACE FUNCTION ledger.save_spp(
    p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'save') THEN
        PERFORM ledger.require_post(spp.village, p_day, 'manager');
        PERFORM ledger.require_spp(spp, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_day(spp.village, spp.year, p_day);
        PERFORM ledger.require_purpose(p_purpose, p_payee);
        PERFORM ledger.require_spp_lines(spp.village, spp.year, spp.kind, p_lines);
        PERFORM ledger.request_lines(spp.regency, spp.village, spp.year, p_id, p_lines);
        UPDATE ledger.spp AS s SET book_date = p_day, purpose = btrim(p_purpose), payee = btrim(p_payee),
               amount_sen = ledger.sum_of(p_lines)
         WHERE s.regency = spp.regency AND s.id = p_id;
        PERFORM ledger.move_spp(spp, 'save', spp.state, 'manager', p_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, spp.state, spp.number;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_requester(p_spp ledger.spp) RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_spp.requester IS DISTINCT FROM balai.person() THEN
        PERFORM balai.refuse('not-requester', jsonb_build_object('id', p_spp.id));
    END IF;
END
$$;

-- Throws a draft away that was never submitted.
CREATE OR REPLACE FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
BEGIN
    PERFORM balai.require_post(spp.village, 'manager');
    PERFORM ledger.require_spp(spp, p_revision, 'delete', 'draft');
    PERFORM ledger.require_requester(spp);
    PERFORM ledger.lock_spp_lines(spp.regency, p_id);
    PERFORM ledger.release_request(spp.regency, p_id);
    DELETE FROM ledger.spp AS s WHERE s.regency = spp.regency AND s.id = p_id;
    PERFORM audit.record('delete-spp', spp.village, 'spp', p_id, to_jsonb(spp), NULL);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.create_spp, ledger.save_spp, ledger.delete_spp TO balai_app;
