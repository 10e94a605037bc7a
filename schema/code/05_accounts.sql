-- Accounts and posts, kept by the county (DPMD); the district's office may reset its own villages' accounts.

-- Who may make or change a post: the county every one of its regency; nobody else.
CREATE OR REPLACE FUNCTION identity.require_county() RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    PERFORM balai.require_post(balai.regency()::bigint * 1000000, 'county');
END
$$;

CREATE OR REPLACE FUNCTION identity.insert_account(
    p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO identity.person (regency, id, name) VALUES (p_regency, p_person, btrim(p_name));
    INSERT INTO identity.account (regency, id, person, username)
    VALUES (p_regency, p_account, p_person, lower(p_username));
END
$$;

CREATE OR REPLACE FUNCTION identity.insert_post(
    p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[],
    p_from date, p_until date, p_standing text, p_decree text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    first_village bigint;
    last_village bigint;
BEGIN
    IF p_role IN ('treasurer', 'manager', 'secretary', 'head', 'council', 'operator') THEN
        first_village := p_place;
        last_village := p_place;
        IF NOT EXISTS (SELECT FROM place.village WHERE regency = p_regency AND village = p_place) THEN
            PERFORM balai.refuse('unknown-village', jsonb_build_object('village', p_place));
        END IF;
    ELSIF p_role = 'district' THEN
        first_village := p_place / 10000 * 10000;
        last_village := first_village + 9999;
        IF NOT EXISTS (SELECT FROM place.district WHERE regency = p_regency AND district = p_place / 10000) THEN
            PERFORM balai.refuse('unknown-district', jsonb_build_object('district', p_place / 10000));
        END IF;
    ELSE
        first_village := p_regency::bigint * 1000000;
        last_village := first_village + 999999;
    END IF;
    INSERT INTO identity.post (regency, id, person, role, village_from, village_until, villages,
                               valid_from, valid_until, standing, decree)
    VALUES (p_regency, p_post, p_person, p_role, first_village, last_village, p_villages,
            p_from, p_until, p_standing, p_decree);
    UPDATE identity.session AS s SET scope_day = NULL FROM identity.account AS a
     WHERE a.regency = p_regency AND a.person = p_person AND s.regency = a.regency AND s.account = a.id;
END
$$;

-- A new person with an account (no password yet) and a first post, in one step.
CREATE OR REPLACE FUNCTION identity.create_account(
    p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint,
    p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM identity.require_county();
    IF EXISTS (SELECT FROM identity.account WHERE regency = balai.regency() AND username = lower(p_username)) THEN
        PERFORM balai.refuse('username-taken', jsonb_build_object('username', lower(p_username)));
    END IF;
    PERFORM identity.insert_account(balai.regency(), p_person, p_name, p_id, p_username);
    PERFORM identity.insert_post(balai.regency(), p_post, p_person, p_role, p_place, p_villages,
                                 p_from, p_until, p_standing, p_decree);
    PERFORM audit.record('create-account', balai.regency()::bigint * 1000000, 'account', p_id, NULL,
                         jsonb_build_object('username', lower(p_username), 'role', p_role, 'place', p_place));
    RETURN p_id;
END
$$;

CREATE OR REPLACE FUNCTION identity.appoint(
    p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[],
    p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM identity.require_county();
    PERFORM identity.insert_post(balai.regency(), p_post, p_person, p_role, p_place, p_villages,
                                 p_from, p_until, p_standing, p_decree);
    PERFORM audit.record('appoint', balai.regency()::bigint * 1000000, 'post', p_post, NULL,
                         jsonb_build_object('role', p_role, 'place', p_place, 'from', p_from, 'until', p_until));
    RETURN p_post;
END
$$;

CREATE OR REPLACE FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    ended identity.post;
BEGIN
    PERFORM identity.require_county();
    UPDATE identity.post SET valid_until = p_until, revision = revision + 1
     WHERE regency = balai.regency() AND id = p_post AND revision = p_revision RETURNING * INTO ended;
    IF ended.id IS NULL THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision));
    END IF;
    UPDATE identity.session AS s SET scope_day = NULL FROM identity.account AS a
     WHERE a.regency = ended.regency AND a.person = ended.person AND s.regency = a.regency AND s.account = a.id;
    PERFORM audit.record('end-post', balai.regency()::bigint * 1000000, 'post', p_post, NULL,
                         jsonb_build_object('until', p_until));
    RETURN ended.revision;
END
$$;

-- May the person who acts reset this account? The county all but its own kind alone, a district its villages' posts.
CREATE OR REPLACE FUNCTION identity.may_reset(p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT identity.holds('county', balai.regency()::bigint * 1000000, balai.today(balai.regency()))
        OR EXISTS (
            SELECT FROM identity.account AS a
              JOIN identity.post AS p ON p.regency = a.regency AND p.person = a.person
             WHERE a.regency = balai.regency() AND a.id = p_account AND p.village_from = p.village_until
               AND identity.holds('district', p.village_from, balai.today(balai.regency()))
            HAVING count(*) > 0)
       AND NOT EXISTS (
            SELECT FROM identity.account AS a
              JOIN identity.post AS p ON p.regency = a.regency AND p.person = a.person
             WHERE a.regency = balai.regency() AND a.id = p_account
               AND NOT identity.holds('district', p.village_from, balai.today(balai.regency())))
$$;

-- A printed one-time slip, valid seven days; making a new one ends the older ones.
CREATE OR REPLACE FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF NOT identity.may_reset(p_account) THEN
        PERFORM balai.refuse('not-your-post', jsonb_build_object('role', 'county'));
    END IF;
    UPDATE identity.slip SET used_at = now() WHERE regency = balai.regency() AND account = p_account AND used_at IS NULL;
    INSERT INTO identity.slip (regency, token_hash, account, made_by, expires_at)
    VALUES (balai.regency(), p_token_hash, p_account, balai.person(), now() + interval '7 days');
    PERFORM audit.record('make-slip', balai.regency()::bigint * 1000000, 'account', p_account);
END
$$;

CREATE OR REPLACE FUNCTION identity.close_account(p_account uuid, p_revision integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM identity.require_county();
    IF p_account = balai.account() THEN
        PERFORM balai.refuse('own-account');
    END IF;
    UPDATE identity.account SET state = 'closed', revision = revision + 1
     WHERE regency = balai.regency() AND id = p_account AND revision = p_revision AND state = 'active';
    IF NOT FOUND THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision));
    END IF;
    UPDATE identity.session SET ended_at = now()
     WHERE regency = balai.regency() AND account = p_account AND ended_at IS NULL;
    PERFORM audit.record('close-account', balai.regency()::bigint * 1000000, 'account', p_account);
END
$$;

-- The accounts the person who acts may look after, by username; keyset after p_after. p_only: just that one.
DROP FUNCTION IF EXISTS identity.accounts(text, text, integer);
CREATE OR REPLACE FUNCTION identity.accounts(
    p_search text, p_after text, p_limit integer, p_only uuid DEFAULT NULL) RETURNS TABLE (
    id uuid, person uuid, username text, person_name text, state text, revision integer, has_password boolean,
    has_second_factor boolean, posts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT a.id, a.person, a.username, p.name, a.state, a.revision, a.password_hash IS NOT NULL,
           a.totp_confirmed_at IS NOT NULL,
           coalesce((SELECT jsonb_agg(jsonb_build_object(
                'id', o.id, 'role', o.role, 'villageFrom', o.village_from, 'villageUntil', o.village_until,
                'place', coalesce(v.name, d.name, r.name), 'from', o.valid_from, 'until', o.valid_until,
                'standing', o.standing, 'decree', o.decree, 'revision', o.revision) ORDER BY o.valid_from DESC)
              FROM identity.post AS o
              LEFT JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village_from
              LEFT JOIN place.district AS d ON d.regency = o.regency AND d.district = o.village_from / 10000
              LEFT JOIN place.regency AS r ON r.regency = o.regency
             WHERE o.regency = a.regency AND o.person = a.person), '[]')
      FROM identity.account AS a
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
     WHERE a.regency = balai.regency() AND a.username > coalesce(p_after, '')
       AND (coalesce(p_search, '') = '' OR p.name ILIKE '%' || replace(replace(p_search, '%', ''), '_', '') || '%'
            OR a.username LIKE lower(replace(replace(p_search, '%', ''), '_', '')) || '%')
       AND (p_only IS NULL OR a.id = p_only)
       AND identity.may_reset(a.id)
     ORDER BY a.username LIMIT least(p_limit, 500)
$$;

-- Whether nobody has an account yet (owner connection only).
CREATE OR REPLACE FUNCTION identity.is_fresh() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT NOT EXISTS (SELECT FROM identity.account) $$;

-- Bootstrap from the command line (owner connection only): the first county account, or a demo sign-in.
CREATE OR REPLACE FUNCTION identity.bootstrap_account(
    p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text,
    p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM identity.insert_account(p_regency, p_person, p_name, p_account, p_username);
    PERFORM identity.insert_post(p_regency, p_post, p_person, p_role, p_place, NULL, p_from, NULL, 'definitive', p_decree);
    UPDATE identity.account SET password_hash = p_password_hash WHERE regency = p_regency AND id = p_account;
    IF p_slip_hash IS NOT NULL THEN
        INSERT INTO identity.slip (regency, token_hash, account, expires_at)
        VALUES (p_regency, p_slip_hash, p_account, now() + interval '7 days');
    END IF;
    PERFORM audit.record('bootstrap-account', p_regency::bigint * 1000000, 'account', p_account, NULL,
                         jsonb_build_object('username', p_username, 'role', p_role));
    RETURN p_account;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    GRANT EXECUTE ON FUNCTION identity.require_county TO balai_wide;
    FOREACH name IN ARRAY ARRAY[
        'insert_account', 'insert_post', 'create_account', 'appoint', 'end_post', 'may_reset', 'make_slip',
        'close_account', 'accounts', 'bootstrap_account', 'is_fresh'] LOOP
        EXECUTE format('ALTER FUNCTION identity.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION identity.%I FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION identity.create_account, identity.appoint, identity.end_post, identity.may_reset,
        identity.make_slip, identity.close_account, identity.accounts TO balai_app;
    GRANT EXECUTE ON FUNCTION identity.bootstrap_account, identity.is_fresh TO balai_owner;
END
$$;
