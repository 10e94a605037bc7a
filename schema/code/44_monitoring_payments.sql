-- Payments as changes that screening sees: whatever moves the spending of a work's budget lines is noted at commit, so the
-- lock of the change log is held as short as can be. Ledger knows nothing of it. An import of a whole year notes a work once.
CREATE OR REPLACE FUNCTION monitoring.note_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    work uuid;
BEGIN
    FOR work IN
        SELECT DISTINCT p.id FROM ledger.posting AS l
          JOIN monitoring.project AS p ON p.regency = l.regency AND p.village = l.village AND p.year = l.year
               AND p.activity = l.activity AND p.fund = l.fund AND p.state <> 'cancelled'
         WHERE l.regency = NEW.regency AND l.entry_id = NEW.id AND l.account LIKE '5.%'
           AND (NEW.kind <> 'imported' OR NOT EXISTS (
                SELECT FROM monitoring.change AS c
                 WHERE c.regency = p.regency AND c.project = p.id AND c.kind = 'payment' AND c.at = now()
                   AND c.number > (SELECT max(n.number) FROM monitoring.change AS n WHERE n.regency = p.regency) - 500))
         ORDER BY p.id LOOP
        PERFORM monitoring.note_change(NEW.village, 'payment', work, NEW.document_id);
    END LOOP;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS entry_is_noted_as_payment ON ledger.entry;
CREATE CONSTRAINT TRIGGER entry_is_noted_as_payment AFTER INSERT ON ledger.entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN (
        'payment', 'settlement', 'refund', 'reversal', 'correction', 'fee', 'imported'))
    EXECUTE FUNCTION monitoring.note_payment();
