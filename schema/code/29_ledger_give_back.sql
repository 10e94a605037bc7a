-- Money that comes back to the treasurer: the unspent rest of an advance, and spending that a payee returns in the same year.

-- p_kind advance-return: the rest of a paid advance. refund: of a paid request's lines, or of what an advance settled; the
-- budget line can be spent again. lines: [{activity, account, fund, subDetail?, amountSen}]
CREATE OR REPLACE FUNCTION ledger.give_back(
    p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb)
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    held_in constant text := ledger.cash_account(p_place);
    answer jsonb;
BEGIN
    PERFORM ledger.require_post(spp.village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'give-back', ledger.fingerprint(p_spp::text, p_kind, p_day::text, p_place, p_payer,
        p_description, p_lines::text), spp.village);
    IF answer IS NULL THEN
        IF p_kind = 'advance-return' THEN
            spp := ledger.take_advance(p_spp, 'give-back');
        ELSIF p_kind <> 'refund' OR spp.kind = 'financing' THEN
            PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', spp.kind));
        ELSIF spp.state NOT IN ('paid', 'settled') OR spp.origin = 'imported' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'refund'));
        END IF;
        PERFORM ledger.require_step_day(spp, p_day, spp.paid_on);
        PERFORM ledger.require_purpose(p_description, p_payer);
        PERFORM ledger.require_open_lines(spp, p_kind, p_lines);
        IF p_kind = 'refund' THEN
            PERFORM ledger.move_refund(spp, p_lines, 1);
        ELSE
            PERFORM ledger.move_advance(spp, p_lines, false);
        END IF;
        answer := ledger.post_give_back(spp, p_id, p_kind, p_day, p_place, p_payer, p_description, p_lines);
        IF p_kind = 'advance-return' THEN
            PERFORM ledger.close_advance(spp, p_day);
        END IF;
        PERFORM audit.record(p_kind, spp.village, 'give-back', p_id, NULL,
            answer || jsonb_build_object('spp', p_spp, 'lines', p_lines));
        answer := balai.keep(p_id, spp.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

-- A refund takes from what the lines have posted (sign 1); taking the refund back adds to it again (sign -1), within the budget.
CREATE OR REPLACE FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    l record;
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    FOR l IN SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                    coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::bigint AS amount
               FROM jsonb_array_elements(p_lines) AS r ORDER BY 1, 2, 3, 4 LOOP
        PERFORM ledger.spend_line(p_spp.village, p_spp.year, l.activity, l.account, l.fund, l.sub, -p_sign * l.amount);
        UPDATE ledger.spp_line AS s SET refunded_sen = s.refunded_sen + p_sign * l.amount
         WHERE s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.activity = l.activity AND s.account = l.account
           AND s.fund = l.fund AND s.sub_detail = l.sub;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ledger.post_give_back(
    p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    given constant integer := ledger.next_number(p_spp.village, p_spp.year, p_kind);
    booked bigint;
    f record;
BEGIN
    INSERT INTO ledger.give_back (regency, village, year, id, spp_id, kind, number, book_date, place, payer, description,
                                  amount_sen, person)
    VALUES (p_spp.regency, p_spp.village, p_spp.year, p_id, p_spp.id, p_kind, given, p_day, p_place, btrim(p_payer),
            btrim(p_description), ledger.sum_of(p_lines), balai.person());
    FOR f IN SELECT r ->> 'fund' AS fund, sum((r ->> 'amountSen')::bigint)::bigint AS amount
               FROM jsonb_array_elements(p_lines) AS r GROUP BY 1 ORDER BY 1 LOOP
        PERFORM ledger.move_cash(p_spp.village, p_spp.year, f.fund, p_place, f.amount);
    END LOOP;
    booked := ledger.write_entry(entry, p_spp.village, p_spp.year, p_day, p_kind, p_id, NULL, btrim(p_description));
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_spp.village, p_spp.year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_spp.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub),
           n.account, n.activity, n.fund, n.sub, n.amount
      FROM (SELECT 1 AS rank, held_in AS account, '0.0.00' AS activity, r ->> 'fund' AS fund, '01' AS sub,
                   sum((r ->> 'amountSen')::bigint)::bigint AS amount FROM jsonb_array_elements(p_lines) AS r GROUP BY 4
            UNION ALL
            SELECT 2, CASE p_kind WHEN 'refund' THEN r ->> 'account' ELSE '1.1.2.07' END, r ->> 'activity', r ->> 'fund',
                   CASE p_kind WHEN 'refund' THEN coalesce(r ->> 'subDetail', '01') ELSE '01' END,
                   -(r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r) AS n;
    INSERT INTO ledger.give_back_line (regency, village, give_back_id, activity, account, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_id, r ->> 'activity', r ->> 'account', r ->> 'fund',
           coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r;
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

GRANT EXECUTE ON FUNCTION ledger.give_back TO balai_app;
