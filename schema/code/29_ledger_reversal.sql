-- Corrections: a new entry with every posting turned round, that names the old one and says why. Nothing is ever changed.

CREATE OR REPLACE FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text)
RETURNS TABLE (id uuid, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old ledger.entry;
    answer jsonb;
BEGIN
    SELECT * INTO old FROM ledger.entry AS e WHERE e.regency = balai.regency() AND e.id = p_entry;
    IF old.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'entry', 'id', p_entry));
    END IF;
    PERFORM ledger.require_post(old.village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'reverse-entry', ledger.fingerprint(p_entry::text, p_day::text, p_reason), old.village);
    IF answer IS NULL THEN
        answer := balai.keep(p_id, old.village,
            jsonb_build_object('entry', ledger.turn_round(p_id, old, p_day, p_reason)));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'entry')::bigint;
END
$$;

-- Reverses an entry for a caller that already knows who asks; answers the new journal number.
CREATE OR REPLACE FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    booked bigint;
    f record;
BEGIN
    PERFORM ledger.require_day(p_old.village, p_old.year, p_day);
    IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 500 THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'reverse'));
    ELSIF p_old.kind = 'reversal' OR p_old.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_old.kind, 'verb', 'reverse'));
    ELSIF p_day < p_old.book_date THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', p_old.book_date));
    END IF;
    -- Locks the document first, then lines, cash and the year: the order of every money function.
    PERFORM ledger.lock_document(p_old.regency, p_old.document_id);
    IF EXISTS (SELECT FROM ledger.entry AS e WHERE e.regency = p_old.regency AND e.reverses = p_old.id) THEN
        PERFORM balai.refuse('already-reversed', jsonb_build_object('entry', p_old.number));
    END IF;
    CASE p_old.kind
        WHEN 'payment' THEN PERFORM ledger.undo_payment(p_old, p_day, btrim(p_reason));
        WHEN 'settlement' THEN PERFORM ledger.undo_settlement(p_old, p_day, btrim(p_reason));
        WHEN 'advance-return' THEN PERFORM ledger.undo_give_back(p_old, p_day, btrim(p_reason));
        WHEN 'refund' THEN PERFORM ledger.undo_give_back(p_old, p_day, btrim(p_reason));
        WHEN 'fee' THEN
            PERFORM ledger.spend_line(m.village, m.year, m.activity, m.account, m.fund, m.sub_detail, -m.amount_sen)
               FROM ledger.cash_move AS m WHERE m.regency = p_old.regency AND m.id = p_old.document_id;
        WHEN 'tax-deposit' THEN
            UPDATE ledger.withholding AS w SET state = 'held', deposit_id = NULL
             WHERE w.regency = p_old.regency AND w.deposit_id = p_old.document_id;
            UPDATE ledger.tax_deposit AS d SET is_reversed = true
             WHERE d.regency = p_old.regency AND d.id = p_old.document_id;
        WHEN 'receipt' THEN PERFORM ledger.undo_disbursement(p_old.regency, p_old.document_id);
        ELSE NULL;
    END CASE;
    -- Within a fund, the place that gives goes before the place that takes.
    FOR f IN
        SELECT p.fund, CASE p.account WHEN '1.1.1.01' THEN 'cash' ELSE 'bank' END AS place, sum(p.amount_sen)::bigint AS amount
          FROM ledger.posting AS p
         WHERE p.regency = p_old.regency AND p.entry_id = p_old.id AND p.account LIKE '1.1.1.%'
         GROUP BY 1, 2 HAVING sum(p.amount_sen) <> 0 ORDER BY 1, 3 DESC LOOP
        PERFORM ledger.move_cash(p_old.village, p_old.year, f.fund, f.place, -f.amount);
    END LOOP;
    booked := ledger.write_entry(p_id, p_old.village, p_old.year, p_day, 'reversal', p_old.document_id, p_old.id,
        btrim(p_reason));
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p.regency, p.village, p.year, p_id, p.ordinal, p.account, p.activity, p.fund, p.sub_detail, -p.amount_sen
      FROM ledger.posting AS p WHERE p.regency = p_old.regency AND p.entry_id = p_old.id;
    PERFORM audit.record('reverse-entry', p_old.village, 'entry', p_old.id, NULL, jsonb_build_object('entry', booked));
    RETURN booked;
END
$$;

