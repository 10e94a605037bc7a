-- A budget version on its way: agreed by the BPD, submitted to the camat, evaluated, posted.

-- Writes one step of a version and returns its new state; a step taken again by the same person answers as the first time.
CREATE OR REPLACE FUNCTION ledger.move_version(
    p_version ledger.budget_version, p_verb text, p_state text, p_note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE ledger.budget_version AS v
       SET state = p_state, revision = v.revision + 1,
           submitted_on = CASE WHEN p_verb = 'submit' THEN balai.today(v.regency) ELSE v.submitted_on END
     WHERE v.regency = p_version.regency AND v.id = p_version.id;
    INSERT INTO ledger.version_step (regency, village, version_id, revision, verb, person, note)
    VALUES (p_version.regency, p_version.village, p_version.id, p_version.revision, p_verb, balai.person(), coalesce(p_note, ''));
    PERFORM audit.record(p_verb || '-version', p_version.village, 'budget-version', p_version.id,
        jsonb_build_object('state', p_version.state, 'revision', p_version.revision),
        jsonb_build_object('state', p_state, 'revision', p_version.revision + 1));
END
$$;

CREATE OR REPLACE FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT EXISTS (SELECT FROM ledger.version_step AS s
                    WHERE s.regency = p_version.regency AND s.version_id = p_version.id AND s.revision = p_revision
                      AND s.verb = p_verb AND s.person = balai.person())
$$;

-- The BPD agreed (musyawarah): number and day of its minutes (berita acara).
DROP FUNCTION IF EXISTS ledger.agree_version(uuid, integer, text);
CREATE OR REPLACE FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'council');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'agree') THEN
        PERFORM ledger.require_version(version, p_revision, 'agree', 'draft', 'returned');
        IF length(btrim(coalesce(p_number, ''))) NOT BETWEEN 1 AND 100 OR p_date IS NULL THEN
            PERFORM balai.refuse('minutes-missing', '{}');
        ELSIF p_date > balai.today(version.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_date, 'today', balai.today(version.regency)));
        ELSIF extract(year FROM p_date) NOT BETWEEN version.year - 1 AND version.year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', p_date, 'year', version.year));
        END IF;
        PERFORM ledger.require_balanced_version(version);
        UPDATE ledger.budget_version AS v SET minutes_number = btrim(p_number), minutes_date = p_date
         WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM ledger.move_version(version, 'agree', 'agreed', p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'agreed';
END
$$;

-- The village sends the agreed draft to the camat for evaluation.
CREATE OR REPLACE FUNCTION ledger.submit_version(p_version uuid, p_revision integer)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'head', 'secretary');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'submit') THEN
        PERFORM ledger.require_version(version, p_revision, 'submit', 'agreed');
        PERFORM ledger.require_other_person(version, 'submit', 'agree');
        PERFORM ledger.require_no_remarks(version, 'submit');
        PERFORM ledger.move_version(version, 'submit', 'submitted', '');
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'submitted';
END
$$;

-- The camat's answer: in order, or back to the village with a reason.
CREATE OR REPLACE FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    verb constant text := CASE WHEN p_accepted THEN 'evaluate' ELSE 'return' END;
    outcome constant text := CASE WHEN p_accepted THEN 'evaluated' ELSE 'returned' END;
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF NOT ledger.is_repeated_version_step(version, p_revision, verb) THEN
        PERFORM ledger.require_version(version, p_revision, verb, 'submitted');
        PERFORM ledger.require_other_person(version, verb, 'agree', 'submit');
        IF p_accepted THEN
            PERFORM ledger.require_no_remarks(version, verb);
        ELSIF btrim(coalesce(p_note, '')) = '' AND NOT EXISTS (
            SELECT FROM ledger.line_remark AS r WHERE r.regency = version.regency AND r.version_id = p_version
               AND r.revision = version.revision AND r.withdrawn_at IS NULL) THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', verb));
        END IF;
        PERFORM ledger.move_version(version, verb, outcome, p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, outcome;
END
$$;

-- What stands against posting: income + financing in must equal spending + financing out, in all and in each fund source.
CREATE OR REPLACE FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    b record;
BEGIN
    SELECT count(*) AS funds, coalesce(sum(f.difference), 0) AS difference,
           string_agg(f.fund, ', ' ORDER BY f.fund) FILTER (WHERE f.difference <> 0) AS uneven,
           (array_agg(f.fund ORDER BY f.fund) FILTER (WHERE f.difference <> 0))[1] AS fund,
           (array_agg(f.difference ORDER BY f.fund) FILTER (WHERE f.difference <> 0))[1] AS of_fund,
           coalesce(max(f.volume), 0) AS largest
      INTO b
      FROM (SELECT r.fund, sum(CASE WHEN r.account ~ '^(4|6\.1)\.' THEN r.amount_sen ELSE -r.amount_sen END) AS difference,
                   sum(r.amount_sen) AS volume
              FROM ledger.rab_line AS r WHERE r.regency = p_version.regency AND r.version_id = p_version.id GROUP BY r.fund) AS f;
    IF b.funds = 0 THEN
        PERFORM balai.refuse('empty-budget', jsonb_build_object('version', p_version.id));
    ELSIF b.largest > ledger.largest_sen() * 2 THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', '', 'row', 0));
    ELSIF b.uneven IS NOT NULL THEN
        PERFORM balai.refuse('unbalanced', jsonb_build_object(
            'differenceSen', b.difference, 'funds', b.uneven, 'fund', b.fund, 'fundDifferenceSen', b.of_fund));
    END IF;
END
$$;

-- Freezes a version under its regulation and sets the limits execution is held against.
-- Where the county says so (parameter budget.refuse-over-ceiling = 1) the income of a fund source may not be above what the
-- county promised of it; else the budget page warns. Last year's rest (SiLPA, 6.1) is no promise of this year.
CREATE OR REPLACE FUNCTION ledger.require_within_ceilings(p_version ledger.budget_version) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    above record;
BEGIN
    IF balai.parameter(p_version.regency, 'budget.refuse-over-ceiling', balai.today(p_version.regency), '0') #>> '{}' <> '1' THEN
        RETURN;
    END IF;
    SELECT c.fund, c.amount_sen, sum(r.amount_sen)::bigint AS budgeted_sen INTO above
      FROM ledger.ceiling AS c
      JOIN ledger.rab_line AS r ON r.regency = c.regency AND r.version_id = p_version.id AND r.fund = c.fund
     WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year AND r.account LIKE '4.%'
     GROUP BY c.fund, c.amount_sen HAVING sum(r.amount_sen) > c.amount_sen ORDER BY c.fund LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('budget-over-ceiling', jsonb_build_object(
            'fund', above.fund, 'ceilingSen', above.amount_sen, 'budgetedSen', above.budgeted_sen));
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    silent_until date;
BEGIN
    PERFORM balai.require_post(version.village, 'secretary', 'treasurer');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'post') THEN
        PERFORM ledger.require_version(version, p_revision, 'post', 'draft', 'agreed', 'submitted', 'evaluated');
        IF version.state = 'submitted' THEN
            -- Silence for 20 working days counts as consent (Permendagri 20/2018 Art 35).
            silent_until := place.working_day_after(version.submitted_on, 20);
            IF balai.today(version.regency) <= silent_until THEN
                PERFORM balai.refuse('evaluation-pending', jsonb_build_object('until', silent_until));
            END IF;
        ELSIF version.state <> 'evaluated' AND version.kind <> 'pergeseran' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'post'));
        END IF;
        PERFORM ledger.require_other_person(version, 'post', 'agree', 'evaluate');
        IF btrim(coalesce(p_number, '')) = '' OR p_date IS NULL OR length(p_number) > 100 THEN
            PERFORM balai.refuse('regulation-missing', '{}');
        ELSIF p_date > balai.today(version.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_date, 'today', balai.today(version.regency)));
        ELSIF extract(year FROM p_date) NOT BETWEEN version.year - 1 AND version.year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', p_date, 'year', version.year));
        END IF;
        PERFORM ledger.require_balanced_version(version);
        PERFORM ledger.require_within_ceilings(version);
        PERFORM ledger.set_limits(version);
        UPDATE ledger.budget_version AS v SET regulation_number = btrim(p_number), regulation_date = p_date, posted_at = now()
         WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM ledger.move_version(version, 'post', 'posted', '');
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'posted';
END
$$;

