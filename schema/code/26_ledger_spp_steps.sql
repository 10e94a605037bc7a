-- The steps of a payment request: asked, verified, approved, paid, by four different persons, or sent back and voided.

-- Nobody moves on a request they already acted on; says which earlier step it was.
CREATE OR REPLACE FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
DECLARE
    earlier constant text := CASE balai.person() WHEN p_spp.requester THEN 'submit' WHEN p_spp.verifier THEN 'verify'
        WHEN p_spp.approver THEN 'approve' END;
BEGIN
    IF earlier IS NOT NULL THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', earlier, 'role', p_role));
    END IF;
END
$$;

-- The day of a step: today unless said otherwise; in the open year, not before the step it follows.
CREATE OR REPLACE FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
BEGIN
    PERFORM ledger.require_day(p_spp.village, p_spp.year, p_day);
    IF p_day < p_earliest THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', p_earliest));
    END IF;
END
$$;

-- The manager hands the request up; it gets its number.
CREATE OR REPLACE FUNCTION ledger.submit_spp(p_id uuid, p_revision integer)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    taxes jsonb;
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'submit') THEN
        PERFORM ledger.require_post(spp.village, spp.book_date, 'manager');
        PERFORM ledger.require_spp(spp, p_revision, 'submit', 'draft', 'returned');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_day(spp.village, spp.year, spp.book_date);
        -- Its lines and its day may have changed since the taxes were put down.
        taxes := ledger.proposed_taxes(spp.regency, p_id);
        IF jsonb_array_length(taxes) > 0 THEN
            PERFORM ledger.put_taxes(spp, taxes);
        END IF;
        PERFORM ledger.move_spp(spp, 'submit', 'submitted', 'manager', spp.book_date, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'submitted', s.number FROM ledger.spp AS s
                  WHERE s.regency = spp.regency AND s.id = p_id;
END
$$;

-- The secretary checked completeness, arithmetic and evidence.
CREATE OR REPLACE FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'verify') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'secretary');
        PERFORM ledger.require_spp(spp, p_revision, 'verify', 'submitted');
        PERFORM ledger.require_other_person(spp, 'verify', 'secretary');
        PERFORM ledger.require_step_day(spp, on_day, spp.book_date);
        PERFORM ledger.move_spp(spp, 'verify', 'verified', 'secretary', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'verified', spp.number;
END
$$;

-- Back to the manager: by the secretary or head with a reason, or taken back by the one who asked.
CREATE OR REPLACE FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    today constant date := balai.today(balai.regency());
    acting_as text;
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'return') THEN
        IF spp.requester = balai.person() THEN
            PERFORM balai.require_post(spp.village, 'manager');
            acting_as := 'manager';
        ELSE
            PERFORM balai.require_post(spp.village, 'secretary', 'head');
            acting_as := CASE WHEN identity.holds('secretary', spp.village, today) THEN 'secretary' ELSE 'head' END;
        END IF;
        PERFORM ledger.require_spp(spp, p_revision, 'return', 'submitted', 'verified');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'return'));
        END IF;
        PERFORM ledger.move_spp(spp, 'return', 'returned', acting_as, today, btrim(p_reason));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'returned', spp.number;
END
$$;

-- The head approves: the lines are reserved.
CREATE OR REPLACE FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'approve') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'head');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_spp(spp, p_revision, 'approve', 'verified');
        PERFORM ledger.require_other_person(spp, 'approve', 'head');
        PERFORM ledger.require_step_day(spp, on_day, spp.verified_on);
        PERFORM ledger.require_evidence(spp, 'approve', on_day);
        PERFORM ledger.reserve_lines(spp);
        PERFORM ledger.move_spp(spp, 'approve', 'approved', 'head', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'approved', spp.number;
END
$$;

-- Requested becomes reserved, where limit allows it.
CREATE OR REPLACE FUNCTION ledger.reserve_lines(p_spp ledger.spp) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    reserved integer;
    asked integer;
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    PERFORM ledger.require_within_budget(p_spp.regency, p_spp.id, false);
    UPDATE ledger.line_control AS c
       SET requested_sen = c.requested_sen - l.amount_sen, reserved_sen = c.reserved_sen + l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND c.regency = l.regency AND c.village = l.village
       AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
       AND c.sub_detail = l.sub_detail AND c.reserved_sen + c.posted_sen + l.amount_sen <= c.limit_sen;
    GET DIAGNOSTICS reserved = ROW_COUNT;
    SELECT count(*) INTO asked FROM ledger.spp_line AS l WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id;
    IF reserved <> asked THEN
        RAISE EXCEPTION 'a control row changed under its lock';
    END IF;
END
$$;

-- Void: what was requested or reserved is free again; the number stays used.
CREATE OR REPLACE FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    own constant boolean := spp.requester IS NOT DISTINCT FROM balai.person() AND spp.state = 'returned';
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'reject') THEN
        IF own THEN
            PERFORM balai.require_post(spp.village, 'manager');
        ELSE
            PERFORM balai.require_post(spp.village, 'head');
        END IF;
        PERFORM ledger.require_spp(spp, p_revision, 'reject', 'submitted', 'verified', 'returned', 'approved');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'reject'));
        END IF;
        PERFORM ledger.lock_spp_lines(spp.regency, p_id);
        IF spp.state = 'approved' THEN
            UPDATE ledger.line_control AS c SET reserved_sen = c.reserved_sen - l.amount_sen
              FROM ledger.spp_line AS l
             WHERE l.regency = spp.regency AND l.spp_id = p_id AND c.regency = l.regency AND c.village = l.village
               AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail;
        ELSE
            PERFORM ledger.release_request(spp.regency, p_id);
        END IF;
        PERFORM ledger.move_spp(spp, 'reject', 'rejected', CASE WHEN own THEN 'manager' ELSE 'head' END,
            balai.today(spp.regency), btrim(p_reason));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'rejected', spp.number;
