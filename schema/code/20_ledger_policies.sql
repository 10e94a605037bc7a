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
        'line_control', 'cash_control', 'spp', 'spp_line', 'spp_tax', 'spp_step', 'entry', 'posting', 'receipt', 'cash_move',
        'settlement', 'settlement_line', 'give_back', 'give_back_line', 'tax_deposit', 'withholding', 'ceiling',
        'disbursement', 'spp_scan', 'village_activity', 'period_step'] LOOP
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
        'give_back_line', 'period_step'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', frozen || '_is_append_only', frozen);
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I FOR EACH STATEMENT '
            'EXECUTE FUNCTION audit.refuse_change()', frozen || '_is_append_only', frozen);
    END LOOP;
END
$$;

-- These guards run as whoever writes: a definer bound by row-level security would see nothing, and let all pass, where
-- the writer is above it.

-- What the journal names never goes away and never changes its key: who found it there once need not hold it.
CREATE OR REPLACE FUNCTION ledger.refuse_loss() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING ERRCODE = 'BA001', MESSAGE = 'others name its rows: ' || TG_TABLE_NAME; END $$;
DO $$
DECLARE
    kept record;
BEGIN
    FOR kept IN SELECT * FROM (VALUES ('activity', 'regency, year, code'), ('account', 'regency, year, code'),
            ('fund_source', 'regency, year, code'), ('village_year', 'regency, village, year')) AS k (name, keys) LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', kept.name || '_only_grows', kept.name);
        EXECUTE format('CREATE TRIGGER %I BEFORE DELETE OR TRUNCATE OR UPDATE OF %s ON ledger.%I FOR EACH STATEMENT '
            'EXECUTE FUNCTION ledger.refuse_loss()', kept.name || '_only_grows', kept.keys, kept.name);
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ledger.refuse_stray(p_constraint text) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = p_constraint,
        MESSAGE = 'names what is not there: ' || p_constraint;
END
$$;

-- The legs that one statement adds to an entry balance in each fund source, so that money of one source never silently pays
-- for another; they are of the entry's village and year and name codes of the lists.
CREATE OR REPLACE FUNCTION ledger.require_sound_legs() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    wrong record;
BEGIN
    SELECT f.fund, sum(f.amount_sen)::bigint AS excess INTO wrong
      FROM fresh AS f GROUP BY f.regency, f.entry_id, f.fund
    -- Scalar subqueries, so that each code is looked up by its key whatever the planner thinks of a new table.
    HAVING sum(f.amount_sen) <> 0 OR bool_or(
           (SELECT e.id FROM ledger.entry AS e
             WHERE e.regency = f.regency AND e.id = f.entry_id AND e.village = f.village AND e.year = f.year) IS NULL
           OR (SELECT a.code FROM ledger.account AS a
                WHERE a.regency = f.regency AND a.year = f.year AND a.code = f.account) IS NULL
           OR (SELECT a.code FROM ledger.activity AS a
                WHERE a.regency = f.regency AND a.year = f.year AND a.code = f.activity) IS NULL
           OR (SELECT s.code FROM ledger.fund_source AS s
                WHERE s.regency = f.regency AND s.year = f.year AND s.code = f.fund) IS NULL);
    IF wrong.excess <> 0 THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', wrong.fund, 'excessSen', wrong.excess));
    ELSIF wrong.excess = 0 THEN
        PERFORM ledger.refuse_stray('posting_of_entry_and_codes');
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS posting_keeps_balance ON ledger.posting;
DROP TRIGGER IF EXISTS posting_is_sound ON ledger.posting;
CREATE TRIGGER posting_is_sound AFTER INSERT ON ledger.posting
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_sound_legs();

-- An entry is of an opened year and has its legs at commit. What adds them keeps them balanced.
CREATE OR REPLACE FUNCTION ledger.require_balanced_entry() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    has_year boolean;
    has_legs boolean;
BEGIN
    SELECT EXISTS (SELECT FROM ledger.village_year AS y
                    WHERE y.regency = NEW.regency AND y.village = NEW.village AND y.year = NEW.year),
           EXISTS (SELECT FROM ledger.posting AS p WHERE p.regency = NEW.regency AND p.entry_id = NEW.id)
      INTO has_year, has_legs;
    IF NOT has_year THEN
        PERFORM ledger.refuse_stray('entry_of_village_year');
    ELSIF NOT has_legs THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', '', 'excessSen', 0));
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS entry_balances ON ledger.entry;
CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON ledger.entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();

-- A receipt is of an opened year and names codes of the lists; what is entered here names an objek of income or financing.
CREATE OR REPLACE FUNCTION ledger.require_known_receipt() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    level integer;
    has_fund boolean;
    has_year boolean;