-- Makes the control rows say what this version allows; what is reserved and posted stays, and must still fit.
CREATE OR REPLACE FUNCTION ledger.set_limits(p_version ledger.budget_version) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    short record;
BEGIN
    -- An earlier statement locks, in key order; the ones after it see what the locks let through.
    PERFORM 1 FROM ledger.line_control AS c
      WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    SELECT c.*, coalesce(n.amount, 0) AS allowed INTO short
      FROM ledger.line_control AS c
      LEFT JOIN ledger.spending_of_version(p_version.regency, p_version.id) AS n
        ON (n.activity, n.account, n.fund, n.sub_detail) = (c.activity, c.account, c.fund, c.sub_detail)
     WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year
       AND c.reserved_sen + c.posted_sen > coalesce(n.amount, 0)
     ORDER BY c.activity, c.account, c.fund, c.sub_detail LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('below-committed', jsonb_build_object(
            'line', concat_ws(' ', short.activity, short.account, short.fund, short.sub_detail),
            'limitSen', short.allowed, 'committedSen', short.reserved_sen + short.posted_sen));
    END IF;
    UPDATE ledger.line_control AS c SET limit_sen = 0
     WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year AND c.limit_sen <> 0
       AND NOT EXISTS (SELECT FROM ledger.budget_line AS l
                        WHERE l.regency = c.regency AND l.version_id = p_version.id AND l.activity = c.activity
                          AND l.account = c.account AND l.fund = c.fund AND l.sub_detail = c.sub_detail);
    INSERT INTO ledger.line_control AS c (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT p_version.regency, p_version.village, p_version.year, n.activity, n.account, n.fund, n.sub_detail, n.amount
      FROM ledger.spending_of_version(p_version.regency, p_version.id) AS n
     ORDER BY n.activity, n.account, n.fund, n.sub_detail
    ON CONFLICT (regency, village, year, activity, account, fund, sub_detail) DO UPDATE SET limit_sen = excluded.limit_sen;
END
$$;

-- The spending side (belanja 5 and financing out 6.2) of a version, by line.
CREATE OR REPLACE FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid)
RETURNS TABLE (activity text, account text, fund text, sub_detail text, amount bigint)
LANGUAGE sql STABLE AS
$$
    SELECT l.activity, l.account, l.fund, l.sub_detail, coalesce(sum(r.amount_sen), 0)::bigint
      FROM ledger.budget_line AS l
      LEFT JOIN ledger.rab_line AS r ON r.regency = l.regency AND r.version_id = l.version_id AND r.activity = l.activity
           AND r.account = l.account AND r.fund = l.fund AND r.sub_detail = l.sub_detail
     WHERE l.regency = p_regency AND l.version_id = p_version AND l.account ~ '^(5|6\.2)\.'
     GROUP BY l.activity, l.account, l.fund, l.sub_detail
$$;

GRANT EXECUTE ON FUNCTION ledger.agree_version, ledger.submit_version, ledger.evaluate_version, ledger.post_version TO balai_app;
