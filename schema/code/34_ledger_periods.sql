-- A month is closed by treasurer or head, and reopened by the head with a reason; in a closed month nothing is booked.

-- The bit of a day's month in village_year.closed_months.
CREATE OR REPLACE FUNCTION ledger.month_bit(p_day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 1 << (extract(month FROM p_day)::integer - 1) $$;

-- Why a booking found no open month: its year is closed, or the month is.
CREATE OR REPLACE FUNCTION ledger.refuse_closed(p_village bigint, p_year integer, p_day date) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF EXISTS (SELECT FROM ledger.village_year AS y WHERE y.regency = p_village / 1000000 AND y.village = p_village
                  AND y.year = p_year AND y.state = 'open') THEN
        PERFORM balai.refuse('period-closed', jsonb_build_object(
            'year', p_year, 'month', extract(month FROM p_day)::integer, 'day', p_day));
    END IF;
    PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
END
$$;

-- p_verb close: the month is over and open. reopen: it is closed, and there is a reason. The year's row is the lock, as for
-- every booking: what was booked before is before the step.
CREATE OR REPLACE FUNCTION ledger.move_period(
    p_id uuid, p_village bigint, p_year integer, p_month integer, p_verb text, p_reason text DEFAULT '')
RETURNS TABLE (id uuid, ordinal integer, last_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    today constant date := balai.today(in_regency);
    answer jsonb;
    held ledger.village_year;
    last_day date;
    steps integer;
BEGIN
    PERFORM ledger.require_desa(p_village);
    IF p_verb = 'close' THEN
        PERFORM balai.require_post(p_village, 'treasurer', 'head');
    ELSE
        PERFORM balai.require_post(p_village, 'head');
    END IF;
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'move-period',
        ledger.fingerprint(p_village::text, p_year::text, p_month::text, p_verb, p_reason), p_village);
    IF answer IS NULL THEN
        IF p_month NOT BETWEEN 1 AND 12 OR p_verb NOT IN ('close', 'reopen') THEN
            PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'period', 'id', p_id));
        END IF;
        SELECT * INTO held FROM ledger.village_year AS y
         WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year FOR NO KEY UPDATE;
        last_day := make_date(p_year, p_month, 1) + interval '1 month - 1 day';
        SELECT count(*) INTO steps FROM ledger.period_step AS s
         WHERE s.regency = in_regency AND s.village = p_village AND s.year = p_year AND s.month = p_month;
        IF held.year IS NULL THEN
            PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
        ELSIF held.state = 'closed' THEN
            PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
        ELSIF (steps % 2 = 0) <> (p_verb = 'close') THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object(
                'state', CASE steps % 2 WHEN 0 THEN 'open' ELSE 'closed' END, 'verb', p_verb));
        ELSIF p_verb = 'close' AND last_day >= today THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', last_day, 'today', today));
        ELSIF length(p_reason) > 500 OR (p_verb = 'reopen' AND btrim(p_reason) = '') THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', p_verb));
        END IF;
        UPDATE ledger.village_year AS y SET closed_months = y.closed_months # ledger.month_bit(last_day)
         WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year;
        INSERT INTO ledger.period_step (regency, village, year, id, month, ordinal, verb, last_number, person,
                                        person_name, reason)
        SELECT in_regency, p_village, p_year, p_id, p_month, steps + 1, p_verb, held.last_entry_number, p.id, p.name,
               btrim(p_reason)
          FROM identity.person AS p WHERE p.regency = in_regency AND p.id = balai.person();
        PERFORM audit.record(p_verb || '-period', p_village, 'period', p_id, NULL,
            jsonb_build_object('year', p_year, 'month', p_month, 'ordinal', steps + 1));
        answer := balai.keep(p_id, p_village, jsonb_build_object('ordinal', steps + 1, 'last', held.last_entry_number));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'ordinal')::integer, (answer ->> 'last')::bigint;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.move_period TO balai_app;