BEGIN
    SELECT (SELECT a.level FROM ledger.account AS a
             WHERE a.regency = NEW.regency AND a.year = NEW.year AND a.code = NEW.account),
           EXISTS (SELECT FROM ledger.fund_source AS f
                    WHERE f.regency = NEW.regency AND f.year = NEW.year AND f.code = NEW.fund),
           EXISTS (SELECT FROM ledger.village_year AS y
                    WHERE y.regency = NEW.regency AND y.village = NEW.village AND y.year = NEW.year)
      INTO level, has_fund, has_year;
    IF level IS NULL OR (NEW.origin = 'entered' AND (level <> 4 OR NEW.account !~ '^(4\.|6\.1\.)')) THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', NEW.account));
    ELSIF NOT has_fund THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', NEW.fund));
    ELSIF NOT has_year THEN
        PERFORM ledger.refuse_stray('receipt_of_village_year');
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS receipt_is_known ON ledger.receipt;
CREATE TRIGGER receipt_is_known BEFORE INSERT ON ledger.receipt
    FOR EACH ROW EXECUTE FUNCTION ledger.require_known_receipt();

-- A posted budget version and its lines never change. One look a statement, not one a row: an import writes thousands.
-- It holds the versions until commit, so what the guards below find of lines and details stays so.
CREATE OR REPLACE FUNCTION ledger.require_unposted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    posted uuid;
BEGIN
    PERFORM 1 FROM ledger.budget_version AS v
      WHERE (v.regency, v.id) IN (SELECT DISTINCT t.regency, t.version_id FROM touched AS t) ORDER BY v.id FOR NO KEY UPDATE;
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

-- Lines name codes of the lists; details (RAB) stand under lines and go with them. Triggers run in the order of their names:
-- each of these after the one that holds the versions.
CREATE OR REPLACE FUNCTION ledger.require_known_lines() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (
        SELECT FROM touched AS t
          LEFT JOIN ledger.activity AS a ON a.regency = t.regency AND a.year = t.year AND a.code = t.activity
          LEFT JOIN ledger.account AS k ON k.regency = t.regency AND k.year = t.year AND k.code = t.account
          LEFT JOIN ledger.fund_source AS f ON f.regency = t.regency AND f.year = t.year AND f.code = t.fund
         WHERE a.code IS NULL OR k.code IS NULL OR f.code IS NULL) THEN
        PERFORM ledger.refuse_stray('budget_line_of_codes');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION ledger.require_lines_of_rab() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT t.regency, t.village, t.version_id, t.activity, t.account, t.fund, t.sub_detail
                       FROM touched AS t) AS n
         WHERE (SELECT l.village FROM ledger.budget_line AS l
                 WHERE l.regency = n.regency AND l.version_id = n.version_id AND l.activity = n.activity
                   AND l.account = n.account AND l.fund = n.fund AND l.sub_detail = n.sub_detail)
               IS DISTINCT FROM n.village) THEN
        PERFORM ledger.refuse_stray('rab_line_of_line');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION ledger.take_rab_along() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    DELETE FROM ledger.rab_line AS r USING touched AS t
     WHERE r.regency = t.regency AND r.version_id = t.version_id AND r.activity = t.activity AND r.account = t.account
       AND r.fund = t.fund AND r.sub_detail = t.sub_detail;
    RETURN NULL;
END
$$;
DO $$
DECLARE
    guard record;
BEGIN
    FOR guard IN SELECT * FROM (VALUES
            ('budget_line', 'names_codes', 'INSERT', 'NEW', 'require_known_lines'),
            ('budget_line', 'takes_rab_along', 'DELETE', 'OLD', 'take_rab_along'),
            ('rab_line', 'of_line', 'INSERT', 'NEW', 'require_lines_of_rab')) AS g (relation, rule, event, side, function) LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON ledger.%I', guard.relation || '_' || guard.rule, guard.relation);
        EXECUTE format('CREATE TRIGGER %I AFTER %s ON ledger.%I REFERENCING %s TABLE AS touched FOR EACH STATEMENT '
            'EXECUTE FUNCTION ledger.%I()', guard.relation || '_' || guard.rule, guard.event, guard.relation, guard.side,
            guard.function);
    END LOOP;
    DROP TRIGGER IF EXISTS budget_line_keeps_key ON ledger.budget_line;
    CREATE TRIGGER budget_line_keeps_key BEFORE TRUNCATE
        OR UPDATE OF regency, village, year, version_id, activity, account, fund, sub_detail
        ON ledger.budget_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();
    DROP TRIGGER IF EXISTS rab_line_keeps_key ON ledger.rab_line;
    CREATE TRIGGER rab_line_keeps_key BEFORE UPDATE OF regency, village, version_id, activity, account, fund, sub_detail
        ON ledger.rab_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();
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
