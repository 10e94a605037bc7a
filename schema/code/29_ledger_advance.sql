-- Advances (panjar): what was spent is accounted for (SPJ) line by line, the rest is brought back. Until then the lines of a
-- paid advance stay reserved. The request's row is the lock of all of it.

-- Refuses lines that a settlement or return of an advance can't have: the lines must be the request's own, and take at most
-- what is still open of each. lines: [{activity, account, fund, subDetail?, amountSen}]
CREATE OR REPLACE FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    l record;
BEGIN
    IF jsonb_array_length(p_lines) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_lines) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    END IF;
    FOR l IN
        SELECT n.*, s.spp_id IS NOT NULL AS is_own, concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same,
               CASE WHEN p_kind = 'refund'
                    THEN CASE p_spp.kind WHEN 'advance' THEN s.settled_sen ELSE s.amount_sen END - s.refunded_sen
                    ELSE s.amount_sen - s.settled_sen - s.given_back_sen END AS open
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::numeric AS amount
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.spp_line AS s ON s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.activity = n.activity
               AND s.account = n.account AND s.fund = n.fund AND s.sub_detail = n.sub
         ORDER BY n.activity COLLATE "C", n.account COLLATE "C", n.fund COLLATE "C", n.sub COLLATE "C"
    LOOP
        IF NOT l.is_own THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.amount < 1 OR l.amount > ledger.largest_sen() THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', l.line, 'row', 0));
        ELSIF l.amount > l.open THEN
            PERFORM balai.refuse('over-advance', jsonb_build_object(
                'line', l.line, 'remainingSen', l.open, 'askedSen', l.amount::bigint));
        END IF;
    END LOOP;
END
$$;

-- The advance of a settlement or return, locked: paid, and not settled yet.
CREATE OR REPLACE FUNCTION ledger.take_advance(p_spp uuid, p_verb text) RETURNS ledger.spp
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
BEGIN
    IF spp.kind <> 'advance' THEN
        PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', spp.kind));
    ELSIF spp.state <> 'paid' OR spp.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', p_verb));
    END IF;
    RETURN spp;
END
$$;

-- The manager who asked accounts for what was spent of the advance.
CREATE OR REPLACE FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    answer jsonb;
BEGIN
    PERFORM ledger.require_post(spp.village, p_day, 'manager');
    answer := balai.claim(p_id, 'submit-settlement',
        ledger.fingerprint(p_spp::text, p_day::text, p_description, p_lines::text), spp.village);
    IF answer IS NULL THEN
        spp := ledger.take_advance(p_spp, 'settle');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_step_day(spp, p_day, spp.paid_on);
        PERFORM ledger.require_purpose(p_description, '');
        IF EXISTS (SELECT FROM ledger.settlement AS s WHERE s.regency = spp.regency AND s.spp_id = p_spp
                      AND s.state IN ('submitted', 'verified', 'approved')) THEN
            PERFORM balai.refuse('settlement-open', '{}');
        END IF;
        PERFORM ledger.require_open_lines(spp, 'settlement', p_lines);
        answer := jsonb_build_object('number', ledger.next_number(spp.village, spp.year, 'settlement'));
        INSERT INTO ledger.settlement (regency, village, year, id, spp_id, number, state, revision, book_date, description,
                                       amount_sen, requester)
        VALUES (spp.regency, spp.village, spp.year, p_id, p_spp, (answer ->> 'number')::integer, 'submitted', 1, p_day,
                btrim(p_description), ledger.sum_of(p_lines), balai.person());
        INSERT INTO ledger.settlement_line (regency, village, settlement_id, activity, account, fund, sub_detail, amount_sen)
        SELECT spp.regency, spp.village, p_id, r ->> 'activity', r ->> 'account', r ->> 'fund',
               coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r;
        PERFORM audit.record('submit-settlement', spp.village, 'settlement', p_id, NULL,
            jsonb_build_object('spp', p_spp, 'day', p_day, 'lines', p_lines));
        answer := balai.keep(p_id, spp.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, 1, 'submitted', (answer ->> 'number')::integer;
END
$$;

-- Locks the advance, then its settlement.
CREATE OR REPLACE FUNCTION ledger.take_settlement(p_id uuid) RETURNS ledger.settlement
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement;
BEGIN
    SELECT * INTO taken FROM ledger.settlement AS s WHERE s.regency = balai.regency() AND s.id = p_id;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'settlement', 'id', p_id));
    END IF;
    PERFORM ledger.take_spp(taken.spp_id);
    SELECT * INTO taken FROM ledger.settlement AS s WHERE s.regency = balai.regency() AND s.id = p_id FOR NO KEY UPDATE;
    RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_settlement(
    p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
DECLARE
    earlier constant text := CASE balai.person() WHEN p_settlement.requester THEN 'submit'
        WHEN p_settlement.verifier THEN 'verify' WHEN p_settlement.approver THEN 'approve' END;
BEGIN
    IF p_settlement.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_settlement.revision, 'state', p_settlement.state));
    ELSIF p_settlement.state <> ALL (p_states) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_settlement.state, 'verb', p_verb));
    ELSIF earlier IS NOT NULL AND p_verb <> 'return' THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', earlier, 'role', p_role));
    END IF;
