-- Evidence of a payment request: scans in the vault, named by their hash. The file was checked and stored before.

CREATE OR REPLACE FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
BEGIN
    PERFORM balai.require_post(spp.village, 'manager', 'treasurer', 'secretary');
    IF balai.claim(p_id, 'attach-scan', ledger.fingerprint(p_spp::text, encode(p_sha256, 'hex'), p_name),
                   spp.village) IS NULL THEN
        IF spp.state IN ('rejected', 'reversed') OR spp.origin = 'imported' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'attach'));
        ELSIF (SELECT count(*) FROM ledger.spp_scan AS s WHERE s.regency = spp.regency AND s.spp_id = p_spp) >= 20 THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'too-many'));
        ELSIF p_bytes NOT BETWEEN 1 AND 10485760 THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'too-large'));
        ELSIF EXISTS (SELECT FROM ledger.spp_scan AS s
                       WHERE s.regency = spp.regency AND s.spp_id = p_spp AND s.sha256 = p_sha256) THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'twice'));
        END IF;
        INSERT INTO ledger.spp_scan (regency, village, id, spp_id, sha256, bytes, kind, name, person)
        VALUES (spp.regency, spp.village, p_id, p_spp, p_sha256, p_bytes, p_kind,
                coalesce(NULLIF(left(btrim(p_name), 200), ''), 'bukti'), balai.person());
        PERFORM audit.record('attach-scan', spp.village, 'spp', p_spp, NULL,
            jsonb_build_object('scan', p_id, 'sha256', encode(p_sha256, 'hex')));
        PERFORM balai.keep(p_id, spp.village, '{}'::jsonb);
    END IF;
    RETURN true;
END
$$;

-- Takes a scan off while the request still lies with whoever asked; later ones stay for good.
CREATE OR REPLACE FUNCTION ledger.detach_scan(p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    scan ledger.spp_scan;
    spp ledger.spp;
BEGIN
    SELECT * INTO scan FROM ledger.spp_scan AS s WHERE s.regency = balai.regency() AND s.id = p_id;
    IF scan.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'scan', 'id', p_id));
    END IF;
    spp := ledger.take_spp(scan.spp_id);
    PERFORM balai.require_post(spp.village, 'manager');
    PERFORM ledger.require_requester(spp);
    IF spp.state NOT IN ('draft', 'returned') THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'detach'));
    END IF;
    DELETE FROM ledger.spp_scan AS s WHERE s.regency = scan.regency AND s.id = p_id;
    PERFORM audit.record('detach-scan', spp.village, 'spp', spp.id, to_jsonb(scan), NULL);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION ledger.attach_scan, ledger.detach_scan TO balai_app;