-- Locks what an entry's document hangs on: the request (also of a settlement or return), or the deposit's withholdings.
CREATE OR REPLACE FUNCTION ledger.lock_document(p_regency integer, p_document uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM 1 FROM ledger.spp AS s
      WHERE s.regency = p_regency AND s.id IN (
            SELECT p_document
            UNION ALL SELECT t.spp_id FROM ledger.settlement AS t WHERE t.regency = p_regency AND t.id = p_document
            UNION ALL SELECT g.spp_id FROM ledger.give_back AS g WHERE g.regency = p_regency AND g.id = p_document)
      FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.withholding AS w
      WHERE w.regency = p_regency AND (w.document_id = p_document OR w.deposit_id = p_document) ORDER BY w.id FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.disbursement AS d
      WHERE d.regency = p_regency AND d.receipt_id = p_document FOR NO KEY UPDATE;
    -- Two corrections of one entry that has none of these meet here.
    PERFORM 1 FROM ledger.receipt AS r WHERE r.regency = p_regency AND r.id = p_document FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.cash_move AS m WHERE m.regency = p_regency AND m.id = p_document FOR NO KEY UPDATE;
END
$$;

-- Taxes withheld from a document are no longer held, unless they were deposited already.
CREATE OR REPLACE FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF EXISTS (SELECT FROM ledger.withholding AS w
                WHERE w.regency = p_regency AND w.document_id = p_document AND w.state = 'deposited') THEN
        PERFORM balai.refuse('tax-deposited', '{}');
    END IF;
    UPDATE ledger.withholding AS w SET state = 'reversed'
     WHERE w.regency = p_regency AND w.document_id = p_document AND w.state = 'held';
END
$$;

-- Gives a reversed payment back to its budget lines and marks its request.
DROP FUNCTION IF EXISTS ledger.unspend(ledger.entry, date, text);
CREATE OR REPLACE FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_entry.document_id);
BEGIN
    IF EXISTS (SELECT FROM ledger.spp_line AS l WHERE l.regency = spp.regency AND l.spp_id = spp.id
                  AND l.settled_sen + l.given_back_sen + l.refunded_sen > 0)
       OR EXISTS (SELECT FROM ledger.settlement AS t WHERE t.regency = spp.regency AND t.spp_id = spp.id
                     AND t.state IN ('submitted', 'verified', 'approved')) THEN
        PERFORM balai.refuse('entries-follow', jsonb_build_object('entry', p_entry.number));
    END IF;
    PERFORM ledger.undo_withholdings(spp.regency, spp.id);
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    UPDATE ledger.line_control AS c
       SET posted_sen = c.posted_sen - CASE spp.kind WHEN 'advance' THEN 0 ELSE l.amount_sen END,
           reserved_sen = c.reserved_sen - CASE spp.kind WHEN 'advance' THEN l.amount_sen ELSE 0 END
      FROM ledger.spp_line AS l
     WHERE l.regency = spp.regency AND l.spp_id = spp.id AND c.regency = l.regency AND c.village = l.village
       AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
       AND c.sub_detail = l.sub_detail;
    PERFORM ledger.move_spp(spp, 'reverse', 'reversed', 'treasurer', p_day, p_reason);
END
$$;

-- What a reversed settlement had accounted for is open again.
CREATE OR REPLACE FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_entry.document_id);
    spp ledger.spp := ledger.take_spp(taken.spp_id);
BEGIN
    IF EXISTS (SELECT FROM ledger.settlement_line AS t
                 JOIN ledger.spp_line AS l ON l.regency = t.regency AND l.spp_id = spp.id AND l.activity = t.activity
                      AND l.account = t.account AND l.fund = t.fund AND l.sub_detail = t.sub_detail
                WHERE t.regency = taken.regency AND t.settlement_id = taken.id
                  AND l.refunded_sen > l.settled_sen - t.amount_sen) THEN
        PERFORM balai.refuse('entries-follow', jsonb_build_object('entry', p_entry.number));
    END IF;
    PERFORM ledger.undo_withholdings(taken.regency, taken.id);
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    UPDATE ledger.spp_line AS l SET settled_sen = l.settled_sen - t.amount_sen
      FROM ledger.settlement_line AS t
     WHERE t.regency = taken.regency AND t.settlement_id = taken.id AND l.regency = t.regency AND l.spp_id = spp.id
       AND l.activity = t.activity AND l.account = t.account AND l.fund = t.fund AND l.sub_detail = t.sub_detail;
    UPDATE ledger.line_control AS c
       SET posted_sen = c.posted_sen - t.amount_sen, reserved_sen = c.reserved_sen + t.amount_sen
      FROM ledger.settlement_line AS t
     WHERE t.regency = taken.regency AND t.settlement_id = taken.id AND c.regency = t.regency AND c.village = taken.village
       AND c.year = taken.year AND c.activity = t.activity AND c.account = t.account AND c.fund = t.fund
       AND c.sub_detail = t.sub_detail;
    UPDATE ledger.settlement AS s SET state = 'reversed', revision = s.revision + 1, note = p_reason
     WHERE s.regency = taken.regency AND s.id = taken.id;
    IF spp.state = 'settled' THEN
        PERFORM ledger.move_spp(spp, 'reopen', 'paid', 'treasurer', p_day, p_reason);
    END IF;
