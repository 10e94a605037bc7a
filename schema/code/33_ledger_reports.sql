-- Reports over the journal.

-- The newest posted budget beside what the journal holds, by activity, account and fund source. Owned by balai_wide: the
-- scope is checked once, not on each of the year's postings; outside it nothing is returned. Without enable_hashagg each sum
-- is read off posting_by_line, which holds the year in the order of the groups; the planner would hash three texts a posting.
CREATE OR REPLACE FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date)
RETURNS TABLE (activity text, account text, fund text, budget_sen bigint, realised_sen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_hashagg = off AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    newest uuid;
BEGIN
    IF NOT balai.in_scope(p_village) THEN
        RETURN;
    END IF;
    SELECT v.id INTO newest FROM ledger.budget_version AS v
     WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.state = 'posted'
     ORDER BY v.ordinal DESC LIMIT 1;
    RETURN QUERY
    -- Summed first, cash and taxes too, then chosen: a look at a sum costs less than one at each of its postings.
    WITH journal AS MATERIALIZED (
        SELECT p.activity, p.account, p.fund, sum(p.amount_sen) AS amount
          FROM ledger.posting AS p
         WHERE p.regency = in_regency AND p.village = p_village AND p.year = p_year
           AND (p_until IS NULL OR p.entry_id IN (
                SELECT e.id FROM ledger.entry AS e
                 WHERE e.regency = in_regency AND e.village = p_village AND e.year = p_year
                   AND e.book_date <= p_until))
         GROUP BY p.activity, p.account, p.fund)
    SELECT coalesce(b.activity, j.activity), coalesce(b.account, j.account), coalesce(b.fund, j.fund),
           coalesce(b.amount, 0)::bigint,
           coalesce(CASE WHEN j.account ~ '^(4|6\.1)\.' THEN -j.amount ELSE j.amount END, 0)::bigint
      FROM (SELECT r.activity, r.account, r.fund, sum(r.amount_sen) AS amount
              FROM ledger.rab_line AS r
             WHERE r.regency = in_regency AND r.version_id = newest
             GROUP BY r.activity, r.account, r.fund) AS b
      FULL JOIN (SELECT * FROM journal AS n WHERE left(n.account, 1) = ANY (ARRAY['4', '5', '6'])) AS j
        ON j.activity = b.activity AND j.account = b.account AND j.fund = b.fund
     ORDER BY 2, 1, 3;
END
$$;
ALTER FUNCTION ledger.realisation_cells OWNER TO balai_wide;
REVOKE ALL ON FUNCTION ledger.realisation_cells FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.realisation_cells TO balai_app;
