-- Photos gate money: which evidence a payment request needs, what there is, and what two persons let through.

DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['evidence', 'gate_override'] LOOP
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE ledger.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON ledger.%I', tenant || '_of_scope', tenant);
        EXECUTE format('CREATE POLICY %I ON ledger.%I USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village))',
            tenant || '_of_scope', tenant);
    END LOOP;
    ALTER TABLE ledger.gate_rule ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ledger.gate_rule FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS gate_rule_of_county ON ledger.gate_rule;
    CREATE POLICY gate_rule_of_county ON ledger.gate_rule
        USING (regency = balai.regency()) WITH CHECK (regency = balai.regency());
END
$$;

-- Monitoring's only trace in the ledger. As whoever writes: a link's photo comes without a person's scope.
CREATE OR REPLACE FUNCTION monitoring.write_evidence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO ledger.evidence (regency, village, progress, receipt, project, year, activity, fund, stage, location, taken_at)
    SELECT g.regency, g.village, g.id, NEW.receipt, p.id, p.year, p.activity, p.fund, g.stage, NEW.location,
           coalesce(r.exif_at, r.gps_at, r.device_at)
      FROM monitoring.progress AS g
      JOIN monitoring.project AS p ON p.regency = g.regency AND p.id = g.project
      JOIN monitoring.receipt AS r ON r.regency = g.regency AND r.id = NEW.receipt
     WHERE g.regency = NEW.regency AND g.id = NEW.progress AND p.activity IS NOT NULL;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION monitoring.withdraw_evidence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE ledger.evidence AS e SET withdrawn_at = now()
     WHERE e.regency = NEW.regency AND e.progress = NEW.id AND e.withdrawn_at IS NULL;
    RETURN NULL;
END
$$;

-- A work that changes its budget line takes its evidence along; a cancelled one no longer speaks for any.
CREATE OR REPLACE FUNCTION monitoring.move_evidence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE ledger.evidence AS e
       SET year = NEW.year, activity = NEW.activity, fund = NEW.fund,
           withdrawn_at = CASE WHEN NEW.state = 'cancelled' THEN coalesce(e.withdrawn_at, now()) ELSE e.withdrawn_at END
     WHERE e.regency = NEW.regency AND e.project = NEW.id;
    RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS progress_photo_is_evidence ON monitoring.progress_photo;
CREATE TRIGGER progress_photo_is_evidence AFTER INSERT ON monitoring.progress_photo
    FOR EACH ROW EXECUTE FUNCTION monitoring.write_evidence();
DROP TRIGGER IF EXISTS progress_withdraws_evidence ON monitoring.progress;
CREATE TRIGGER progress_withdraws_evidence AFTER UPDATE OF state ON monitoring.progress
    FOR EACH ROW WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn')
    EXECUTE FUNCTION monitoring.withdraw_evidence();
DROP TRIGGER IF EXISTS project_moves_evidence ON monitoring.project;
CREATE TRIGGER project_moves_evidence AFTER UPDATE ON monitoring.project
    FOR EACH ROW WHEN (NEW.activity IS NOT NULL AND ((OLD.year, OLD.activity, OLD.fund) IS DISTINCT FROM
                       (NEW.year, NEW.activity, NEW.fund) OR (NEW.state = 'cancelled' AND OLD.state <> 'cancelled')))
    EXECUTE FUNCTION monitoring.move_evidence();

-- The rules of a day: of each code the newest, without those that ended.
CREATE OR REPLACE FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) RETURNS SETOF ledger.gate_rule
LANGUAGE sql STABLE AS
$$
    SELECT r.* FROM (
        SELECT DISTINCT ON (g.code) g.* FROM ledger.gate_rule AS g
         WHERE g.regency = p_regency AND g.valid_from <= p_day ORDER BY g.code, g.valid_from DESC) AS r
     WHERE r.photos > 0
$$;

-- What each rule asks of a request before a step, and what there is. An SPP counts itself with what is approved (or, when it
-- is to be paid, paid) of the activity and fund; the first advance of an activity is asked nothing.
CREATE OR REPLACE FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) RETURNS TABLE (
    activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer,
    needed integer, found integer, elsewhere integer)
