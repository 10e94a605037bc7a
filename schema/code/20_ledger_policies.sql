-- Who sees which rows of village money, and what can never change.
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['activity', 'account', 'fund_source', 'tax_rate'] LOOP
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE ledger.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON ledger.%I', tenant || '_of_county', tenant);
        EXECUTE format(
            'CREATE POLICY %I ON ledger.%I USING (regency = balai.regency()) WITH CHECK (regency = balai.regency())',
            tenant || '_of_county', tenant);
    END LOOP;
    FOREACH tenant IN ARRAY ARRAY['village_year', 'series', 'budget_version', 'version_step', 'budget_line', 'rab_line',
        'line_control', 'cash_control', 'spp', 'spp_line', 'spp_step', 'entry', 'posting', 'receipt', 'cash_move', 'settlement',
        'settlement_line', 'give_back', 'give_back_line', 'tax_deposit', 'withholding', 'ceiling',
        'disbursement', 'spp_scan', 'village_activity'] LOOP
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE ledger.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON ledger.%I', tenant || '_of_scope', tenant);
        EXECUTE format($policy$
            CREATE POLICY %I ON ledger.%I
            USING (village BETWEEN balai.village_from() AND balai.village_until()
                   AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))
            WITH CHECK (village BETWEEN balai.village_from() AND balai.village_until()
                   AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))$policy$,
            tenant || '_of_scope', tenant);
    END LOOP;
END
$$;

-- The journal only grows, also for its owner.
DO $$
DECLARE
    frozen text;
BEGIN
    FOREACH frozen IN ARRAY ARRAY['entry', 'posting', 'receipt', 'cash_move', 'settlement_line', 'give_back',
        'give_back_line'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', frozen || '_is_append_only', frozen);
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I FOR EACH STATEMENT '
            'EXECUTE FUNCTION audit.refuse_change()', frozen || '_is_append_only', frozen);
    END LOOP;
END
$$;

-- These guards run as whoever writes: a definer bound by row-level security would see nothing, and let all pass, where
-- the writer is above it.
-- An entry balances at commit, in each fund source: money of one source never silently pays for another.
CREATE OR REPLACE FUNCTION ledger.require_balanced_entry() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    judged uuid;
    uneven record;
BEGIN
    IF TG_TABLE_NAME = 'entry' THEN judged := NEW.id; ELSE judged := NEW.entry_id; END IF;
    SELECT p.fund, sum(p.amount_sen) AS excess INTO uneven
      FROM ledger.posting AS p WHERE p.regency = NEW.regency AND p.entry_id = judged
     GROUP BY p.fund HAVING sum(p.amount_sen) <> 0 ORDER BY p.fund LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', uneven.fund, 'excessSen', uneven.excess));
    END IF;
    IF TG_TABLE_NAME = 'entry' AND NOT EXISTS (
        SELECT FROM ledger.posting AS p WHERE p.regency = NEW.regency AND p.entry_id = judged) THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', '', 'excessSen', 0));
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS entry_balances ON ledger.entry;
CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON ledger.entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();
DROP TRIGGER IF EXISTS posting_keeps_balance ON ledger.posting;
CREATE CONSTRAINT TRIGGER posting_keeps_balance AFTER INSERT ON ledger.posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();

-- A posted budget version and its lines never change. One look a statement, not one a row: an import writes thousands.
CREATE OR REPLACE FUNCTION ledger.require_unposted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    posted uuid;
BEGIN
    SELECT v.id INTO posted FROM (SELECT DISTINCT t.regency, t.version_id FROM touched AS t) AS n
      JOIN ledger.budget_version AS v ON v.regency = n.regency AND v.id = n.version_id AND v.state = 'posted' LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('version-posted', jsonb_build_object('version', posted));
    END IF;
    RETURN NULL;
END
$$;
DO $$
DECLARE
    frozen text;
    event text;
BEGIN
    FOREACH frozen IN ARRAY ARRAY['budget_line', 'rab_line'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', frozen || '_frozen_when_posted', frozen);
        FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
            EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', frozen || '_frozen_on_' || lower(event), frozen);
            EXECUTE format(
                'CREATE TRIGGER %I AFTER %s ON ledger.%I REFERENCING %s TABLE AS touched FOR EACH STATEMENT '
                'EXECUTE FUNCTION ledger.require_unposted()',
                frozen || '_frozen_on_' || lower(event), event, frozen, CASE event WHEN 'DELETE' THEN 'OLD' ELSE 'NEW' END);
        END LOOP;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ledger.require_version_unposted() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.state = 'posted' THEN
        PERFORM balai.refuse('version-posted', jsonb_build_object('version', OLD.id));
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS budget_version_frozen_when_posted ON ledger.budget_version;
CREATE TRIGGER budget_version_frozen_when_posted BEFORE UPDATE OR DELETE ON ledger.budget_version
    FOR EACH ROW EXECUTE FUNCTION ledger.require_version_unposted();
