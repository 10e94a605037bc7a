-- The journal: one place that numbers entries; the places of cash and their limits; income receipts.

-- Writes an entry without its postings and returns its journal number. The village's year row stays locked until commit,
-- so numbers have no gaps; it is always the last lock a function takes.
DROP FUNCTION IF EXISTS ledger.write_entry(uuid, bigint, integer, date, text, uuid, uuid, text);
CREATE OR REPLACE FUNCTION ledger.write_entry(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text,
    p_corrects uuid DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql AS
$$
DECLARE
    taken bigint;
BEGIN
    WITH counted AS (
        UPDATE ledger.village_year AS y SET last_entry_number = y.last_entry_number + 1
         WHERE y.regency = p_village / 1000000 AND y.village = p_village AND y.year = p_year AND y.state = 'open'
           AND y.closed_months & ledger.month_bit(p_day) = 0
        RETURNING y.last_entry_number)
    INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, reverses, description,
                              person, origin, corrects)
    SELECT (p_village / 1000000)::integer, p_village, p_year, p_id, c.last_entry_number, p_day, p_kind, p_document, p_reverses,
           p_description, balai.person(), 'entered', p_corrects FROM counted AS c
    RETURNING number INTO taken;
    IF taken IS NULL THEN
        PERFORM ledger.refuse_closed(p_village, p_year, p_day);
    END IF;
    RETURN taken;
END
$$;

-- The account of a place of cash; refuses unknown-place.
CREATE OR REPLACE FUNCTION ledger.cash_account(p_place text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
$$
BEGIN
    IF p_place IS NULL OR p_place NOT IN ('bank', 'cash') THEN
        PERFORM balai.refuse('unknown-place', jsonb_build_object('place', left(coalesce(p_place, ''), 40)));
    END IF;
    RETURN CASE p_place WHEN 'cash' THEN '1.1.1.01' ELSE '1.1.1.02' END;
END
$$;

-- Adds to (or takes from) a fund's cash in one place; refuses cash-short with what remains there.
DROP FUNCTION IF EXISTS ledger.move_cash(bigint, integer, text, bigint);
CREATE OR REPLACE FUNCTION ledger.move_cash(
    p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    in_hand constant boolean := ledger.cash_account(p_place) = '1.1.1.01';
    held bigint;
BEGIN
    -- The guard reads the one row it locks: whoever waited for it judges it as it was left. The second turn is for a fund's
    -- first money, where the row is made.
    FOR turn IN 1 .. 2 LOOP
        UPDATE ledger.cash_control AS c
           SET cash_sen = c.cash_sen + p_amount_sen,
               hand_sen = c.hand_sen + CASE WHEN in_hand THEN p_amount_sen ELSE 0 END
         WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund
           AND (p_amount_sen > 0 OR (CASE WHEN in_hand THEN c.hand_sen ELSE c.cash_sen - c.hand_sen END) + p_amount_sen >= 0)
           AND c.cash_sen::numeric + p_amount_sen <= ledger.largest_sen();
        IF FOUND THEN
            RETURN;
        END IF;
        EXIT WHEN turn = 2 OR p_amount_sen <= 0;
        INSERT INTO ledger.cash_control (regency, village, year, fund) VALUES (in_regency, p_village, p_year, p_fund)
        ON CONFLICT DO NOTHING;
    END LOOP;
    IF p_amount_sen > 0 THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_fund, 'row', 0));
    END IF;
    SELECT CASE WHEN in_hand THEN c.hand_sen ELSE c.cash_sen - c.hand_sen END INTO held FROM ledger.cash_control AS c
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund;
    PERFORM balai.refuse('cash-short', jsonb_build_object(
        'fund', p_fund, 'place', p_place, 'remainingSen', coalesce(held, 0), 'askedSen', -p_amount_sen));
END
$$;

-- What the treasurer may hold in hand (Perbup; parameter cash.hand-limit-sen, none unless the county set one). Called after
-- write_entry: the year row it locked lets one transaction after the other see the sum.
CREATE OR REPLACE FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    allowed constant bigint :=
        (balai.parameter((p_village / 1000000)::integer, 'cash.hand-limit-sen', p_day, 'null') #>> '{}')::bigint;
    held bigint;
BEGIN
    SELECT coalesce(sum(c.hand_sen), 0) INTO held FROM ledger.cash_control AS c
     WHERE c.regency = p_village / 1000000 AND c.village = p_village AND c.year = p_year;
    IF held > allowed THEN
        PERFORM balai.refuse('hand-limit', jsonb_build_object('limitSen', allowed, 'heldSen', held));
    END IF;
END
$$;

-- Income (TBP): money of one fund source arrives in the village account or in the treasurer's hand. 6.1.1.01 brings last
-- year's rest (SiLPA) in.
DROP FUNCTION IF EXISTS ledger.receive_income(uuid, bigint, integer, date, text, text, bigint, text, text);
CREATE OR REPLACE FUNCTION ledger.receive_income(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint,
    p_payer text, p_description text, p_place text DEFAULT 'bank')
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'receive-income', ledger.fingerprint(p_village::text, p_year::text, p_day::text, p_account,
        p_fund, p_amount_sen::text, p_payer, p_description, p_place), p_village);
    IF answer IS NULL THEN
        answer := ledger.book_receipt(p_id, p_village, p_year, p_day, p_account, p_fund, p_amount_sen, p_payer, p_description,
            p_place, NULL);
        answer := balai.keep(p_id, p_village, answer);
    END IF;
    id := p_id;
    number := (answer ->> 'number')::integer;
    entry_number := (answer ->> 'entry')::bigint;
    RETURN NEXT;
END
$$;

-- Checks and books one receipt (its codes: the trigger of its table); for functions that already know who asks. Answers its
-- number and its entry's.
CREATE OR REPLACE FUNCTION ledger.book_receipt(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint,
    p_payer text, p_description text, p_place text, p_corrects uuid) RETURNS jsonb
LANGUAGE plpgsql AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    given integer;
    booked bigint;
BEGIN
    PERFORM ledger.require_day(p_village, p_year, p_day);
    IF p_amount_sen NOT BETWEEN 1 AND ledger.largest_sen() THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_account, 'row', 0));
    ELSIF length(btrim(p_description)) NOT BETWEEN 1 AND 500 OR length(p_payer) > 200 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', p_account, 'row', 0));
    END IF;
    given := ledger.next_number(p_village, p_year, 'receipt');
    INSERT INTO ledger.receipt (regency, village, year, id, number, book_date, account, fund, amount_sen, payer, description,
                                person, origin, place)
    VALUES (in_regency, p_village, p_year, p_id, given, p_day, p_account, p_fund, p_amount_sen, btrim(p_payer),
            btrim(p_description), balai.person(), 'entered', p_place);
    PERFORM ledger.move_cash(p_village, p_year, p_fund, p_place, p_amount_sen);
    booked := ledger.write_entry(entry, p_village, p_year, p_day, 'receipt', p_id, NULL, btrim(p_description), p_corrects);
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_village, p_year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
    VALUES (in_regency, p_village, p_year, entry, 1, held_in, '0.0.00', p_fund, p_amount_sen),
           (in_regency, p_village, p_year, entry, 2, p_account, '0.0.00', p_fund, -p_amount_sen);
    PERFORM audit.record('receive-income', p_village, 'receipt', p_id, NULL,
        jsonb_build_object('account', p_account, 'fund', p_fund, 'amountSen', p_amount_sen, 'entry', booked, 'place', p_place));
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

GRANT EXECUTE ON FUNCTION ledger.receive_income TO balai_app;
