-- Flags live: raised by screening, explained by the village, confirmed or dismissed by the inspector, reopened.

-- Takes what screening found for one change and moves the cursor on. All servers of a database may call it: the change is taken
-- once, a pair with the same facts is flagged once. Answers how many flags are new; NULL when it is not this change's turn.
-- jsonb array of {rule, severity, project, other?, score, evidence, reason, facts, fingerprint (hex)}.
CREATE OR REPLACE FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    screened bigint;
    raised integer := 0;
    found_flag jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(820021, p_regency);
    SELECT coalesce(max(k.number), 0) INTO screened FROM monitoring.screening_cursor AS k WHERE k.regency = p_regency;
    IF p_number <> screened + 1 THEN
        RETURN NULL;
    END IF;
    FOR found_flag IN SELECT f FROM jsonb_array_elements(p_flags) AS f LOOP
        raised := raised + monitoring.raise_flag(p_regency, p_number, found_flag);
    END LOOP;
    INSERT INTO monitoring.screening_cursor AS k (regency, village, number)
    VALUES (p_regency, p_regency::bigint * 1000000, p_number)
    ON CONFLICT (regency) DO UPDATE SET number = excluded.number, at = now();
    RETURN raised;
END
$$;

-- One flag: 1 when it is new, 0 when this pair was flagged with these facts before, whatever became of it.
CREATE OR REPLACE FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    work constant uuid := (p_flag ->> 'project')::uuid;
    other_work constant uuid := (p_flag ->> 'other')::uuid;
    made monitoring.flag;
    older monitoring.flag;
BEGIN
    INSERT INTO monitoring.flag AS f (regency, village, other_village, rule, severity, project, other, first_of_pair,
        last_of_pair, score, evidence, reason, facts, fingerprint, change_number)
    SELECT p_regency, p.village, o.village, p_flag ->> 'rule', p_flag ->> 'severity', work, other_work,
           least(work, coalesce(other_work, work)), greatest(work, coalesce(other_work, work)),
           (p_flag ->> 'score')::double precision, p_flag -> 'evidence', p_flag ->> 'reason', p_flag -> 'facts',
           decode(p_flag ->> 'fingerprint', 'hex'), p_number
      FROM monitoring.project AS p
      LEFT JOIN monitoring.project AS o ON o.regency = p.regency AND o.id = other_work
     WHERE p.regency = p_regency AND p.id = work
    ON CONFLICT ON CONSTRAINT flag_once DO NOTHING
    RETURNING f.* INTO made;
    IF made.id IS NULL THEN
        RETURN 0;
    END IF;
    INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb)
    VALUES (p_regency, made.village, made.other_village, made.id, 0, 'raise');
    PERFORM audit.record('raise-flag', made.village, 'flag', made.id, NULL, p_flag,
        jsonb_build_object('rule', made.rule, 'severity', made.severity));
    -- The facts changed: what was still open about the pair goes on in the new flag.
    FOR older IN
        UPDATE monitoring.flag AS f SET state = 'superseded', revision = f.revision + 1
         WHERE f.regency = p_regency AND f.rule = made.rule AND f.first_of_pair = made.first_of_pair
           AND f.last_of_pair = made.last_of_pair AND f.id <> made.id AND f.state IN ('open', 'explained')
        RETURNING f.*
    LOOP
        INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb)
        VALUES (p_regency, older.village, older.other_village, older.id, older.revision - 1, 'supersede');
    END LOOP;
    RETURN 1;
END
$$;

-- Moves a flag on. The same step by the same person on the same revision is one step.
CREATE OR REPLACE FUNCTION monitoring.step_flag(
    p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text)
RETURNS TABLE (revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.flag;
BEGIN
    SELECT * INTO taken FROM monitoring.flag AS f WHERE f.regency = balai.regency() AND f.id = p_flag FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM monitoring.flag_event AS e
                WHERE e.regency = taken.regency AND e.flag = p_flag AND e.revision = p_revision AND e.verb = p_verb
                  AND e.person = balai.person() AND e.reason = btrim(p_reason)) THEN
        RETURN QUERY SELECT taken.revision, taken.state;
        RETURN;
    END IF;
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', p_verb));
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF NOT taken.state = ANY (p_from) THEN
        PERFORM balai.refuse('flag-state', jsonb_build_object('state', taken.state, 'verb', p_verb));
    END IF;
    INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb, reason, person)
    VALUES (taken.regency, p_village, CASE WHEN p_village = taken.village THEN taken.other_village ELSE taken.village END,
            p_flag, p_revision, p_verb, btrim(p_reason), balai.person());
    UPDATE monitoring.flag AS f SET state = p_to, revision = f.revision + 1
     WHERE f.regency = taken.regency AND f.id = p_flag;
    PERFORM audit.record(p_verb || '-flag', p_village, 'flag', p_flag, to_jsonb(taken),
        jsonb_build_object('state', p_to, 'reason', p_reason));
    RETURN QUERY SELECT p_revision + 1, p_to;