LANGUAGE sql STABLE AS
$$
    WITH asked AS (
        SELECT l.activity, l.fund, sum(l.amount_sen) AS amount FROM ledger.spp_line AS l
         WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id GROUP BY l.activity, l.fund),
    spent AS (
        SELECT a.activity, a.fund, sum(c.limit_sen) AS allowed,
               sum(c.posted_sen + CASE WHEN p_verb = 'pay' THEN 0 ELSE c.reserved_sen END) AS before,
               CASE WHEN p_spp.state IN ('paid', 'settled', 'reversed') OR (p_spp.state = 'approved' AND p_verb <> 'pay')
                    THEN 0 ELSE a.amount END AS amount
          FROM asked AS a
          JOIN ledger.line_control AS c ON c.regency = p_spp.regency AND c.village = p_spp.village AND c.year = p_spp.year
               AND c.activity = a.activity AND c.fund = a.fund
         GROUP BY a.activity, a.fund, a.amount)
    SELECT s.activity, s.fund, r.code,
           (s.before + s.amount) * 100 > s.allowed * r.spent_percent AND (p_spp.kind <> 'advance' OR s.before > 0),
           CASE WHEN s.allowed > 0 THEN least(999, floor((s.before + s.amount) * 100 / s.allowed))::integer ELSE 0 END,
           r.spent_percent::integer, r.stage::integer, r.photos::integer, e.found::integer, e.elsewhere::integer
      FROM spent AS s
      JOIN ledger.activity AS a ON a.regency = p_spp.regency AND a.year = p_spp.year AND a.code = s.activity
     CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE v.stage >= g.stage AND v.location <> 'mismatch') AS found,
                   count(*) FILTER (WHERE v.location = 'mismatch') AS elsewhere, g.code, count(v.receipt) AS shown
              FROM ledger.gate_rules_on(p_spp.regency, p_day) AS g
              LEFT JOIN ledger.evidence AS v ON v.regency = p_spp.regency AND v.village = p_spp.village
                   AND v.year = p_spp.year AND v.activity = s.activity AND v.fund = s.fund AND v.withdrawn_at IS NULL
             GROUP BY g.code, g.stage) AS e
      JOIN ledger.gate_rules_on(p_spp.regency, p_day) AS r ON r.code = e.code
     WHERE (r.fund IS NULL OR r.fund = s.fund)
       AND (r.activity IS NULL OR s.activity = r.activity OR starts_with(s.activity, r.activity || '.'))
       AND (r.kind IS NULL OR (r.kind = 'physical') = (coalesce(a.kind = 2, false) OR e.shown > 0))
     ORDER BY s.activity, s.fund, r.code
$$;

-- Refuses the first activity whose evidence is missing, unless two persons let the request through. Called before the lines are
-- reserved or posted, in the same transaction.
CREATE OR REPLACE FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    missing record;
BEGIN
    IF p_spp.origin = 'imported' OR NOT EXISTS (SELECT FROM ledger.gate_rules_on(p_spp.regency, p_day)) THEN
        RETURN;
    END IF;
    -- Two requests of one village's year look one after the other; a report can't be withdrawn under our eyes.
    PERFORM pg_advisory_xact_lock(820023, (p_spp.village % 10000000)::integer);
    PERFORM 1 FROM ledger.evidence AS e
      WHERE e.regency = p_spp.regency AND e.village = p_spp.village AND e.year = p_spp.year AND e.withdrawn_at IS NULL
        AND (e.activity, e.fund) IN (SELECT l.activity, l.fund FROM ledger.spp_line AS l
                                      WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id)
      ORDER BY e.progress, e.receipt FOR SHARE;
    SELECT s.* INTO missing FROM ledger.gate_standing(p_spp, p_verb, p_day) AS s WHERE s.asks AND s.found < s.needed LIMIT 1;
    IF NOT FOUND OR EXISTS (SELECT FROM ledger.gate_override AS o WHERE o.regency = p_spp.regency AND o.spp_id = p_spp.id
                               AND o.granted_by IS NOT NULL) THEN
        RETURN;
    END IF;
    PERFORM balai.refuse('evidence-missing', jsonb_build_object('activity', missing.activity, 'fund', missing.fund,
        'rule', missing.rule, 'spentPercent', missing.spent_percent, 'pastPercent', missing.past_percent,
        'stage', missing.stage, 'needed', missing.needed, 'found', missing.found, 'elsewhere', missing.elsewhere));
END
$$;

