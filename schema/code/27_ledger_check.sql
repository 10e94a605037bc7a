-- What `balai ledger check` lists: every place where a control row, a number or a sum differs from what it stands for.
-- Empty means sound. Under row-level security each reader checks the villages in their scope.
CREATE OR REPLACE VIEW ledger.line_truth WITH (security_invoker = true) AS
SELECT k.regency, k.village, k.year, k.activity, k.account, k.fund, k.sub_detail,
       sum(k.allowed)::bigint AS limit_sen, sum(k.requested)::bigint AS requested_sen,
       sum(k.reserved)::bigint AS reserved_sen, sum(k.posted)::bigint AS posted_sen
  FROM (
        SELECT l.regency, l.village, l.year, l.activity, l.account, l.fund, l.sub_detail,
               coalesce(r.amount_sen, 0) AS allowed, 0 AS requested, 0 AS reserved, 0 AS posted
          FROM ledger.budget_line AS l
          JOIN (SELECT DISTINCT ON (v.regency, v.village, v.year) v.regency, v.id FROM ledger.budget_version AS v
                 WHERE v.state = 'posted' ORDER BY v.regency, v.village, v.year, v.ordinal DESC) AS n
            ON n.regency = l.regency AND n.id = l.version_id
          LEFT JOIN ledger.rab_line AS r ON r.regency = l.regency AND r.version_id = l.version_id AND r.activity = l.activity
               AND r.account = l.account AND r.fund = l.fund AND r.sub_detail = l.sub_detail
         WHERE l.account ~ '^(5|6\.2)\.'
        UNION ALL
        SELECT l.regency, l.village, l.year, l.activity, l.account, l.fund, l.sub_detail, 0,
               CASE WHEN s.state IN ('draft', 'submitted', 'verified', 'returned') THEN l.amount_sen ELSE 0 END,
               CASE WHEN s.state = 'approved' THEN l.amount_sen ELSE 0 END, 0
          FROM ledger.spp_line AS l JOIN ledger.spp AS s ON s.regency = l.regency AND s.id = l.spp_id
        UNION ALL
        SELECT p.regency, p.village, p.year, p.activity, p.account, p.fund, p.sub_detail, 0, 0, 0, p.amount_sen
          FROM ledger.posting AS p WHERE p.account ~ '^(5|6\.2)\.'
       ) AS k
 GROUP BY k.regency, k.village, k.year, k.activity, k.account, k.fund, k.sub_detail;
COMMENT ON VIEW ledger.line_truth IS
    'What each spending line''s control row must say, computed from budget, requests and journal. Sen.';

CREATE OR REPLACE VIEW ledger.difference WITH (security_invoker = true) AS
SELECT coalesce(c.village, t.village) AS village, coalesce(c.year, t.year) AS year, 'line-' || n.what AS kind,
       concat_ws(' ', coalesce(c.activity, t.activity), coalesce(c.account, t.account), coalesce(c.fund, t.fund),
                 coalesce(c.sub_detail, t.sub_detail)) AS object,
       n.expected, n.found
  FROM ledger.line_control AS c
  FULL JOIN ledger.line_truth AS t ON t.regency = c.regency AND t.village = c.village AND t.year = c.year
       AND t.activity = c.activity AND t.account = c.account AND t.fund = c.fund AND t.sub_detail = c.sub_detail
 CROSS JOIN LATERAL (VALUES
        ('limit', coalesce(t.limit_sen, 0), c.limit_sen), ('requested', coalesce(t.requested_sen, 0), c.requested_sen),
        ('reserved', coalesce(t.reserved_sen, 0), c.reserved_sen), ('posted', coalesce(t.posted_sen, 0), c.posted_sen)
       ) AS n (what, expected, found)
 WHERE n.expected IS DISTINCT FROM coalesce(n.found, 0)
UNION ALL
SELECT coalesce(c.village, t.village), coalesce(c.year, t.year), 'cash', coalesce(c.fund, t.fund),
       coalesce(t.cash, 0), coalesce(c.cash_sen, 0)
  FROM ledger.cash_control AS c
  FULL JOIN (SELECT p.regency, p.village, p.year, p.fund, sum(p.amount_sen)::bigint AS cash FROM ledger.posting AS p
              WHERE p.account LIKE '1.1.1.%' GROUP BY p.regency, p.village, p.year, p.fund) AS t
    ON t.regency = c.regency AND t.village = c.village AND t.year = c.year AND t.fund = c.fund
 WHERE coalesce(t.cash, 0) <> coalesce(c.cash_sen, 0)
UNION ALL
SELECT e.village, e.year, 'entry-unbalanced', e.number::text, 0, sum(p.amount_sen)::bigint
  FROM ledger.entry AS e JOIN ledger.posting AS p ON p.regency = e.regency AND p.entry_id = e.id
 GROUP BY e.village, e.year, e.number, p.fund HAVING sum(p.amount_sen) <> 0
UNION ALL
SELECT e.village, e.year, 'entry-empty', e.number::text, 1, 0 FROM ledger.entry AS e
 WHERE NOT EXISTS (SELECT FROM ledger.posting AS p WHERE p.regency = e.regency AND p.entry_id = e.id)
UNION ALL
SELECT y.village, y.year, 'entry-numbers', '', y.last_entry_number, count(e.id)
  FROM ledger.village_year AS y
  LEFT JOIN ledger.entry AS e ON e.regency = y.regency AND e.village = y.village AND e.year = y.year
 GROUP BY y.village, y.year, y.last_entry_number
HAVING count(e.id) <> y.last_entry_number OR coalesce(max(e.number), 0) <> y.last_entry_number
UNION ALL
SELECT s.village, s.year, s.name || '-numbers', '', s.last_number, count(d.number)
  FROM ledger.series AS s
  LEFT JOIN (SELECT 'spp' AS name, regency, village, year, number FROM ledger.spp
             UNION ALL SELECT 'receipt', regency, village, year, number FROM ledger.receipt) AS d
    ON d.name = s.name AND d.regency = s.regency AND d.village = s.village AND d.year = s.year
 GROUP BY s.village, s.year, s.name, s.last_number
HAVING count(d.number) <> s.last_number OR coalesce(max(d.number), 0) <> s.last_number
UNION ALL
SELECT s.village, s.year, 'spp-amount', coalesce(s.number::text, s.id::text), coalesce(sum(l.amount_sen), 0)::bigint, s.amount_sen
  FROM ledger.spp AS s LEFT JOIN ledger.spp_line AS l ON l.regency = s.regency AND l.spp_id = s.id
 GROUP BY s.village, s.year, s.number, s.id, s.amount_sen HAVING coalesce(sum(l.amount_sen), 0) <> s.amount_sen
UNION ALL
SELECT s.village, s.year, 'spp-payments', coalesce(s.number::text, s.id::text),
       CASE WHEN s.state IN ('paid', 'reversed') THEN 1 ELSE 0 END, count(e.id)
  FROM ledger.spp AS s
  LEFT JOIN ledger.entry AS e ON e.regency = s.regency AND e.document_id = s.id AND e.kind = 'payment'
 WHERE s.origin = 'entered'
 GROUP BY s.village, s.year, s.number, s.id, s.state
HAVING count(e.id) <> CASE WHEN s.state IN ('paid', 'reversed') THEN 1 ELSE 0 END;
COMMENT ON VIEW ledger.difference IS
    'Differences between locks, numbers and sums and what they stand for; empty when sound. Amounts in sen.';

GRANT SELECT ON ledger.line_truth, ledger.difference TO balai_app, balai_audit, balai_backup, balai_wide;