END
$$;

-- The treasurer pays exactly what was approved, from the village account or from the cash in hand: cash of each fund goes
-- down by the amount less the taxes withheld, the journal gets its entry. taxes: [{code, fund, baseSen}], NULL for those that
-- the request proposes.
DROP FUNCTION IF EXISTS ledger.pay_spp(uuid, integer, date);
CREATE OR REPLACE FUNCTION ledger.pay_spp(
    p_id uuid, p_revision integer, p_day date DEFAULT NULL, p_place text DEFAULT 'bank', p_taxes jsonb DEFAULT NULL)
RETURNS TABLE (id uuid, revision integer, state text, number integer, entry_id uuid, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
    held_in constant text := ledger.cash_account(p_place);
    taxes constant jsonb := coalesce(p_taxes, ledger.proposed_taxes(balai.regency(), p_id));
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'pay') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'treasurer');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_spp(spp, p_revision, 'pay', 'approved');
        PERFORM ledger.require_other_person(spp, 'pay', 'treasurer');
        PERFORM ledger.require_step_day(spp, on_day, spp.approved_on);
        PERFORM ledger.require_evidence(spp, 'pay', on_day);
        PERFORM ledger.require_spp_taxes(spp, on_day, taxes);
        PERFORM ledger.lock_spp_lines(spp.regency, p_id);
        IF spp.kind <> 'advance' THEN
            -- An advance stays reserved until it is settled: it is not spending yet.
            UPDATE ledger.line_control AS c
               SET reserved_sen = c.reserved_sen - l.amount_sen, posted_sen = c.posted_sen + l.amount_sen
              FROM ledger.spp_line AS l
             WHERE l.regency = spp.regency AND l.spp_id = p_id AND c.regency = l.regency AND c.village = l.village
               AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail;
        END IF;
        PERFORM ledger.withhold(spp.village, spp.year, p_id, on_day, taxes);
        PERFORM ledger.pay_out(spp, p_place);
        PERFORM ledger.post_payment(spp, on_day, held_in);
        UPDATE ledger.spp AS s SET paid_from = p_place,
               settle_by = CASE WHEN s.kind = 'advance' THEN place.working_day_after(on_day,
                   (balai.parameter(s.regency, 'advance.working-days', on_day, '10') #>> '{}')::integer) END
         WHERE s.regency = spp.regency AND s.id = p_id;
        PERFORM ledger.move_spp(spp, 'pay', 'paid', 'treasurer', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'paid', spp.number, e.id, e.number FROM ledger.entry AS e
                  WHERE e.regency = spp.regency AND e.document_id = p_id AND e.kind = 'payment';
END
$$;

-- Takes a request's money, less the taxes just withheld from it, out of a place of cash.
CREATE OR REPLACE FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    f record;
BEGIN
    FOR f IN
        SELECT n.fund, sum(n.amount)::bigint AS amount
          FROM (SELECT l.fund, l.amount_sen AS amount FROM ledger.spp_line AS l
                 WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                UNION ALL
                SELECT w.fund, -w.amount_sen FROM ledger.withholding AS w
                 WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held') AS n
         GROUP BY n.fund HAVING sum(n.amount) > 0 ORDER BY n.fund LOOP
        PERFORM ledger.move_cash(p_spp.village, p_spp.year, f.fund, p_place, -f.amount);
    END LOOP;
END
$$;

DROP FUNCTION IF EXISTS ledger.post_payment(ledger.spp, date);
CREATE OR REPLACE FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    entry constant uuid := ledger.new_id();
BEGIN
    PERFORM ledger.write_entry(entry, p_spp.village, p_spp.year, p_day, 'payment', p_spp.id, NULL, p_spp.purpose);
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_spp.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub_detail),
           n.account, n.activity, n.fund, n.sub_detail, n.amount
      FROM (SELECT 1 AS rank, l.account, l.activity, l.fund, l.sub_detail, l.amount_sen AS amount FROM ledger.spp_line AS l
             WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND p_spp.kind <> 'advance'
            UNION ALL
            SELECT 1, '1.1.2.07', l.activity, l.fund, '01', sum(l.amount_sen)::bigint FROM ledger.spp_line AS l
             WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND p_spp.kind = 'advance' GROUP BY l.activity, l.fund
            UNION ALL
            SELECT 2, w.account, '0.0.00', w.fund, '01', -sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held' GROUP BY w.account, w.fund
            UNION ALL
            SELECT 3, p_held_in, '0.0.00', c.fund, '01', -sum(c.amount)::bigint
              FROM (SELECT l.fund, l.amount_sen AS amount FROM ledger.spp_line AS l
                     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                    UNION ALL
                    SELECT w.fund, -w.amount_sen FROM ledger.withholding AS w
                     WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held') AS c
             GROUP BY c.fund HAVING sum(c.amount) <> 0) AS n;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.submit_spp, ledger.verify_spp, ledger.return_spp, ledger.approve_spp, ledger.reject_spp,
    ledger.pay_spp TO balai_app;
