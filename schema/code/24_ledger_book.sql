-- The journal: one place that numbers entries, income receipts, reversals.

-- Writes an entry without its postings and returns its journal number. The village's year row stays locked until commit,
-- so numbers have no gaps; it is always the last lock a function takes.
CREATE OR REPLACE FUNCTION ledger.write_entry(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken bigint;
BEGIN
    UPDATE ledger.village_year AS y SET last_entry_number = y.last_entry_number + 1
     WHERE y.regency = p_village / 1000000 AND y.village = p_village AND y.year = p_year AND y.state = 'open'
    RETURNING y.last_entry_number INTO taken;
    IF taken IS NULL THEN
        PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
    END IF;
    INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, reverses, description,
                              person, origin)
    VALUES ((p_village / 1000000)::integer, p_village, p_year, p_id, taken, p_day, p_kind, p_document, p_reverses,
            p_description, balai.person(), 'entered');
    RETURN taken;
END
$$;

-- Adds to (or takes from) a fund's cash; refuses cash-short with what remains.
CREATE OR REPLACE FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_amount_sen bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    held bigint;
BEGIN
    IF p_amount_sen > 0 THEN
        INSERT INTO ledger.cash_control (regency, village, year, fund) VALUES (in_regency, p_village, p_year, p_fund)
        ON CONFLICT DO NOTHING;
    END IF;
    PERFORM 1 FROM ledger.cash_control AS c
      WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund FOR NO KEY UPDATE;
    UPDATE ledger.cash_control AS c SET cash_sen = c.cash_sen + p_amount_sen
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund
       AND (p_amount_sen > 0 OR c.cash_sen + p_amount_sen >= 0)
       AND c.cash_sen::numeric + p_amount_sen <= ledger.largest_sen();
    IF NOT FOUND THEN
        SELECT c.cash_sen INTO held FROM ledger.cash_control AS c
         WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund;
        IF p_amount_sen > 0 THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_fund, 'row', 0));
        END IF;
        PERFORM balai.refuse('cash-short', jsonb_build_object(
            'fund', p_fund, 'remainingSen', coalesce(held, 0), 'askedSen', -p_amount_sen));
    END IF;
END
$$;

-- Income (TBP): money of one fund source arrives in the village account. 6.1.1.01 brings last year's rest (SiLPA) in.
CREATE OR REPLACE FUNCTION ledger.receive_income(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint,
    p_payer text, p_description text)
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    entry constant uuid := ledger.new_id();
    answer jsonb;
    given integer;
    booked bigint;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'receive-income', ledger.fingerprint(p_village::text, p_year::text, p_day::text, p_account,
        p_fund, p_amount_sen::text, p_payer, p_description), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        IF p_amount_sen NOT BETWEEN 1 AND ledger.largest_sen() THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_account, 'row', 0));
        ELSIF length(btrim(p_description)) NOT BETWEEN 1 AND 500 OR length(p_payer) > 200 THEN
            PERFORM balai.refuse('description-missing', jsonb_build_object('line', p_account, 'row', 0));
        ELSIF NOT EXISTS (SELECT FROM ledger.account AS a WHERE a.regency = in_regency AND a.year = p_year
                             AND a.code = p_account AND a.level = 4 AND a.code ~ '^(4\.|6\.1\.)') THEN
            PERFORM balai.refuse('unknown-account', jsonb_build_object('account', p_account));
        ELSIF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                           WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
            PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund));
        END IF;
        given := ledger.next_number(p_village, p_year, 'receipt');
        INSERT INTO ledger.receipt (regency, village, year, id, number, book_date, account, fund, amount_sen, payer, description,
                                    person, origin)
        VALUES (in_regency, p_village, p_year, p_id, given, p_day, p_account, p_fund, p_amount_sen, btrim(p_payer),
                btrim(p_description), balai.person(), 'entered');
        PERFORM ledger.move_cash(p_village, p_year, p_fund, p_amount_sen);
        booked := ledger.write_entry(entry, p_village, p_year, p_day, 'receipt', p_id, NULL, btrim(p_description));
        INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
        VALUES (in_regency, p_village, p_year, entry, 1, '1.1.1.02', '0.0.00', p_fund, p_amount_sen),
               (in_regency, p_village, p_year, entry, 2, p_account, '0.0.00', p_fund, -p_amount_sen);
        PERFORM audit.record('receive-income', p_village, 'receipt', p_id, NULL,
            jsonb_build_object('account', p_account, 'fund', p_fund, 'amountSen', p_amount_sen, 'entry', booked));
        answer := balai.keep(p_id, p_village, jsonb_build_object('number', given, 'entry', booked));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

