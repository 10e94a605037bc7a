-- What anyone may read of a village: budget, works, progress, released pictures. No flag, no person, no claim, no report.
-- The views run as balai_wide and show every village; they are all that balai_public can see (docs/disclosure.md).
DROP VIEW IF EXISTS web.village, web.village_year, web.budget, web.work, web.photo;

CREATE VIEW web.village AS
SELECT v.regency, v.village, v.name, v.kind, v.is_demo, d.name AS district_name, r.name AS regency_name,
       coalesce(nullif(v.complaint, ''),
           balai.parameter(v.regency, 'public.complaint', balai.today(v.regency), '""') #>> '{}') AS complaint
  FROM place.village AS v
  JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
  JOIN place.regency AS r ON r.regency = v.regency;

-- The newest posted version of each year; drafts are the village's own.
CREATE VIEW web.village_year AS
SELECT DISTINCT ON (b.regency, b.village, b.year)
       b.regency, b.village, b.year, b.id AS version, b.kind, b.ordinal, coalesce(b.regulation_number, '') AS regulation,
       b.posted_at
  FROM ledger.budget_version AS b
 WHERE b.state = 'posted'
 ORDER BY b.regency, b.village, b.year, b.ordinal DESC;

CREATE VIEW web.budget AS
SELECT y.regency, y.village, y.year, l.activity, coalesce(a.name, '') AS activity_name, l.account,
       coalesce(k.name, '') AS account_name, l.fund,
       coalesce(sum(r.amount), 0)::bigint AS amount_sen, coalesce(sum(c.posted_sen), 0)::bigint AS spent_sen
  FROM web.village_year AS y
  JOIN ledger.budget_line AS l ON l.regency = y.regency AND l.version_id = y.version
  LEFT JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = l.year AND a.code = l.activity
  LEFT JOIN ledger.account AS k ON k.regency = l.regency AND k.year = l.year AND k.code = l.account
  LEFT JOIN LATERAL (
        SELECT sum(i.amount_sen) AS amount FROM ledger.rab_line AS i
         WHERE i.regency = l.regency AND i.version_id = l.version_id AND i.activity = l.activity AND i.account = l.account
           AND i.fund = l.fund AND i.sub_detail = l.sub_detail) AS r ON true
  LEFT JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
       AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
 GROUP BY y.regency, y.village, y.year, l.activity, a.name, l.account, k.name, l.fund;

CREATE VIEW web.work AS
SELECT p.regency, p.village, p.year, p.id, p.ordinal, p.name, p.kind, coalesce(p.activity, '') AS activity,
       coalesce(a.name, '') AS activity_name, p.fund, p.management, p.volume::text AS volume, p.unit, p.budget_sen,
       m.posted_sen AS paid_sen, p.starts_on, p.ends_on, p.state, p.stage, (p.south + p.north) / 2 AS latitude,
       (p.west + p.east) / 2 AS longitude,
       (SELECT max(g.day) FROM monitoring.progress AS g
         WHERE g.regency = p.regency AND g.project = p.id AND g.state = 'submitted') AS reported_on
  FROM monitoring.project AS p
  LEFT JOIN ledger.activity AS a ON a.regency = p.regency AND a.year = p.year AND a.code = p.activity
  -- What was paid can be told of a work only where its budget lines pay no other.
  LEFT JOIN LATERAL (
        SELECT sum(l.posted_sen)::bigint AS posted_sen FROM ledger.line_control AS l
         WHERE l.regency = p.regency AND l.village = p.village AND l.year = p.year AND l.activity = p.activity
           AND l.fund = p.fund AND NOT EXISTS (
               SELECT FROM monitoring.project AS q
                WHERE q.regency = p.regency AND q.village = p.village AND q.year = p.year AND q.activity = p.activity
                  AND q.fund = p.fund AND q.id <> p.id AND q.state <> 'cancelled')) AS m ON true
 WHERE p.owner = 'desa' AND p.state <> 'cancelled';

CREATE VIEW web.photo AS
SELECT h.regency, h.village, h.id, g.project AS work, g.stage, g.day, r.sha256
  FROM monitoring.photo_release AS h
  JOIN monitoring.progress AS g ON g.regency = h.regency AND g.id = h.progress AND g.state = 'submitted'
  JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
 WHERE h.withdrawn_at IS NULL;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['village', 'village_year', 'budget', 'work', 'photo'] LOOP
        EXECUTE format('ALTER VIEW web.%I OWNER TO balai_wide', name);
        EXECUTE format('GRANT SELECT ON web.%I TO balai_public, balai_app, balai_backup', name);
    END LOOP;
END
$$;