END
$$;

-- The rest of an advance is out again, where its lines can still take it; a refund is spent again.
CREATE OR REPLACE FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    given ledger.give_back;
    spp ledger.spp;
    lines jsonb;
    l record;
BEGIN
    SELECT * INTO given FROM ledger.give_back AS g WHERE g.regency = p_entry.regency AND g.id = p_entry.document_id;
    spp := ledger.take_spp(given.spp_id);
    SELECT jsonb_agg(jsonb_build_object('activity', g.activity, 'account', g.account, 'fund', g.fund, 'subDetail', g.sub_detail,
                                        'amountSen', g.amount_sen)) INTO lines
      FROM ledger.give_back_line AS g WHERE g.regency = given.regency AND g.give_back_id = given.id;
    IF given.kind = 'refund' THEN
        PERFORM ledger.move_refund(spp, lines, -1);
        RETURN;
    END IF;
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    FOR l IN SELECT concat_ws(' ', c.activity, c.account, c.fund, c.sub_detail) AS line, g.amount_sen,
                    c.limit_sen - c.reserved_sen - c.posted_sen AS free
               FROM ledger.give_back_line AS g
               JOIN ledger.line_control AS c ON c.regency = g.regency AND c.village = spp.village AND c.year = spp.year
                    AND c.activity = g.activity AND c.account = g.account AND c.fund = g.fund AND c.sub_detail = g.sub_detail
              WHERE g.regency = given.regency AND g.give_back_id = given.id
              ORDER BY c.activity, c.account, c.fund, c.sub_detail LOOP
        IF l.amount_sen > l.free THEN
            PERFORM balai.refuse('over-budget', jsonb_build_object(
                'line', l.line, 'remainingSen', l.free, 'askedSen', l.amount_sen));
        END IF;
    END LOOP;
    UPDATE ledger.spp_line AS s SET given_back_sen = s.given_back_sen - g.amount_sen
      FROM ledger.give_back_line AS g
     WHERE g.regency = given.regency AND g.give_back_id = given.id AND s.regency = g.regency AND s.spp_id = spp.id
       AND s.activity = g.activity AND s.account = g.account AND s.fund = g.fund AND s.sub_detail = g.sub_detail;
    UPDATE ledger.line_control AS c SET reserved_sen = c.reserved_sen + g.amount_sen
      FROM ledger.give_back_line AS g
     WHERE g.regency = given.regency AND g.give_back_id = given.id AND c.regency = g.regency AND c.village = spp.village
       AND c.year = spp.year AND c.activity = g.activity AND c.account = g.account AND c.fund = g.fund
       AND c.sub_detail = g.sub_detail;
    IF spp.state = 'settled' THEN
        PERFORM ledger.move_spp(spp, 'reopen', 'paid', 'treasurer', p_day, p_reason);
    END IF;
END
$$;

-- A receipt booked wrong (fund, account, amount, place): taken back and booked anew in one step; the new entry names the old.
CREATE OR REPLACE FUNCTION ledger.correct_receipt(
    p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text,
    p_description text, p_place text)
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old ledger.entry;
    answer jsonb;
BEGIN
    SELECT * INTO old FROM ledger.entry AS e WHERE e.regency = balai.regency() AND e.id = p_entry;
    IF old.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'entry', 'id', p_entry));
    END IF;
    PERFORM ledger.require_post(old.village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'correct-receipt', ledger.fingerprint(p_entry::text, p_day::text, p_reason, p_account, p_fund,
        p_amount_sen::text, p_payer, p_description, p_place), old.village);
    IF answer IS NULL THEN
        IF old.kind <> 'receipt' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', old.kind, 'verb', 'correct'));
        END IF;
        -- The right amount comes in before the wrong one goes out: what was already paid from it stays paid.
        PERFORM ledger.lock_document(old.regency, old.document_id);
        answer := ledger.book_receipt(p_id, old.village, old.year, p_day, p_account, p_fund, p_amount_sen, p_payer,
            p_description, p_place, p_entry);
        PERFORM ledger.turn_round(ledger.new_id(), old, p_day, p_reason);
        answer := balai.keep(p_id, old.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.reverse_entry, ledger.correct_receipt TO balai_app;
