-- Who sees which rows of the proof, and what feeds it.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['pending', 'leaf', 'commitment', 'village_head'] LOOP
        EXECUTE format('ALTER TABLE proof.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE proof.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('DROP POLICY IF EXISTS %I ON proof.%I', name || '_of_scope', name);
        EXECUTE format($policy$
            CREATE POLICY %I ON proof.%I
            USING (village BETWEEN balai.village_from() AND balai.village_until()
                   AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))$policy$,
            name || '_of_scope', name);
    END LOOP;
    -- The log itself tells nothing of anybody; only those of the regency read it here, everybody through its routes.
    FOREACH name IN ARRAY ARRAY['log', 'checkpoint', 'tile'] LOOP
        EXECUTE format('ALTER TABLE proof.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE proof.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('DROP POLICY IF EXISTS %I ON proof.%I', name || '_of_county', name);
        EXECUTE format('CREATE POLICY %I ON proof.%I USING (regency = balai.regency())', name || '_of_county', name);
    END LOOP;
END
$$;

-- One statement a posting, whoever writes the entry: in the same transaction, before anybody sees it.
CREATE OR REPLACE FUNCTION proof.queue_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
    SELECT e.regency, e.village, e.year, 'entry', e.id, e.number FROM fresh AS e;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION proof.queue_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
    VALUES (NEW.regency, NEW.village, NEW.year, 'budget', NEW.id, 0);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION proof.queue_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
    VALUES (NEW.regency, NEW.village, NEW.year, 'period', NEW.id, NEW.last_number);
    RETURN NULL;
END
$$;
ALTER FUNCTION proof.queue_entries OWNER TO balai_wide;
ALTER FUNCTION proof.queue_period OWNER TO balai_wide;
ALTER FUNCTION proof.queue_version OWNER TO balai_wide;
REVOKE ALL ON FUNCTION proof.queue_entries, proof.queue_version, proof.queue_period FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proof.queue_entries, proof.queue_version, proof.queue_period TO balai_owner;

DROP TRIGGER IF EXISTS entry_waits_for_proof ON ledger.entry;
CREATE TRIGGER entry_waits_for_proof AFTER INSERT ON ledger.entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION proof.queue_entries();
DROP TRIGGER IF EXISTS budget_version_waits_for_proof ON ledger.budget_version;
CREATE TRIGGER budget_version_waits_for_proof AFTER UPDATE ON ledger.budget_version
    FOR EACH ROW WHEN (NEW.state = 'posted' AND OLD.state <> 'posted') EXECUTE FUNCTION proof.queue_version();

DROP TRIGGER IF EXISTS period_waits_for_proof ON ledger.period_step;
CREATE TRIGGER period_waits_for_proof AFTER INSERT ON ledger.period_step
    FOR EACH ROW EXECUTE FUNCTION proof.queue_period();

-- What an entry's leaf says, and the two texts of which it says only hashes.
CREATE OR REPLACE VIEW proof.entry_facts WITH (security_invoker = true) AS
SELECT e.regency, e.village, e.year, e.id, e.number, e.book_date::text AS book_date,
       to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at,
       e.kind, e.origin, e.document_id, x.number AS reverses, e.description,
       coalesce(s.payee, r.payer, g.payer, '') AS counterparty,
       p.ordinals, p.accounts, p.activities, p.funds, p.sub_details, p.amounts, o.number AS corrects
  FROM ledger.entry AS e
  LEFT JOIN ledger.entry AS o ON o.regency = e.regency AND o.id = e.corrects
  LEFT JOIN ledger.entry AS x ON x.regency = e.regency AND x.id = e.reverses
  LEFT JOIN ledger.spp AS s ON s.regency = e.regency AND s.id = e.document_id
  LEFT JOIN ledger.receipt AS r ON r.regency = e.regency AND r.id = e.document_id
  LEFT JOIN ledger.give_back AS g ON g.regency = e.regency AND g.id = e.document_id
 CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(p.ordinal::bigint ORDER BY p.ordinal), '{}') AS ordinals,
               coalesce(array_agg(p.account ORDER BY p.ordinal), '{}') AS accounts,
               coalesce(array_agg(p.activity ORDER BY p.ordinal), '{}') AS activities,
               coalesce(array_agg(p.fund ORDER BY p.ordinal), '{}') AS funds,
               coalesce(array_agg(p.sub_detail ORDER BY p.ordinal), '{}') AS sub_details,
               coalesce(array_agg(p.amount_sen ORDER BY p.ordinal), '{}') AS amounts
          FROM ledger.posting AS p WHERE p.regency = e.regency AND p.entry_id = e.id) AS p;
COMMENT ON VIEW proof.entry_facts IS 'An entry as its leaf tells it (docs/proof-format.md). Amounts in sen.';

CREATE OR REPLACE VIEW proof.budget_facts WITH (security_invoker = true) AS
SELECT v.regency, v.village, v.year, v.id, v.ordinal, v.kind, v.origin, coalesce(v.regulation_number, '') AS regulation,
       v.regulation_date::text AS regulation_date,
       l.activities, l.accounts, l.funds, l.sub_details, l.amounts
  FROM ledger.budget_version AS v
 CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(l.activity ORDER BY l.activity, l.account, l.fund, l.sub_detail), '{}') AS activities,
               coalesce(array_agg(l.account ORDER BY l.activity, l.account, l.fund, l.sub_detail), '{}') AS accounts,
               coalesce(array_agg(l.fund ORDER BY l.activity, l.account, l.fund, l.sub_detail), '{}') AS funds,
               coalesce(array_agg(l.sub_detail ORDER BY l.activity, l.account, l.fund, l.sub_detail), '{}') AS sub_details,
               coalesce(array_agg(l.amount ORDER BY l.activity, l.account, l.fund, l.sub_detail), '{}') AS amounts
          FROM (SELECT b.activity, b.account, b.fund, b.sub_detail, coalesce(sum(r.amount_sen), 0)::bigint AS amount
                  FROM ledger.budget_line AS b
                  LEFT JOIN ledger.rab_line AS r ON r.regency = b.regency AND r.version_id = b.version_id
                       AND r.activity = b.activity AND r.account = b.account AND r.fund = b.fund
                       AND r.sub_detail = b.sub_detail
                 WHERE b.regency = v.regency AND b.version_id = v.id
                 GROUP BY b.activity, b.account, b.fund, b.sub_detail) AS l) AS l
 WHERE v.state = 'posted';
COMMENT ON VIEW proof.budget_facts IS 'A posted budget version as its leaf tells it. Amounts in sen.';

CREATE OR REPLACE VIEW proof.period_facts WITH (security_invoker = true) AS
SELECT s.regency, s.village, s.year, s.id, s.month, s.ordinal, s.verb, s.last_number,
       to_char(s.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at,
       s.reason AS description, s.person_name AS counterparty
  FROM ledger.period_step AS s;
COMMENT ON VIEW proof.period_facts IS 'A month closed or reopened as its leaf tells it; counterparty is who did it.';
GRANT SELECT ON proof.entry_facts, proof.budget_facts, proof.period_facts TO balai_app, balai_audit, balai_backup, balai_wide;
