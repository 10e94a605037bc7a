-- A village with one treasurer and the three codes that scripts/bench-proof posts to.
INSERT INTO place.regency (regency, name) VALUES (3510, 'Uji') ON CONFLICT DO NOTHING;
INSERT INTO place.district (regency, district, name) VALUES (3510, 351099, 'Uji') ON CONFLICT DO NOTHING;
INSERT INTO place.village (regency, village, district, name, kind) VALUES (3510, 3510992001, 351099, 'Uji', 'desa');
INSERT INTO ledger.village_year (regency, village, year) VALUES (3510, 3510992001, 2026);
INSERT INTO ledger.account (regency, village, year, code, level, name, normal_side, siskeudes_code, origin) VALUES
    (3510, 3510000000, 2026, '1.1.1.02', 4, 'Bank', 'D', '', 'imported'),
    (3510, 3510000000, 2026, '4.2.1.01', 4, 'Dana Desa', 'K', '', 'imported');
INSERT INTO ledger.activity (regency, village, year, code, level, name, siskeudes_code, kind, origin)
VALUES (3510, 3510000000, 2026, '0.0.00', 3, 'Tanpa kegiatan', '', NULL, 'imported');
INSERT INTO ledger.fund_source (regency, village, year, code, ordinal, name, revenue_account, origin)
VALUES (3510, 3510000000, 2026, 'DDS', 1, 'Dana Desa', '4.2.1.01', 'imported');
SELECT identity.bootstrap_account(3510, '018f0000-0000-7000-8000-000000000002', '018f0000-0000-7000-8000-000000000001',
    gen_random_uuid(), 'uji-bench', 'Uji', 'treasurer', 3510992001, '2020-01-01', 'SK', NULL, NULL);
