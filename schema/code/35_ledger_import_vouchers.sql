-- Vouchers of another system, stored as they were: four eyes, cash and gates bind only what is entered here. All or nothing, by
-- the server's operator alone; a newer export adds what is new and books what changed as reversal and new entry.
ALTER TABLE ledger.imported_voucher ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.imported_voucher FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS imported_voucher_of_scope ON ledger.imported_voucher;
CREATE POLICY imported_voucher_of_scope ON ledger.imported_voucher
    USING (village BETWEEN balai.village_from() AND balai.village_until()
           AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))
    WITH CHECK (village BETWEEN balai.village_from() AND balai.village_until()
           AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())));

-- Writes an entry of imported history with its postings: [{activity, account, fund, subDetail, amountSen}].
CREATE OR REPLACE FUNCTION ledger.write_imported_entry(
    p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text,
    p_postings jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    made constant uuid := ledger.new_id();
    taken bigint;
BEGIN
    UPDATE ledger.village_year AS y SET last_entry_number = y.last_entry_number + 1
     WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year AND y.state = 'open'
       AND y.closed_months & ledger.month_bit(p_day) = 0
    RETURNING y.last_entry_number INTO taken;
    IF taken IS NULL THEN
        PERFORM ledger.refuse_closed(p_village, p_year, p_day);
    END IF;
    INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, reverses, description, person,
                              origin)
    VALUES (in_regency, p_village, p_year, made, taken, p_day, p_kind, p_document, p_reverses, left(p_description, 500), NULL,
            'imported');
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT in_regency, p_village, p_year, made, n, p ->> 'account', p ->> 'activity', p ->> 'fund', p ->> 'subDetail',
           (p ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS x (p, n);
    RETURN made;
END
$$;

-- Takes an imported entry back because the other system changed its voucher.
CREATE OR REPLACE FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old ledger.entry;
BEGIN
    SELECT * INTO STRICT old FROM ledger.entry AS e WHERE e.regency = p_village / 1000000 AND e.id = p_entry;
    PERFORM ledger.write_imported_entry(p_village, p_year, old.book_date, 'reversal', old.document_id, old.id, p_number,
        (SELECT jsonb_agg(jsonb_build_object('account', p.account, 'activity', p.activity, 'fund', p.fund,
                    'subDetail', p.sub_detail, 'amountSen', -p.amount_sen) ORDER BY p.ordinal)
           FROM ledger.posting AS p WHERE p.regency = old.regency AND p.entry_id = old.id));
END
$$;

-- A payment request as the other system holds it; its lines follow what came in last.
CREATE OR REPLACE FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    total constant bigint := (SELECT sum((l ->> 'amountSen')::bigint) FROM jsonb_array_elements(p_request -> 'lines') AS l);
BEGIN
    INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT DISTINCT in_regency, p_village, p_year, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail', 0
      FROM jsonb_array_elements(p_request -> 'lines') AS l
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.spp AS s (regency, village, year, id, kind, state, revision, number, book_date, purpose, payee, amount_sen,
                                 origin, paid_on, paid_from)
    VALUES (in_regency, p_village, p_year, p_document, p_request ->> 'spp', p_request ->> 'state', 1,
            ledger.next_number(p_village, p_year, 'spp'), (p_request ->> 'day')::date, left(p_request ->> 'purpose', 500),
            left(p_request ->> 'payee', 200), total, 'imported', (p_request ->> 'paidOn')::date, p_request ->> 'paidFrom');
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT in_regency, p_village, p_year, p_document, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail',
           (l ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_request -> 'lines') AS l;
END
$$;

CREATE OR REPLACE FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old ledger.spp;
BEGIN
    SELECT * INTO STRICT old FROM ledger.spp AS s WHERE s.regency = p_village / 1000000 AND s.id = p_document;
    INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT DISTINCT old.regency, old.village, old.year, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail', 0
      FROM jsonb_array_elements(p_request -> 'lines') AS l
    ON CONFLICT DO NOTHING;
    DELETE FROM ledger.spp_line AS l WHERE l.regency = old.regency AND l.spp_id = old.id;
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT old.regency, old.village, old.year, old.id, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail',
           (l ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_request -> 'lines') AS l;
    UPDATE ledger.spp AS s
       SET kind = p_request ->> 'spp', state = p_request ->> 'state', revision = s.revision + 1,
           book_date = (p_request ->> 'day')::date, purpose = left(p_request ->> 'purpose', 500),
           payee = left(p_request ->> 'payee', 200), paid_on = (p_request ->> 'paidOn')::date,
           paid_from = p_request ->> 'paidFrom',
           amount_sen = (SELECT sum((l ->> 'amountSen')::bigint) FROM jsonb_array_elements(p_request -> 'lines') AS l)
     WHERE s.regency = old.regency AND s.id = old.id;
END
$$;

-- One voucher: new, the same as before, or changed there. Returns which.
CREATE OR REPLACE FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    what constant text := p_voucher ->> 'kind';
    told constant bytea := sha256(convert_to(p_voucher::text, 'UTF8'));
    known ledger.imported_voucher;
    document uuid := ledger.new_id();
    made uuid;
BEGIN
    SELECT * INTO known FROM ledger.imported_voucher AS v
     WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.source = 'siskeudes' AND v.kind = what
       AND v.number = p_voucher ->> 'number';
    IF known.content = told THEN
        RETURN 'same';
    END IF;
    IF known.entry_id IS NOT NULL THEN
        PERFORM ledger.take_back_imported(p_village, p_year, known.entry_id, known.number);
    END IF;
    IF what = 'request' THEN
        document := coalesce(known.document_id, document);
        IF known.id IS NULL THEN
            PERFORM ledger.import_request(p_village, p_year, document, p_voucher);
        ELSE
            PERFORM ledger.change_request(p_village, document, p_voucher);
        END IF;
    ELSIF what = 'receipt' THEN
        INSERT INTO ledger.receipt (regency, village, year, id, number, book_date, account, fund, amount_sen, payer, description,
                                    person, origin, place)
        VALUES (in_regency, p_village, p_year, document, ledger.next_number(p_village, p_year, 'receipt'),
                (p_voucher ->> 'day')::date, p_voucher ->> 'account', p_voucher ->> 'fund', (p_voucher ->> 'amountSen')::bigint,
                left(p_voucher ->> 'payer', 200), left(p_voucher ->> 'description', 500), NULL, 'imported',
                p_voucher ->> 'place');
    ELSIF what = 'payment' THEN
        SELECT v.document_id INTO STRICT document FROM ledger.imported_voucher AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.source = 'siskeudes'
           AND v.kind = 'request' AND v.number = p_voucher ->> 'request';
    END IF;
    IF what <> 'request' THEN
        made := ledger.write_imported_entry(p_village, p_year, (p_voucher ->> 'day')::date,
            CASE WHEN what IN ('receipt', 'payment') THEN what ELSE 'imported' END, document, NULL, p_voucher ->> 'description',
            p_voucher -> 'postings');
    END IF;
    INSERT INTO ledger.imported_voucher AS v (regency, village, year, id, source, kind, number, content, document_id, entry_id)
    VALUES (in_regency, p_village, p_year, ledger.new_id(), 'siskeudes', what, p_voucher ->> 'number', told, document, made)
    ON CONFLICT ON CONSTRAINT imported_voucher_once
    DO UPDATE SET content = excluded.content, document_id = excluded.document_id, entry_id = excluded.entry_id,
                  imported_at = now();
    RETURN CASE WHEN known.id IS NULL THEN 'new' ELSE 'changed' END;
END
$$;

-- After an import the locks say what budget, requests and journal say, with room for what history had overspent.
CREATE OR REPLACE FUNCTION ledger.settle_controls(p_village bigint, p_year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT t.regency, t.village, t.year, t.activity, t.account, t.fund, t.sub_detail, 0 FROM ledger.line_truth AS t
     WHERE t.regency = in_regency AND t.village = p_village AND t.year = p_year
    ON CONFLICT DO NOTHING;
    UPDATE ledger.line_control AS c
       SET requested_sen = t.requested_sen, reserved_sen = t.reserved_sen, posted_sen = t.posted_sen,
           excess_sen = greatest(0, t.reserved_sen + t.posted_sen - c.limit_sen)
      FROM ledger.line_truth AS t
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND t.regency = c.regency
       AND t.village = c.village AND t.year = c.year AND t.activity = c.activity AND t.account = c.account AND t.fund = c.fund
       AND t.sub_detail = c.sub_detail;
    INSERT INTO ledger.cash_control AS c (regency, village, year, fund, cash_sen, hand_sen, floor_sen, hand_floor_sen)
    SELECT in_regency, p_village, p_year, t.fund, t.cash, t.hand, least(0, t.cash - t.hand), least(0, t.hand)
      FROM (SELECT p.fund, sum(p.amount_sen)::bigint AS cash,
                   coalesce(sum(p.amount_sen) FILTER (WHERE p.account = '1.1.1.01'), 0)::bigint AS hand
              FROM ledger.posting AS p
             WHERE p.regency = in_regency AND p.village = p_village AND p.year = p_year AND p.account LIKE '1.1.1.%'
             GROUP BY p.fund) AS t
    ON CONFLICT (regency, village, year, fund) DO UPDATE
       SET cash_sen = excluded.cash_sen, hand_sen = excluded.hand_sen, floor_sen = excluded.floor_sen,
           hand_floor_sen = excluded.hand_floor_sen;
END
$$;

-- jsonb: {village, year, vouchers: [in order of days; each with kind and number]}. The village's year must have its budget.
-- Returns each voucher that is new or changed, and each that the other system no longer has (gone: nothing is done to it).
CREATE OR REPLACE FUNCTION ledger.import_vouchers(p_import jsonb) RETURNS TABLE (what text, kind text, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    in_regency constant integer := (in_village / 1000000)::integer;
    in_year constant integer := (p_import ->> 'year')::integer;
    voucher jsonb;
BEGIN
    PERFORM set_config('balai.regency', in_regency::text, true), set_config('balai.village_from', in_village::text, true),
            set_config('balai.village_until', in_village::text, true), set_config('balai.village_list', '', true);
    -- Every lock of the year, in the order of every money function, before anything is read.
    PERFORM 1 FROM ledger.line_control AS c WHERE c.regency = in_regency AND c.village = in_village AND c.year = in_year
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.cash_control AS c WHERE c.regency = in_regency AND c.village = in_village AND c.year = in_year
      ORDER BY c.fund FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.village_year AS y
      WHERE y.regency = in_regency AND y.village = in_village AND y.year = in_year FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', in_year));
    END IF;
    FOR voucher IN SELECT x.v FROM jsonb_array_elements(p_import -> 'vouchers') WITH ORDINALITY AS x (v, n) ORDER BY x.n LOOP
        what := ledger.import_voucher(in_village, in_year, voucher);
        kind := voucher ->> 'kind';
        number := voucher ->> 'number';
        IF what <> 'same' THEN
            RETURN NEXT;
        END IF;
    END LOOP;
    PERFORM ledger.settle_controls(in_village, in_year);
    PERFORM audit.record('import-vouchers', in_village, 'village-year', NULL, NULL, NULL,
        jsonb_build_object('year', in_year, 'vouchers', jsonb_array_length(p_import -> 'vouchers')));
    RETURN QUERY
    SELECT 'gone', v.kind, v.number FROM ledger.imported_voucher AS v
     WHERE v.regency = in_regency AND v.village = in_village AND v.year = in_year
       AND NOT EXISTS (SELECT FROM jsonb_array_elements(p_import -> 'vouchers') AS x
                        WHERE x ->> 'kind' = v.kind AND x ->> 'number' = v.number)
     ORDER BY v.kind, v.number;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.import_vouchers TO balai_owner;
