-- The database roles (docs/operations.md). Idempotent; run by the cluster's superuser before the migrations.
--   balai_owner   owns every table and function, no login; FORCE row-level security binds it too
--   balai_app     the server: SELECT on what it shows, EXECUTE on functions; writes nothing itself
--   balai_public  the public pages: views made for them only
--   balai_audit   reads, for an auditor's own connection
--   balai_backup  reads everything for pg_dump
--   balai_wide    no login; owns the few functions that must see across villages (docs/disclosure.md)
DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('balai_owner', 'NOLOGIN'),
            ('balai_app', 'NOLOGIN'),
            ('balai_public', 'NOLOGIN'),
            ('balai_audit', 'NOLOGIN'),
            ('balai_backup', 'NOLOGIN BYPASSRLS'),
            ('balai_wide', 'NOLOGIN BYPASSRLS')) AS role (name, attributes)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.attributes);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;  -- another server starting at the same moment made it
            END;
        END IF;
    END LOOP;
    GRANT balai_wide TO balai_owner;
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO balai_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO balai_app, balai_public, balai_audit, balai_backup', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    -- A function is nobody's until it is granted by name.
    ALTER DEFAULT PRIVILEGES FOR ROLE balai_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
END
$$;
