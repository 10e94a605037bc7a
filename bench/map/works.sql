-- Works of an agency at the places of a file (mix.py), as an import would leave them, already screened. WORKS: the file.
SET session_replication_role = replica;
CREATE TEMP TABLE place (number bigint, wkb text, west float8, south float8, east float8, north float8);
\copy place FROM 'WORKS'
CREATE TEMP TABLE work AS
    SELECT p.number + 1 AS number, ('00000000-0000-7000-8000-' || lpad(to_hex(p.number), 12, '0'))::uuid AS id, v.village,
           decode(p.wkb, 'hex') AS wkb, p.west, p.south, p.east, p.north
      FROM place AS p, (SELECT min(village) AS village FROM place.village WHERE village / 1000000 = 3510) AS v;
INSERT INTO monitoring.project (regency, village, id, year, owner, fund, name, kind, management, budget_sen, paid_sen,
    starts_on, ends_on, state, stage, site_ordinal, west, south, east, north, origin, agency)
SELECT 3510, village, id, 2015 + number % 10, 'opd', 'UJI', 'Lampu jalan ' || number, 'lighting', 'contract', 1500000000,
       750000000, '2026-01-01', '2026-12-01', 'running', 50, 1, west, south, east, north, 'imported', 'Dinas PU'
  FROM work;
INSERT INTO monitoring.site (regency, village, project, ordinal, geometry, source, west, south, east, north, after_revision)
SELECT 3510, village, id, 1, wkb, 'imported', west, south, east, north, 1 FROM work;
INSERT INTO monitoring.change (regency, village, number, kind, project, object)
SELECT 3510, village, (SELECT coalesce(max(number), 0) FROM monitoring.change WHERE regency = 3510)
       + row_number() OVER (ORDER BY number), 'site', id, id
  FROM work;
INSERT INTO monitoring.screening_cursor (regency, village, number)
SELECT 3510, 3510000000, max(number) FROM monitoring.change WHERE regency = 3510
ON CONFLICT (regency) DO UPDATE SET number = excluded.number;
ANALYZE monitoring.project, monitoring.site, monitoring.change;