-- A correction: a new entry with every posting turned round, that names the old one and says why.
CREATE OR REPLACE FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text)
RETURNS TABLE (id uuid, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old ledger.entry;
    answer jsonb;
    booked bigint;
    f record;
BEGIN
    SELECT * INTO old FROM ledger.entry AS e WHERE e.regency = balai.regency() AND e.id = p_entry;
    IF old.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'entry', 'id', p_entry));
    END IF;
    PERFORM ledger.require_post(old.village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'reverse-entry', ledger.fingerprint(p_entry::text, p_day::text, p_reason), old.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(old.village, old.year, p_day);
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 500 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'reverse'));
        ELSIF old.kind = 'reversal' OR old.origin = 'imported' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', old.kind, 'verb', 'reverse'));
        ELSIF p_day < old.book_date THEN
            PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', old.book_date));
        END IF;
        -- Locks the document first, then lines, cash and the year: the order of every money function.
        PERFORM 1 FROM ledger.spp AS s WHERE s.regency = old.regency AND s.id = old.document_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT FROM ledger.entry AS e WHERE e.regency = old.regency AND e.reverses = p_entry) THEN
            PERFORM balai.refuse('already-reversed', jsonb_build_object('entry', old.number));
        END IF;
        PERFORM ledger.unspend(old, p_day, btrim(p_reason));
        FOR f IN
            SELECT p.fund, sum(p.amount_sen)::bigint AS amount FROM ledger.posting AS p
             WHERE p.regency = old.regency AND p.entry_id = p_entry AND p.account LIKE '1.1.1.%'
             GROUP BY p.fund ORDER BY p.fund LOOP
            PERFORM ledger.move_cash(old.village, old.year, f.fund, -f.amount);
        END LOOP;
        booked := ledger.write_entry(p_id, old.village, old.year, p_day, 'reversal', old.document_id, p_entry, btrim(p_reason));
        INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
        SELECT p.regency, p.village, p.year, p_id, p.ordinal, p.account, p.activity, p.fund, p.sub_detail, -p.amount_sen
          FROM ledger.posting AS p WHERE p.regency = old.regency AND p.entry_id = p_entry;
        PERFORM audit.record('reverse-entry', old.village, 'entry', p_entry, NULL, jsonb_build_object('entry', booked));
        answer := balai.keep(p_id, old.village, jsonb_build_object('entry', booked));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'entry')::bigint;
END
$$;

-- Gives a reversed payment back to its budget lines and marks its request.
CREATE OR REPLACE FUNCTION ledger.unspend(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF p_entry.kind <> 'payment' THEN
        RETURN;
    END IF;
    PERFORM ledger.lock_spp_lines(p_entry.regency, p_entry.document_id);
    UPDATE ledger.line_control AS c SET posted_sen = c.posted_sen - l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_entry.regency AND l.spp_id = p_entry.document_id AND c.regency = l.regency AND c.village = l.village
       AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
       AND c.sub_detail = l.sub_detail;
    PERFORM ledger.move_spp(s, 'reverse', 'reversed', 'treasurer', p_day, p_reason)
       FROM ledger.spp AS s WHERE s.regency = p_entry.regency AND s.id = p_entry.document_id;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.receive_income, ledger.reverse_entry TO balai_app;
