-- Evaluation of a budget line by line: the camat's remarks and the village's answers. The steps themselves: 23_ledger_versions.
DO $$
BEGIN
    ALTER TABLE ledger.line_remark ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ledger.line_remark FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS line_remark_of_scope ON ledger.line_remark;
    CREATE POLICY line_remark_of_scope ON ledger.line_remark
        USING (village BETWEEN balai.village_from() AND balai.village_until()
               AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))
        WITH CHECK (village BETWEEN balai.village_from() AND balai.village_until()
               AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())));
END
$$;

-- A remark on one line, on an activity (no account) or on the whole budget (no activity), while the budget is evaluated.
CREATE OR REPLACE FUNCTION ledger.remark_line(
    p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF balai.claim(p_id, 'remark-line', ledger.fingerprint(p_version::text, p_activity, p_account, p_fund, p_sub, p_remark,
           p_binding::text), version.village) IS NULL THEN
        PERFORM ledger.require_version(version, version.revision, 'remark', 'submitted');
        IF length(btrim(coalesce(p_remark, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'remark'));
        ELSIF p_activity <> '' AND NOT EXISTS (
            SELECT FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version
               AND l.activity = p_activity AND (p_account = '' OR (l.account = p_account AND l.fund = p_fund
                                                                    AND l.sub_detail = p_sub))) THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object(
                'line', concat_ws(' ', p_activity, NULLIF(p_account, ''), NULLIF(p_fund, ''), NULLIF(p_sub, ''))));
        END IF;
        INSERT INTO ledger.line_remark (regency, village, version_id, id, revision, activity, account, fund, sub_detail,
                                        remark, is_binding, person)
        VALUES (version.regency, version.village, p_version, p_id, version.revision, p_activity, p_account, p_fund, p_sub,
                btrim(p_remark), p_binding, balai.person());
        PERFORM audit.record('remark-line', version.village, 'budget-version', p_version, NULL, jsonb_build_object(
            'remark', p_id, 'activity', p_activity, 'account', p_account, 'fund', p_fund, 'binding', p_binding));
        PERFORM balai.keep(p_id, version.village, '{}'::jsonb);
    END IF;
    RETURN QUERY SELECT p_id;
END
$$;

-- Locks a remark of a version that may be spoken of now.
CREATE OR REPLACE FUNCTION ledger.take_remark(p_version uuid, p_id uuid) RETURNS ledger.line_remark
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken ledger.line_remark;
BEGIN
    SELECT * INTO taken FROM ledger.line_remark AS r
     WHERE r.regency = balai.regency() AND r.id = p_id AND r.version_id = p_version FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'remark', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    taken ledger.line_remark := ledger.take_remark(p_version, p_id);
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF taken.withdrawn_at IS NULL THEN
        IF version.state <> 'submitted' OR taken.revision <> version.revision THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'remark'));
        END IF;
        UPDATE ledger.line_remark AS r SET withdrawn_at = now() WHERE r.regency = taken.regency AND r.id = p_id;
        PERFORM audit.record('withdraw-remark', version.village, 'budget-version', p_version,
            jsonb_build_object('remark', p_id), NULL);
    END IF;
    RETURN true;
END
$$;

-- The village says what it did about a remark, while the budget is back with it.
CREATE OR REPLACE FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    taken ledger.line_remark := ledger.take_remark(p_version, p_id);
BEGIN
    PERFORM balai.require_post(version.village, 'secretary', 'treasurer');
    PERFORM ledger.require_version(version, version.revision, 'answer', 'returned', 'agreed', 'evaluated');
    IF length(btrim(coalesce(p_answer, ''))) NOT BETWEEN 1 AND 2000 OR taken.withdrawn_at IS NOT NULL THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'answer'));
    END IF;
    UPDATE ledger.line_remark AS r SET answer = btrim(p_answer), answered_by = balai.person(), answered_at = now()
     WHERE r.regency = taken.regency AND r.id = p_id;
    PERFORM audit.record('answer-remark', version.village, 'budget-version', p_version,
        jsonb_build_object('remark', p_id, 'answer', taken.answer), jsonb_build_object('answer', btrim(p_answer)));
    RETURN true;
END
$$;

-- Binding remarks that stand in the way: of this round when the camat wants to pass, unanswered ones when the village sends.
CREATE OR REPLACE FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    standing integer;
BEGIN
    SELECT count(*) INTO standing FROM ledger.line_remark AS r
     WHERE r.regency = p_version.regency AND r.version_id = p_version.id AND r.withdrawn_at IS NULL AND r.is_binding
       AND CASE WHEN p_verb = 'evaluate' THEN r.revision = p_version.revision ELSE r.answer IS NULL END;
    IF standing > 0 THEN
        PERFORM balai.refuse('remarks-open', jsonb_build_object('count', standing, 'verb', p_verb));
    END IF;
END
$$;

-- Nobody takes two of these steps in one round of a version: what one person decided another must have looked at.
CREATE OR REPLACE FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    same text;
BEGIN
    SELECT s.verb INTO same FROM ledger.version_step AS s
     WHERE s.regency = p_version.regency AND s.version_id = p_version.id AND s.verb = ANY (p_earlier)
       AND s.person = balai.person()
       AND s.revision > coalesce((SELECT max(b.revision) FROM ledger.version_step AS b
                                   WHERE b.regency = s.regency AND b.version_id = s.version_id
                                     AND b.verb IN ('return', 'withdraw')), 0)
     ORDER BY s.revision LIMIT 1;
    IF same IS NOT NULL THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', same,
            'role', CASE p_verb WHEN 'submit' THEN 'head' WHEN 'post' THEN 'secretary' ELSE 'district' END));
    END IF;
END
$$;

-- The village takes an agreed or submitted version back before it is evaluated.
CREATE OR REPLACE FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text)
RETURNS TABLE (id uuid, revision integer, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'head', 'secretary');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'withdraw') THEN
        PERFORM ledger.require_version(version, p_revision, 'withdraw', 'agreed', 'submitted');
        IF btrim(coalesce(p_note, '')) = '' THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'withdraw'));
        END IF;
        PERFORM ledger.move_version(version, 'withdraw', 'draft', p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'draft';
END
$$;

GRANT EXECUTE ON FUNCTION ledger.remark_line, ledger.withdraw_remark, ledger.answer_remark, ledger.withdraw_version TO balai_app;
