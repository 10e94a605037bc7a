-- Taxes that the treasurer withholds for the state or the county, holds, and deposits.

-- The rates of a day: the county's newest row of a code, else the national one. A rate of 0 is no longer withheld.
CREATE OR REPLACE FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) RETURNS TABLE (
    code text, valid_from date, name text, account text, map_code text, rate_ppm integer, base text, above_sen bigint,
    is_county boolean, is_confirmed boolean, basis text)
LANGUAGE sql STABLE AS
$$
    SELECT DISTINCT ON (r.code) r.code, r.valid_from, r.name, r.account, r.map_code, r.rate_ppm, r.base, r.above_sen,
           r.is_county, r.is_confirmed, r.basis
      FROM (SELECT t.code, t.valid_from, t.name, t.account, t.map_code, t.rate_ppm, t.base, t.above_sen, true AS is_county,
                   true AS is_confirmed, t.basis
              FROM ledger.tax_rate AS t WHERE t.regency = p_regency
            UNION ALL
            SELECT n.code, n.valid_from, n.name, n.account, n.map_code, n.rate_ppm, n.base, n.above_sen, false, n.is_confirmed,
                   n.basis FROM ledger.national_tax_rate AS n) AS r
     WHERE r.valid_from <= p_day
     ORDER BY r.code, r.is_county DESC, r.valid_from DESC
$$;

-- Base x rate, rounded down to whole rupiah.
CREATE OR REPLACE FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT (floor(p_base_sen::numeric * p_rate_ppm / 100000000) * 100)::bigint $$;

-- The last day for depositing what is withheld on a day: parameter tax.deposit-day of the next month, on a working day.
CREATE OR REPLACE FUNCTION ledger.tax_due(p_regency integer, p_day date) RETURNS date LANGUAGE sql STABLE AS
$$
    SELECT place.working_day_after((date_trunc('month', p_day) + interval '1 month')::date
        + (balai.parameter(p_regency, 'tax.deposit-day', p_day, '15') #>> '{}')::integer - 2, 1)
$$;

-- Refuses the first tax, by code and fund, that can't be withheld. taxes: [{code, fund, baseSen}]; gross: {fund: sen}.
CREATE OR REPLACE FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    t record;
BEGIN
    IF jsonb_array_length(p_taxes) > 40 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 40));
    END IF;
    FOR t IN
        SELECT n.*, r.rate_ppm, coalesce((p_gross ->> n.fund)::bigint, 0) AS gross,
               count(*) OVER (PARTITION BY n.code, n.fund) AS same,
               sum(CASE WHEN n.base BETWEEN 1 AND ledger.largest_sen() THEN ledger.tax_of(n.base::bigint, r.rate_ppm) ELSE 0 END)
                   OVER (PARTITION BY n.fund) AS total
          FROM (SELECT coalesce(x ->> 'code', '') AS code, coalesce(x ->> 'fund', '') AS fund,
                       coalesce((x ->> 'baseSen')::numeric, 0) AS base
                  FROM jsonb_array_elements(p_taxes) AS x) AS n
          LEFT JOIN ledger.tax_rates_on((p_village / 1000000)::integer, p_day) AS r ON r.code = n.code AND r.rate_ppm > 0
         ORDER BY n.code COLLATE "C", n.fund COLLATE "C"
    LOOP
        IF t.rate_ppm IS NULL THEN
            PERFORM balai.refuse('unknown-tax', jsonb_build_object('code', left(t.code, 40)));
        ELSIF t.same > 1 THEN
            PERFORM balai.refuse('duplicate-tax', jsonb_build_object('code', t.code, 'fund', t.fund));
        ELSIF t.base < 1 OR t.base > t.gross OR ledger.tax_of(t.base::bigint, t.rate_ppm) < 1 OR t.total > t.gross THEN
            PERFORM balai.refuse('tax-base', jsonb_build_object('code', t.code, 'fund', t.fund, 'grossSen', t.gross));
        END IF;
    END LOOP;
END
$$;

-- Writes down what is withheld from a document. The caller checked it.
CREATE OR REPLACE FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO ledger.withholding (regency, village, year, id, document_id, code, account, map_code, fund, base_sen, rate_ppm,
                                    amount_sen, state, held_on, due_on)
    SELECT (p_village / 1000000)::integer, p_village, p_year, ledger.new_id(), p_document, r.code, r.account, r.map_code,
           x ->> 'fund', (x ->> 'baseSen')::bigint, r.rate_ppm, ledger.tax_of((x ->> 'baseSen')::bigint, r.rate_ppm), 'held',
           p_day, ledger.tax_due((p_village / 1000000)::integer, p_day)
      FROM jsonb_array_elements(p_taxes) AS x
      JOIN ledger.tax_rates_on((p_village / 1000000)::integer, p_day) AS r ON r.code = x ->> 'code'
$$;

