-- Who sees which works: own villages by scope; a flag also the village of its other work; boundaries everyone.
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['project', 'site', 'receipt', 'claim', 'progress', 'progress_photo', 'change'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
        EXECUTE format($policy$
            CREATE POLICY %I ON monitoring.%I
            USING (village BETWEEN balai.village_from() AND balai.village_until()
                   AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))
            WITH CHECK (village BETWEEN balai.village_from() AND balai.village_until()
                   AND (balai.village_list() IS NULL OR village = ANY (balai.village_list())))$policy$,
            tenant || '_of_scope', tenant);
    END LOOP;
    FOREACH tenant IN ARRAY ARRAY['blob', 'screening_cursor', 'boundary', 'flag', 'flag_event'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
    END LOOP;
    -- A blob is nobody's: nothing but the wide functions may even ask whether it is there.
    CREATE POLICY blob_of_scope ON monitoring.blob USING (false) WITH CHECK (false);
    CREATE POLICY screening_cursor_of_scope ON monitoring.screening_cursor USING (regency = balai.regency()) WITH CHECK (false);
    CREATE POLICY boundary_of_scope ON monitoring.boundary FOR SELECT USING (true);
    CREATE POLICY flag_of_scope ON monitoring.flag
        USING (balai.in_scope(village) OR balai.in_scope(other_village))
        WITH CHECK (balai.in_scope(village) OR balai.in_scope(other_village));
    -- What one village explains is not the other's to read; what the inspector decides is both's.
    CREATE POLICY flag_event_of_scope ON monitoring.flag_event
        USING (balai.in_scope(village) OR (verb <> 'explain' AND balai.in_scope(other_village)))
        WITH CHECK (balai.in_scope(village) OR balai.in_scope(other_village));
END
$$;

-- What was drawn, received, claimed, numbered or decided is history, also for the owner.
DO $$
DECLARE
    frozen text;
BEGIN
    FOREACH frozen IN ARRAY ARRAY['site', 'blob', 'receipt', 'claim', 'progress_photo', 'change', 'flag_event'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON monitoring.%I', frozen || '_is_append_only', frozen);
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring.%I FOR EACH STATEMENT '
            'EXECUTE FUNCTION audit.refuse_change()', frozen || '_is_append_only', frozen);
    END LOOP;
END
$$;