-- What the page of a request shows beforehand.
CREATE OR REPLACE FUNCTION ledger.gate_of(p_spp uuid) RETURNS TABLE (
    activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer,
    needed integer, found integer, elsewhere integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT g.* FROM ledger.spp AS s
     CROSS JOIN LATERAL ledger.gate_standing(s, CASE s.state WHEN 'approved' THEN 'pay' ELSE 'approve' END,
        balai.today(s.regency)) AS g
     WHERE s.regency = balai.regency() AND s.id = p_spp AND s.origin = 'entered'
$$;

-- The county sets a rule from a day on; the same again is the same rule.
CREATE OR REPLACE FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    INSERT INTO ledger.gate_rule AS r (regency, village, code, valid_from, fund, kind, activity, spent_percent, stage, photos,
        basis, entered_by)
    VALUES (balai.regency(), county, p_code, p_valid_from, p_fields ->> 'fund', p_fields ->> 'kind', p_fields ->> 'activity',
        (p_fields ->> 'spentPercent')::smallint, (p_fields ->> 'stage')::smallint, (p_fields ->> 'photos')::smallint,
        p_fields ->> 'basis', balai.person())
    ON CONFLICT (regency, code, valid_from) DO UPDATE SET fund = excluded.fund, kind = excluded.kind,
        activity = excluded.activity, spent_percent = excluded.spent_percent, stage = excluded.stage,
        photos = excluded.photos, basis = excluded.basis, entered_by = excluded.entered_by, entered_at = now();
    PERFORM audit.record('set-gate-rule', county, 'gate-rule', NULL, NULL, p_fields,
        jsonb_build_object('code', p_code, 'from', p_valid_from));
END
$$;

-- One person asks to let a request through without evidence.
CREATE OR REPLACE FUNCTION ledger.ask_override(p_spp uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    acting_as text;
BEGIN
    PERFORM balai.require_post(spp.village, 'secretary', 'manager', 'treasurer');
    SELECT r INTO acting_as FROM unnest(ARRAY['secretary', 'manager', 'treasurer']) AS r
     WHERE identity.holds(r, spp.village, balai.today(spp.regency)) LIMIT 1;
    IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'ask-override'));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.gate_of(p_spp) AS g WHERE g.asks AND g.found < g.needed) THEN
        PERFORM balai.refuse('nothing-to-override', jsonb_build_object('id', p_spp));
    END IF;
    INSERT INTO ledger.gate_override AS o (regency, village, spp_id, reason, asked_by, asked_role)
    VALUES (spp.regency, spp.village, p_spp, btrim(p_reason), balai.person(), acting_as)
    ON CONFLICT (regency, spp_id) DO UPDATE SET reason = excluded.reason, asked_by = excluded.asked_by,
        asked_role = excluded.asked_role, asked_at = now() WHERE o.granted_by IS NULL;
    PERFORM audit.record('ask-override', spp.village, 'spp', p_spp, NULL, jsonb_build_object('reason', p_reason));
END
$$;

-- Another person answers for it; each work of the request's activities gets a flag, which is the inspector's to close.
CREATE OR REPLACE FUNCTION ledger.grant_override(p_spp uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    today constant date := balai.today(balai.regency());
    asked ledger.gate_override;
    raised integer;
BEGIN
    PERFORM balai.require_post(spp.village, 'head', 'district', 'county');
    PERFORM balai.require_second_factor();
    SELECT * INTO asked FROM ledger.gate_override AS o WHERE o.regency = spp.regency AND o.spp_id = p_spp FOR UPDATE;
    IF asked.spp_id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'override', 'id', p_spp));
    ELSIF asked.asked_by = balai.person() THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', 'grant-override', 'earlier', 'ask-override',
            'role', 'head'));
    ELSIF asked.granted_by IS NOT NULL THEN
        RETURN 0;
    END IF;
    UPDATE ledger.gate_override AS o
       SET granted_by = balai.person(), granted_at = now(), granted_role = (
           SELECT r FROM unnest(ARRAY['head', 'district', 'county']) AS r
            WHERE identity.holds(r, spp.village, today) LIMIT 1)
     WHERE o.regency = spp.regency AND o.spp_id = p_spp;
    PERFORM audit.record('grant-override', spp.village, 'spp', p_spp, to_jsonb(asked),
        jsonb_build_object('grantedBy', balai.person()));
    SELECT count(*) INTO raised FROM (
        SELECT DISTINCT monitoring.flag_override(p.regency, p.id, p_spp, coalesce(spp.number, 0), g.activity, g.found, g.needed)
          FROM ledger.gate_of(p_spp) AS g
          JOIN monitoring.project AS p ON p.regency = spp.regency AND p.village = spp.village AND p.year = spp.year
               AND p.activity = g.activity AND p.fund = g.fund AND p.state <> 'cancelled'
         WHERE g.asks AND g.found < g.needed) AS f;
    RETURN raised;
END
$$;

CREATE OR REPLACE FUNCTION monitoring.flag_override(
    p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM monitoring.raise_flag(p_regency, 0, jsonb_build_object('rule', 'R15-gate-override', 'severity', 'warning',
        'project', p_project, 'score', 1, 'reason', 'rule.R15-gate-override.reason', 'facts', '{}'::jsonb,
        'evidence', jsonb_build_object('spp', p_number, 'activity', p_activity, 'found', p_found, 'needed', p_needed),
        'fingerprint', encode(sha256(convert_to('override ' || p_spp, 'UTF8')), 'hex')));
    RETURN p_project;
END
$$;
ALTER FUNCTION monitoring.flag_override OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.flag_override FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.flag_override TO balai_owner;

REVOKE ALL ON FUNCTION ledger.require_evidence, ledger.gate_standing, monitoring.write_evidence, monitoring.withdraw_evidence,
    monitoring.move_evidence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.write_evidence, monitoring.withdraw_evidence, monitoring.move_evidence TO balai_wide;
GRANT EXECUTE ON FUNCTION ledger.gate_of, ledger.gate_rules_on, ledger.set_gate_rule, ledger.ask_override,
    ledger.grant_override TO balai_app;