-- Taxes are withheld from definitive requests only, and from what each fund source pays.
CREATE OR REPLACE FUNCTION ledger.require_spp_taxes(p_spp ledger.spp, p_day date, p_taxes jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF p_spp.kind <> 'definitive' AND jsonb_array_length(p_taxes) > 0 THEN
        PERFORM balai.refuse('tax-not-here', jsonb_build_object('kind', p_spp.kind));
    END IF;
    PERFORM ledger.require_taxes(p_spp.village, p_day, p_taxes, (
        SELECT jsonb_object_agg(n.fund, n.amount) FROM (
            SELECT l.fund, sum(l.amount_sen)::bigint AS amount FROM ledger.spp_line AS l
             WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id GROUP BY l.fund) AS n));
END
$$;

-- What a request proposes to withhold, as ledger.withhold reads it.
CREATE OR REPLACE FUNCTION ledger.proposed_taxes(p_regency integer, p_spp uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'fund', t.fund, 'baseSen', t.base_sen)
                              ORDER BY t.code, t.fund), '[]')
      FROM ledger.spp_tax AS t WHERE t.regency = p_regency AND t.spp_id = p_spp
$$;

-- Puts proposed taxes in place of the request's older ones, at the rates of its day.
CREATE OR REPLACE FUNCTION ledger.put_taxes(p_spp ledger.spp, p_taxes jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM ledger.require_spp_taxes(p_spp, p_spp.book_date, p_taxes);
    DELETE FROM ledger.spp_tax AS t WHERE t.regency = p_spp.regency AND t.spp_id = p_spp.id;
    INSERT INTO ledger.spp_tax (regency, village, year, spp_id, code, fund, account, base_sen, rate_ppm, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_spp.year, p_spp.id, r.code, x ->> 'fund', r.account, (x ->> 'baseSen')::bigint,
           r.rate_ppm, ledger.tax_of((x ->> 'baseSen')::bigint, r.rate_ppm)
      FROM jsonb_array_elements(p_taxes) AS x
      JOIN ledger.tax_rates_on(p_spp.regency, p_spp.book_date) AS r ON r.code = x ->> 'code';
END
$$;

-- The manager who asked says what will be withheld until the request goes up, the treasurer until it is verified.
CREATE OR REPLACE FUNCTION ledger.propose_taxes(p_id uuid, p_revision integer, p_taxes jsonb)
RETURNS TABLE (id uuid, revision integer, state text, number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    acting_as constant text := CASE WHEN spp.requester = balai.person() THEN 'manager' ELSE 'treasurer' END;
    before jsonb;
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'taxes') THEN
        PERFORM balai.require_post(spp.village, acting_as);
        PERFORM ledger.require_spp(spp, p_revision, 'taxes', VARIADIC CASE acting_as
            WHEN 'manager' THEN ARRAY['draft', 'returned'] ELSE ARRAY['draft', 'returned', 'submitted'] END);
        before := ledger.proposed_taxes(spp.regency, p_id);
        PERFORM ledger.put_taxes(spp, p_taxes);
        PERFORM ledger.move_spp(spp, 'taxes', spp.state, acting_as, balai.today(spp.regency), '',
            jsonb_build_object('before', before, 'taxes', p_taxes));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, spp.state, spp.number;
END
$$;

-- Deposits some withholdings of one tax (one MAP code) under one NTPN: each is deposited whole, once.
CREATE OR REPLACE FUNCTION ledger.deposit_taxes(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[])
RETURNS TABLE (id uuid, number integer, entry_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    ntpn constant text := upper(replace(coalesce(p_ntpn, ''), ' ', ''));
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'deposit-taxes', ledger.fingerprint(p_village::text, p_year::text, p_day::text, p_place, ntpn,
        (SELECT string_agg(w::text, ',' ORDER BY w) FROM unnest(p_withholdings) AS w)), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_depositable(p_village, p_year, p_day, ntpn, p_withholdings);
        answer := ledger.post_deposit(p_id, p_village, p_year, p_day, p_place, ntpn, p_withholdings);
        PERFORM audit.record('deposit-taxes', p_village, 'tax-deposit', p_id, NULL, answer);
        answer := balai.keep(p_id, p_village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_depositable(
    p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    f record;
BEGIN
    IF coalesce(cardinality(p_withholdings), 0) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF cardinality(p_withholdings) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    END IF;
    PERFORM 1 FROM ledger.withholding AS w
      WHERE w.regency = in_regency AND w.village = p_village AND w.year = p_year AND w.id = ANY (p_withholdings)
      ORDER BY w.id FOR NO KEY UPDATE;
    SELECT count(*) AS found, count(*) FILTER (WHERE w.state = 'held') AS held, count(DISTINCT (w.account, w.map_code)) AS kinds,
           max(w.held_on) AS newest, max(w.map_code) AS map INTO f
      FROM ledger.withholding AS w
     WHERE w.regency = in_regency AND w.village = p_village AND w.year = p_year AND w.id = ANY (p_withholdings);
    IF f.found <> (SELECT count(DISTINCT x) FROM unnest(p_withholdings) AS x) THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'withholding'));
    ELSIF f.held <> f.found THEN
        PERFORM balai.refuse('tax-deposited', '{}');
    ELSIF f.kinds > 1 THEN
        PERFORM balai.refuse('mixed-taxes', '{}');
    ELSIF p_day < f.newest THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', f.newest));
    ELSIF (f.map <> '' OR p_ntpn <> '') AND p_ntpn !~ '^[0-9A-Z]{16}$' THEN
        PERFORM balai.refuse('ntpn-malformed', jsonb_build_object('ntpn', left(p_ntpn, 40)));
    ELSIF EXISTS (SELECT FROM ledger.tax_deposit AS d
                   WHERE d.regency = in_regency AND d.ntpn = p_ntpn AND p_ntpn <> '' AND NOT d.is_reversed) THEN
        PERFORM balai.refuse('ntpn-used', jsonb_build_object('ntpn', p_ntpn));
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger.post_deposit(
    p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    f record;
    one record;
    given integer;
    booked bigint;
BEGIN
    SELECT w.account, w.map_code, a.name, sum(w.amount_sen) OVER ()::bigint AS total INTO one
      FROM ledger.withholding AS w JOIN ledger.account AS a ON a.regency = w.regency AND a.year = w.year AND a.code = w.account
     WHERE w.regency = in_regency AND w.id = ANY (p_withholdings) LIMIT 1;
    given := ledger.next_number(p_village, p_year, 'deposit');
    INSERT INTO ledger.tax_deposit (regency, village, year, id, number, book_date, place, account, map_code, ntpn, amount_sen,
                                    person)
    VALUES (in_regency, p_village, p_year, p_id, given, p_day, p_place, one.account, one.map_code, p_ntpn, one.total,
            balai.person());
    UPDATE ledger.withholding AS w SET state = 'deposited', deposit_id = p_id
     WHERE w.regency = in_regency AND w.id = ANY (p_withholdings);
    FOR f IN SELECT w.fund, sum(w.amount_sen)::bigint AS amount FROM ledger.withholding AS w
              WHERE w.regency = in_regency AND w.deposit_id = p_id GROUP BY w.fund ORDER BY w.fund LOOP
        PERFORM ledger.move_cash(p_village, p_year, f.fund, p_place, -f.amount);
    END LOOP;
    booked := ledger.write_entry(entry, p_village, p_year, p_day, 'tax-deposit', p_id, NULL,
        btrim(concat_ws(' ', one.name, one.map_code, p_ntpn)));
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
    SELECT in_regency, p_village, p_year, entry, row_number() OVER (ORDER BY n.sign DESC, n.fund), n.account, '0.0.00', n.fund,
           n.sign * n.amount
      FROM (SELECT w.fund, k.sign, CASE k.sign WHEN 1 THEN one.account ELSE held_in END AS account,
                   sum(w.amount_sen)::bigint AS amount
              FROM ledger.withholding AS w CROSS JOIN (VALUES (1), (-1)) AS k (sign)
             WHERE w.regency = in_regency AND w.deposit_id = p_id GROUP BY w.fund, k.sign) AS n;
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

-- The county sets a rate from a day on; a row of the same code and day is replaced, and the trail keeps both.
CREATE OR REPLACE FUNCTION ledger.set_tax_rate(
    p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer,
    p_base text, p_above_sen bigint, p_basis text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    before jsonb;
    after ledger.tax_rate;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF p_code !~ '^[a-z0-9-]{2,40}$' OR p_account !~ '^7\.1\.[0-9]\.[0-9]{2}$' OR p_map_code !~ '^([0-9]{6}-[0-9]{3})?$'
       OR p_rate_ppm NOT BETWEEN 0 AND 1000000 OR p_base NOT IN ('gross', 'net') OR p_above_sen < 0
       OR length(btrim(p_name)) NOT BETWEEN 1 AND 200 OR length(btrim(p_basis)) NOT BETWEEN 1 AND 200 THEN
        PERFORM balai.refuse('tax-rate-malformed', jsonb_build_object('code', left(p_code, 40)));
    ELSIF NOT EXISTS (SELECT FROM ledger.national_account AS a WHERE a.code = p_account AND a.level = 4) THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', p_account));
    END IF;
    SELECT to_jsonb(t) INTO before FROM ledger.tax_rate AS t
     WHERE t.regency = p_regency AND t.code = p_code AND t.valid_from = p_valid_from;
    INSERT INTO ledger.tax_rate AS t (regency, village, code, valid_from, name, account, map_code, rate_ppm, base, above_sen,
                                      basis, person)
    VALUES (p_regency, county, p_code, p_valid_from, btrim(p_name), p_account, p_map_code, p_rate_ppm, p_base, p_above_sen,
            btrim(p_basis), balai.person())
    ON CONFLICT (regency, code, valid_from) DO UPDATE SET name = excluded.name, account = excluded.account,
        map_code = excluded.map_code, rate_ppm = excluded.rate_ppm, base = excluded.base, above_sen = excluded.above_sen,
        basis = excluded.basis, person = excluded.person, recorded_at = now()
    RETURNING * INTO after;
    PERFORM audit.record('set-tax-rate', county, 'tax-rate', NULL, before, to_jsonb(after),
        jsonb_build_object('code', p_code, 'validFrom', p_valid_from, 'ratePpm', p_rate_ppm));
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.tax_rates_on, ledger.propose_taxes, ledger.deposit_taxes, ledger.set_tax_rate TO balai_app;