END
$$;

-- The secretary checked the receipts.
CREATE OR REPLACE FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'verified' AND taken.verifier = balai.person()) THEN
        PERFORM ledger.require_post(taken.village, on_day, 'secretary');
        PERFORM ledger.require_settlement(taken, p_revision, 'verify', 'secretary', 'submitted');
        PERFORM ledger.require_day(taken.village, taken.year, on_day);
        IF on_day < taken.book_date THEN
            PERFORM balai.refuse('date-before-step', jsonb_build_object('day', on_day, 'earliest', taken.book_date));
        END IF;
        UPDATE ledger.settlement AS s SET state = 'verified', revision = s.revision + 1, verifier = balai.person(),
               verified_on = on_day WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM audit.record('verify-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'verified'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'verified', taken.number;
END
$$;

-- The head approves what was spent; then the treasurer may book it.
CREATE OR REPLACE FUNCTION ledger.approve_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'approved' AND taken.approver = balai.person()) THEN
        PERFORM ledger.require_post(taken.village, on_day, 'head');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_settlement(taken, p_revision, 'approve', 'head', 'verified');
        PERFORM ledger.require_day(taken.village, taken.year, on_day);
        IF on_day < taken.verified_on THEN
            PERFORM balai.refuse('date-before-step', jsonb_build_object('day', on_day, 'earliest', taken.verified_on));
        END IF;
        UPDATE ledger.settlement AS s SET state = 'approved', revision = s.revision + 1, approver = balai.person(),
               approved_on = on_day WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM audit.record('approve-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'approved'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'approved', taken.number;
END
$$;

-- Back to the manager, who makes another one; the number stays used. Also an approved one: its advance may have changed since.
CREATE OR REPLACE FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'returned') THEN
        IF taken.requester = balai.person() THEN
            PERFORM balai.require_post(taken.village, 'manager');
        ELSE
            PERFORM balai.require_post(taken.village, 'secretary', 'head', 'treasurer');
        END IF;
        PERFORM ledger.require_settlement(taken, p_revision, 'return', 'secretary', 'submitted', 'verified', 'approved');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'return'));
        END IF;
        UPDATE ledger.settlement AS s SET state = 'returned', revision = s.revision + 1, note = btrim(p_reason)
         WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM audit.record('return-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'returned'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'returned', taken.number;
END
$$;

-- The treasurer books the settlement: reserved becomes spent, the claim on the manager (1.1.2.07) goes down. Taxes withheld
-- come in where the manager handed them over.
CREATE OR REPLACE FUNCTION ledger.book_settlement(
    p_id uuid, p_revision integer, p_day date DEFAULT NULL, p_place text DEFAULT 'cash', p_taxes jsonb DEFAULT '[]')
RETURNS TABLE (id uuid, revision integer, state text, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
    spp ledger.spp;
    lines jsonb;
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'booked' AND taken.booker = balai.person()) THEN
        PERFORM ledger.require_post(taken.village, on_day, 'treasurer');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_settlement(taken, p_revision, 'book', 'treasurer', 'approved');
        spp := ledger.take_advance(taken.spp_id, 'settle');
        PERFORM ledger.require_step_day(spp, on_day, taken.approved_on);
        SELECT jsonb_agg(jsonb_build_object('activity', l.activity, 'account', l.account, 'fund', l.fund,
                                            'subDetail', l.sub_detail, 'amountSen', l.amount_sen)) INTO lines
          FROM ledger.settlement_line AS l WHERE l.regency = taken.regency AND l.settlement_id = p_id;
        PERFORM ledger.require_open_lines(spp, 'settlement', lines);
        PERFORM ledger.require_taxes(spp.village, on_day, p_taxes, (
            SELECT jsonb_object_agg(n.fund, n.amount) FROM (
                SELECT l.fund, sum(l.amount_sen)::bigint AS amount FROM ledger.settlement_line AS l
                 WHERE l.regency = taken.regency AND l.settlement_id = p_id GROUP BY l.fund) AS n));
        PERFORM ledger.cash_account(p_place);
        PERFORM ledger.withhold(spp.village, spp.year, p_id, on_day, p_taxes);
        PERFORM ledger.move_advance(spp, lines, true);
        PERFORM ledger.post_settlement(taken, on_day, p_place);
        UPDATE ledger.settlement AS s SET state = 'booked', revision = s.revision + 1, booker = balai.person(), place = p_place,
               booked_on = on_day WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM ledger.close_advance(spp, on_day);
        PERFORM audit.record('book-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'booked'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'booked', taken.number, e.number FROM ledger.entry AS e
                  WHERE e.regency = taken.regency AND e.document_id = p_id AND e.kind = 'settlement';
END
$$;

-- Accounts for lines of an advance: spent (reserved becomes posted), or brought back (reserved is free again).
CREATE OR REPLACE FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    UPDATE ledger.spp_line AS l
       SET settled_sen = l.settled_sen + CASE WHEN p_is_spent THEN (r ->> 'amountSen')::bigint ELSE 0 END,
           given_back_sen = l.given_back_sen + CASE WHEN p_is_spent THEN 0 ELSE (r ->> 'amountSen')::bigint END
      FROM jsonb_array_elements(p_lines) AS r
     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND l.activity = r ->> 'activity' AND l.account = r ->> 'account'
       AND l.fund = r ->> 'fund' AND l.sub_detail = coalesce(r ->> 'subDetail', '01');
    UPDATE ledger.line_control AS c
       SET reserved_sen = c.reserved_sen - (r ->> 'amountSen')::bigint,
           posted_sen = c.posted_sen + CASE WHEN p_is_spent THEN (r ->> 'amountSen')::bigint ELSE 0 END
      FROM jsonb_array_elements(p_lines) AS r
     WHERE c.regency = p_spp.regency AND c.village = p_spp.village AND c.year = p_spp.year AND c.activity = r ->> 'activity'
       AND c.account = r ->> 'account' AND c.fund = r ->> 'fund' AND c.sub_detail = coalesce(r ->> 'subDetail', '01');
END
$$;

CREATE OR REPLACE FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entry constant uuid := ledger.new_id();
    in_regency constant integer := p_settlement.regency;
    held_in constant text := ledger.cash_account(p_place);
    f record;
BEGIN
    FOR f IN SELECT w.fund, sum(w.amount_sen)::bigint AS amount FROM ledger.withholding AS w
              WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held'
              GROUP BY w.fund ORDER BY w.fund LOOP
        PERFORM ledger.move_cash(p_settlement.village, p_settlement.year, f.fund, p_place, f.amount);
    END LOOP;
    PERFORM ledger.write_entry(entry, p_settlement.village, p_settlement.year, p_day, 'settlement', p_settlement.id, NULL,
        p_settlement.description);
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_settlement.village, p_settlement.year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT in_regency, p_settlement.village, p_settlement.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub_detail),
           n.account, n.activity, n.fund, n.sub_detail, n.amount
      FROM (SELECT 1 AS rank, l.account, l.activity, l.fund, l.sub_detail, l.amount_sen AS amount
              FROM ledger.settlement_line AS l WHERE l.regency = in_regency AND l.settlement_id = p_settlement.id
            UNION ALL
            SELECT 2, '1.1.2.07', l.activity, l.fund, '01', -sum(l.amount_sen)::bigint FROM ledger.settlement_line AS l
             WHERE l.regency = in_regency AND l.settlement_id = p_settlement.id GROUP BY l.activity, l.fund
            UNION ALL
            SELECT 3, held_in, '0.0.00', w.fund, '01', sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held' GROUP BY w.fund
            UNION ALL
            SELECT 4, w.account, '0.0.00', w.fund, '01', -sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held'
             GROUP BY w.account, w.fund) AS n;
END
$$;

-- An advance of which nothing is open is settled.
CREATE OR REPLACE FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger.spp_line AS l WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                      AND l.settled_sen + l.given_back_sen < l.amount_sen) THEN
        PERFORM ledger.move_spp(p_spp, 'settle', 'settled', 'treasurer', p_day, '');
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.submit_settlement, ledger.verify_settlement, ledger.approve_settlement,
    ledger.return_settlement, ledger.book_settlement TO balai_app;
