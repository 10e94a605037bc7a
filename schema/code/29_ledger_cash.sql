-- Bank mutations: money between the village account and the treasurer's hand, bank interest, bank fees.

-- withdraw: account to hand; deposit: hand to account; interest: the bank adds (4.3.6); fee: the bank takes, also its tax on
-- interest, from a posted line of 5.2.5. p_line: {activity, account, subDetail} for a fee, {account} for interest.
CREATE OR REPLACE FUNCTION ledger.book_cash_move(
    p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text,
    p_line jsonb DEFAULT '{}')
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    answer jsonb;
    move ledger.cash_move;
    booked bigint;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'book-cash-move', ledger.fingerprint(p_village::text, p_year::text, p_kind, p_day::text, p_fund,
        p_amount_sen::text, p_description, p_line::text), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_cash_move(p_village, p_year, p_kind, p_fund, p_amount_sen, p_description, p_line);
        IF p_kind = 'fee' THEN
            PERFORM ledger.spend_line(p_village, p_year, p_line ->> 'activity', p_line ->> 'account', p_fund,
                coalesce(p_line ->> 'subDetail', '01'), p_amount_sen);
        END IF;
        INSERT INTO ledger.cash_move (regency, village, year, id, number, kind, book_date, fund, activity, account, sub_detail,
                                      amount_sen, description, person)
        VALUES ((p_village / 1000000)::integer, p_village, p_year, p_id, ledger.next_number(p_village, p_year, 'move'), p_kind,
                p_day, p_fund, CASE p_kind WHEN 'fee' THEN p_line ->> 'activity' ELSE '0.0.00' END,
                CASE p_kind WHEN 'fee' THEN p_line ->> 'account' WHEN 'interest' THEN coalesce(p_line ->> 'account', '4.3.6.01')
                     ELSE '' END,
                CASE p_kind WHEN 'fee' THEN coalesce(p_line ->> 'subDetail', '01') ELSE '01' END,
                p_amount_sen, btrim(p_description), balai.person())
        RETURNING * INTO move;
        booked := ledger.post_cash_move(move);
        PERFORM audit.record('book-cash-move', p_village, 'cash-move', p_id, NULL,
            jsonb_build_object('kind', p_kind, 'fund', p_fund, 'amountSen', p_amount_sen, 'entry', booked));
        answer := balai.keep(p_id, p_village, jsonb_build_object('number', move.number, 'entry', booked));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_cash_move(
    p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb)
RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    IF p_kind NOT IN ('withdraw', 'deposit', 'interest', 'fee') THEN
        PERFORM balai.refuse('unknown-move', jsonb_build_object('kind', left(p_kind, 40)));
    ELSIF p_amount_sen NOT BETWEEN 1 AND ledger.largest_sen() THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_fund, 'row', 0));
    ELSIF length(btrim(p_description)) NOT BETWEEN 1 AND 500 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', p_fund, 'row', 0));
    ELSIF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                       WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund));
    ELSIF p_kind = 'interest' AND NOT EXISTS (
        SELECT FROM ledger.account AS a WHERE a.regency = in_regency AND a.year = p_year AND a.level = 4
           AND a.code = coalesce(p_line ->> 'account', '4.3.6.01') AND a.code LIKE '4.3.6.%') THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', coalesce(p_line ->> 'account', '4.3.6.01')));
    ELSIF p_kind = 'fee' AND coalesce(p_line ->> 'account', '') NOT LIKE '5.2.5.%' THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', coalesce(p_line ->> 'account', '')));
    END IF;
END
$$;

-- Cash and journal of a bank mutation; answers the journal number.
CREATE OR REPLACE FUNCTION ledger.post_cash_move(p_move ledger.cash_move) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entry constant uuid := ledger.new_id();
    amount constant bigint := p_move.amount_sen;
    booked bigint;
BEGIN
    -- What leaves goes first: one place of the same fund fills the other.
    CASE p_move.kind
        WHEN 'withdraw' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', -amount),
                    ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'cash', amount);
        WHEN 'deposit' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'cash', -amount),
                    ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', amount);
        WHEN 'interest' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', amount);
        ELSE
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', -amount);
    END CASE;
    booked := ledger.write_entry(entry, p_move.village, p_move.year, p_move.book_date,
        CASE WHEN p_move.kind IN ('withdraw', 'deposit') THEN 'move' ELSE p_move.kind END, p_move.id, NULL, p_move.description);
    IF p_move.kind = 'withdraw' THEN
        PERFORM ledger.require_hand_limit(p_move.village, p_move.year, p_move.book_date);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_move.regency, p_move.village, p_move.year, entry, n.ordinal, n.account, n.activity, p_move.fund, n.sub, n.amount
      FROM (SELECT 1 AS ordinal, CASE p_move.kind WHEN 'withdraw' THEN '1.1.1.01' WHEN 'fee' THEN p_move.account
                                      ELSE '1.1.1.02' END AS account,
                   p_move.activity AS activity, p_move.sub_detail AS sub, amount AS amount
            UNION ALL
            SELECT 2, CASE p_move.kind WHEN 'deposit' THEN '1.1.1.01' WHEN 'interest' THEN p_move.account ELSE '1.1.1.02' END,
                   '0.0.00', '01', -amount) AS n;
    RETURN booked;
END
$$;

-- Spends of a posted line without a request, or (negative) gives back to it; refuses line-not-budgeted and over-budget.
CREATE OR REPLACE FUNCTION ledger.spend_line(
    p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    line constant text := concat_ws(' ', p_activity, p_account, p_fund, p_sub);
    held ledger.line_control;
BEGIN
    SELECT * INTO held FROM ledger.line_control AS c
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity
       AND c.account = p_account AND c.fund = p_fund AND c.sub_detail = p_sub FOR NO KEY UPDATE;
    IF held.activity IS NULL THEN
        PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', line));
    ELSIF held.reserved_sen + held.posted_sen + p_amount_sen > held.limit_sen THEN
        PERFORM balai.refuse('over-budget', jsonb_build_object('line', line,
            'remainingSen', held.limit_sen - held.reserved_sen - held.posted_sen, 'askedSen', p_amount_sen));
    END IF;
    UPDATE ledger.line_control AS c SET posted_sen = c.posted_sen + p_amount_sen
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity
       AND c.account = p_account AND c.fund = p_fund AND c.sub_detail = p_sub;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.book_cash_move TO balai_app;
