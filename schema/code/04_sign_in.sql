-- Signing in: the password is checked by the server (argon2id), everything else is decided here.
-- These functions run before anyone is known, so they belong to balai_wide and take the account they are about.

-- What the server needs to check a password. One row always comes back, so that an unknown name costs the same time.
CREATE OR REPLACE FUNCTION identity.sign_in_facts(p_regency integer, p_username text) RETURNS TABLE (
    account uuid, password_hash text, wait_seconds integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT a.id, a.password_hash,
           greatest(0, ceil(extract(epoch FROM a.next_attempt_at - now())))::integer
      FROM (SELECT 1) AS one
      LEFT JOIN identity.account AS a
        ON a.regency = p_regency AND a.username = lower(p_username) AND a.state = 'active'
$$;

-- Counts a wrong password; from the fifth on each one doubles the wait (30 s … 1 h). Returns the wait in seconds.
CREATE OR REPLACE FUNCTION identity.count_failure(p_regency integer, p_account uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    attempts integer;
    wait_seconds integer;
BEGIN
    UPDATE identity.account SET failed_attempts = failed_attempts + 1
     WHERE regency = p_regency AND id = p_account RETURNING failed_attempts INTO attempts;
    wait_seconds := CASE WHEN attempts < 5 THEN 0 ELSE least(3600, 30 * 2 ^ least(attempts - 5, 10))::integer END;
    UPDATE identity.account SET next_attempt_at = now() + make_interval(secs => wait_seconds)
     WHERE regency = p_regency AND id = p_account;
    RETURN wait_seconds;
END
$$;

CREATE OR REPLACE FUNCTION identity.open_session(
    p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    owner uuid;
BEGIN
    UPDATE identity.account SET failed_attempts = 0, next_attempt_at = NULL
     WHERE regency = p_regency AND id = p_account AND state = 'active' RETURNING person INTO owner;
    IF owner IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    INSERT INTO identity.session (regency, token_hash, account, kind, label, csrf, expires_at)
    VALUES (p_regency, p_token_hash, p_account, p_kind, left(p_label, 200), p_csrf,
            now() + make_interval(hours => least(p_hours, 24 * 366)));
    PERFORM set_config('balai.person', owner::text, true), set_config('balai.account', p_account::text, true);
    PERFORM audit.record('sign-in', p_regency::bigint * 1000000, 'account', p_account, NULL, NULL,
                         jsonb_build_object('kind', p_kind));
END
$$;

-- Ends the session that calls (NULL) or another one of the same account.
CREATE OR REPLACE FUNCTION identity.end_session(p_token_hash bytea) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH ended AS (
        UPDATE identity.session SET ended_at = now()
         WHERE account = balai.account() AND token_hash = p_token_hash AND ended_at IS NULL RETURNING 1)
    SELECT count(*)::integer FROM ended
$$;

-- Sessions of the account that calls; the token's hash never leaves, its first bytes tell them apart.
CREATE OR REPLACE FUNCTION identity.my_sessions() RETURNS TABLE (
    mark text, kind text, label text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT encode(substr(token_hash, 1, 8), 'hex'), kind, label, created_at, seen_at, expires_at
      FROM identity.session
     WHERE regency = balai.regency() AND account = balai.account() AND ended_at IS NULL AND expires_at > now()
     ORDER BY seen_at DESC LIMIT 100
$$;

CREATE OR REPLACE FUNCTION identity.end_session_marked(p_mark text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH ended AS (
        UPDATE identity.session SET ended_at = now()
         WHERE regency = balai.regency() AND account = balai.account() AND ended_at IS NULL
           AND encode(substr(token_hash, 1, 8), 'hex') = p_mark RETURNING 1)
    SELECT count(*)::integer FROM ended
$$;

-- The sealed TOTP secret of the account that calls, with the newest step it has used.
CREATE OR REPLACE FUNCTION identity.second_factor_facts() RETURNS TABLE (
    secret bytea, confirmed boolean, last_step bigint, wait_seconds integer, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT totp_secret, totp_confirmed_at IS NOT NULL, totp_last_step,
           greatest(0, ceil(extract(epoch FROM next_attempt_at - now())))::integer, a.password_hash
      FROM identity.account AS a WHERE regency = balai.regency() AND id = balai.account()
$$;

CREATE OR REPLACE FUNCTION identity.enrol_second_factor(p_secret bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE identity.account SET totp_secret = p_secret, totp_confirmed_at = NULL, totp_last_step = 0
     WHERE regency = balai.regency() AND id = balai.account() AND totp_confirmed_at IS NULL;
    IF NOT FOUND THEN
        PERFORM balai.refuse('second-factor-exists');
    END IF;
    PERFORM audit.record('enrol-second-factor', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

-- A right code: a step is accepted once. Confirms a fresh enrolment too.
CREATE OR REPLACE FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE identity.account SET totp_last_step = p_step, totp_confirmed_at = coalesce(totp_confirmed_at, now()),
           failed_attempts = 0, next_attempt_at = NULL
     WHERE regency = balai.regency() AND id = balai.account() AND totp_last_step < p_step
       AND totp_secret IS NOT NULL;
    IF NOT FOUND THEN
        PERFORM balai.refuse('code-used');
    END IF;
    UPDATE identity.session SET second_factor_at = now()
     WHERE regency = balai.regency() AND token_hash = p_token_hash AND account = balai.account();
    PERFORM audit.record('second-factor', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

CREATE OR REPLACE FUNCTION identity.set_language(p_language text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ UPDATE identity.account SET language = p_language WHERE regency = balai.regency() AND id = balai.account() $$;

-- A new password ends every other browser session of the account.
CREATE OR REPLACE FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE identity.account SET password_hash = p_password_hash, revision = revision + 1
     WHERE regency = balai.regency() AND id = balai.account();
    UPDATE identity.session SET ended_at = now()
     WHERE regency = balai.regency() AND account = balai.account() AND kind = 'browser' AND token_hash <> p_token_hash
       AND ended_at IS NULL;
    PERFORM audit.record('change-password', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

-- Opens a one-time slip: whose is it? Nothing comes back for a used, late or unknown one.
CREATE OR REPLACE FUNCTION identity.slip_facts(p_token_hash bytea) RETURNS TABLE (
    regency integer, account uuid, username text, person_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT a.regency, a.id, a.username, p.name FROM identity.slip AS s
      JOIN identity.account AS a ON a.regency = s.regency AND a.id = s.account AND a.state = 'active'
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
     WHERE s.token_hash = p_token_hash AND s.used_at IS NULL AND s.expires_at > now()
$$;

-- Uses a slip: sets the password, removes the second factor (it is enrolled anew), ends all sessions.
CREATE OR REPLACE FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    used identity.slip;
BEGIN
    UPDATE identity.slip SET used_at = now()
     WHERE token_hash = p_token_hash AND used_at IS NULL AND expires_at > now() RETURNING * INTO used;
    IF used.account IS NULL THEN
        PERFORM balai.refuse('slip-spent');
    END IF;
    UPDATE identity.account SET password_hash = p_password_hash, totp_secret = NULL, totp_confirmed_at = NULL,
           totp_last_step = 0, failed_attempts = 0, next_attempt_at = NULL, revision = revision + 1
     WHERE regency = used.regency AND id = used.account;
    UPDATE identity.session SET ended_at = now()
     WHERE regency = used.regency AND account = used.account AND ended_at IS NULL;
    PERFORM audit.record('use-slip', used.regency::bigint * 1000000, 'account', used.account);
    RETURN used.account;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'sign_in_facts', 'count_failure', 'open_session', 'end_session', 'my_sessions', 'end_session_marked',
        'second_factor_facts', 'enrol_second_factor', 'accept_second_factor', 'set_language', 'change_password',
        'slip_facts', 'use_slip'] LOOP
        EXECUTE format('ALTER FUNCTION identity.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION identity.%I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION identity.%I TO balai_app', name);
    END LOOP;
END
$$;