END
$$;

CREATE OR REPLACE FUNCTION monitoring.seen_flag(p_flag uuid) RETURNS monitoring.flag
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    seen monitoring.flag;
BEGIN
    SELECT * INTO seen FROM monitoring.flag AS f WHERE f.regency = balai.regency() AND f.id = p_flag;
    IF seen.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'flag', 'id', p_flag));
    END IF;
    RETURN seen;
END
$$;

-- A village of the pair says what it is: same work, next stretch, another trade.
CREATE OR REPLACE FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text)
RETURNS TABLE (revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
    mine bigint := seen.village;
BEGIN
    IF NOT balai.in_scope(seen.village) THEN
        mine := seen.other_village;
    END IF;
    PERFORM balai.require_post(mine, 'secretary', 'head', 'manager', 'treasurer');
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, 'explain', p_reason, mine,
        ARRAY['open', 'explained'], 'explained');
END
$$;

-- The inspector's answer to a flag: confirm or dismiss, always with the reason.
CREATE OR REPLACE FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text)
RETURNS TABLE (revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
BEGIN
    PERFORM balai.require_post(seen.village, 'inspector');
    IF p_verb NOT IN ('confirm', 'dismiss') THEN
        PERFORM balai.refuse('flag-state', jsonb_build_object('state', seen.state, 'verb', p_verb));
    END IF;
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, p_verb, p_reason, seen.village,
        ARRAY['open', 'explained'], CASE p_verb WHEN 'confirm' THEN 'confirmed' ELSE 'dismissed' END);
END
$$;

CREATE OR REPLACE FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text)
RETURNS TABLE (revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
BEGIN
    PERFORM balai.require_post(seen.village, 'inspector');
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, 'reopen', p_reason, seen.village,
        ARRAY['confirmed', 'dismissed'], 'open');
END
$$;

-- How many live flags a work has and the gravest of them (3 alert, 2 warning, 1 info), among those the reader may see.
CREATE OR REPLACE VIEW monitoring.flagged WITH (security_invoker = true) AS
    SELECT w.regency, w.work, count(*)::integer AS flags,
           max(CASE w.severity WHEN 'alert' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END) AS rank
      FROM (SELECT f.regency, f.project AS work, f.severity FROM monitoring.flag AS f
             WHERE f.state IN ('open', 'explained', 'confirmed')
            UNION ALL
            SELECT f.regency, f.other, f.severity FROM monitoring.flag AS f
             WHERE f.state IN ('open', 'explained', 'confirmed') AND f.other IS NOT NULL) AS w
     GROUP BY w.regency, w.work;
GRANT SELECT ON monitoring.flagged TO balai_app, balai_audit;

-- What the posted budget lines of a work hold: limit, asked for, reserved, paid. Shared by all works of these lines.
CREATE OR REPLACE FUNCTION monitoring.line_money(
    p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text)
RETURNS TABLE (limit_sen bigint, requested_sen bigint, reserved_sen bigint, posted_sen bigint)
LANGUAGE sql STABLE AS
$$
    SELECT sum(c.limit_sen)::bigint, sum(c.requested_sen)::bigint, sum(c.reserved_sen)::bigint, sum(c.posted_sen)::bigint
      FROM ledger.line_control AS c
     WHERE c.regency = p_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity AND c.fund = p_fund
       AND (p_account IS NULL OR c.account = p_account OR starts_with(c.account, p_account || '.'))
$$;

ALTER FUNCTION monitoring.raise_flags OWNER TO balai_wide;
ALTER FUNCTION monitoring.raise_flag OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.raise_flags, monitoring.raise_flag, monitoring.step_flag, monitoring.seen_flag FROM PUBLIC;
REVOKE ALL ON FUNCTION monitoring.raise_flag FROM balai_app;
GRANT EXECUTE ON FUNCTION monitoring.raise_flags, monitoring.explain_flag, monitoring.decide_flag, monitoring.reopen_flag,
    monitoring.line_money TO balai_app;
