-- What `balai ledger check` lists: every place where a control row, a number or a sum differs from what it stands for.
-- Empty means sound. Under row-level security each reader checks the villages in their scope.
-- Every numbered document that a journal entry can stand on, with the number as books show it.
CREATE OR REPLACE VIEW ledger.document WITH (security_invoker = true) AS
SELECT s.regency, s.village, s.year, s.id, 'spp' AS kind, s.number, s.payee AS party, s.id AS spp_id FROM ledger.spp AS s
UNION ALL SELECT r.regency, r.village, r.year, r.id, 'receipt', r.number, r.payer, NULL FROM ledger.receipt AS r
UNION ALL SELECT t.regency, t.village, t.year, t.id, 'settlement', t.number, '', t.spp_id FROM ledger.settlement AS t
UNION ALL SELECT g.regency, g.village, g.year, g.id, g.kind, g.number, g.payer, g.spp_id FROM ledger.give_back AS g
UNION ALL SELECT m.regency, m.village, m.year, m.id, 'move', m.number, '', NULL FROM ledger.cash_move AS m
UNION ALL SELECT d.regency, d.village, d.year, d.id, 'deposit', d.number, d.ntpn, NULL FROM ledger.tax_deposit AS d;
COMMENT ON VIEW ledger.document IS
    'SPP, TBP, SPJ, returns, bank mutations and deposits under one roof. party is personal: never in a public view.';

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
               CASE WHEN s.state = 'approved' THEN l.amount_sen
                    WHEN s.kind = 'advance' AND s.state IN ('paid', 'settled') AND s.origin = 'entered'
                    THEN l.amount_sen - l.settled_sen - l.given_back_sen ELSE 0 END, 0
          FROM ledger.spp_line AS l JOIN ledger.spp AS s ON s.regency = l.regency AND s.id = l.spp_id
        UNION ALL
        SELECT p.regency, p.village, p.year, p.activity, p.account, p.fund, p.sub_detail, 0, 0, 0, p.amount_sen
          FROM ledger.posting AS p WHERE p.account ~ '^(5|6\.2)\.'
       ) AS k
 GROUP BY k.regency, k.village, k.year, k.activity, k.account, k.fund, k.sub_detail;
COMMENT ON VIEW ledger.line_truth IS
    'What each spending line''s control row must say, computed from budget, requests and journal. Sen.';

-- The same for advances, returns, taxes and bank mutations.
CREATE OR REPLACE VIEW ledger.flow_difference WITH (security_invoker = true) AS
SELECT s.village, s.year, 'advance-' || n.what AS kind, concat_ws(' ', s.number, l.activity, l.account, l.fund) AS object,
       n.expected, n.found
  FROM ledger.spp_line AS l
  JOIN ledger.spp AS s ON s.regency = l.regency AND s.id = l.spp_id
  LEFT JOIN LATERAL (
        SELECT sum(t.amount_sen)::bigint AS amount FROM ledger.settlement AS h
          JOIN ledger.settlement_line AS t ON t.regency = h.regency AND t.settlement_id = h.id
         WHERE h.regency = l.regency AND h.spp_id = l.spp_id AND h.state = 'booked' AND t.activity = l.activity
           AND t.account = l.account AND t.fund = l.fund AND t.sub_detail = l.sub_detail) AS settled ON true
  LEFT JOIN LATERAL (
        SELECT sum(t.amount_sen) FILTER (WHERE g.kind = 'advance-return')::bigint AS returned,
               sum(t.amount_sen) FILTER (WHERE g.kind = 'refund')::bigint AS refunded
          FROM ledger.give_back AS g
          JOIN ledger.give_back_line AS t ON t.regency = g.regency AND t.give_back_id = g.id
          JOIN ledger.entry AS e ON e.regency = g.regency AND e.document_id = g.id AND e.kind = g.kind
         WHERE g.regency = l.regency AND g.spp_id = l.spp_id AND t.activity = l.activity AND t.account = l.account
           AND t.fund = l.fund AND t.sub_detail = l.sub_detail
           AND NOT EXISTS (SELECT FROM ledger.entry AS x WHERE x.regency = e.regency AND x.reverses = e.id)) AS back ON true
 CROSS JOIN LATERAL (VALUES ('settled', coalesce(settled.amount, 0), l.settled_sen),
        ('given-back', coalesce(back.returned, 0), l.given_back_sen), ('refunded', coalesce(back.refunded, 0), l.refunded_sen)
       ) AS n (what, expected, found)
 WHERE n.expected <> n.found
UNION ALL
SELECT coalesce(o.village, j.village), coalesce(o.year, j.year), 'advance-open',
       concat_ws(' ', coalesce(o.activity, j.activity), coalesce(o.fund, j.fund)), coalesce(j.amount, 0), coalesce(o.amount, 0)
  FROM (SELECT l.regency, l.village, l.year, l.activity, l.fund,
               sum(l.amount_sen - l.settled_sen - l.given_back_sen)::bigint AS amount
          FROM ledger.spp_line AS l JOIN ledger.spp AS s ON s.regency = l.regency AND s.id = l.spp_id
         WHERE s.kind = 'advance' AND s.state IN ('paid', 'settled') AND s.origin = 'entered'
         GROUP BY l.regency, l.village, l.year, l.activity, l.fund) AS o
  FULL JOIN (SELECT p.regency, p.village, p.year, p.activity, p.fund, sum(p.amount_sen)::bigint AS amount
               FROM ledger.posting AS p JOIN ledger.entry AS e ON e.regency = p.regency AND e.id = p.entry_id
              WHERE p.account = '1.1.2.07' AND e.origin = 'entered'
              GROUP BY p.regency, p.village, p.year, p.activity, p.fund) AS j
    ON j.regency = o.regency AND j.village = o.village AND j.year = o.year AND j.activity = o.activity AND j.fund = o.fund
 WHERE coalesce(j.amount, 0) <> coalesce(o.amount, 0)
UNION ALL
SELECT coalesce(w.village, j.village), coalesce(w.year, j.year), 'tax-held',
       concat_ws(' ', coalesce(w.account, j.account), coalesce(w.fund, j.fund)), coalesce(j.amount, 0), coalesce(w.amount, 0)
  FROM (SELECT h.regency, h.village, h.year, h.account, h.fund, sum(h.amount_sen)::bigint AS amount
          FROM ledger.withholding AS h WHERE h.state = 'held'
         GROUP BY h.regency, h.village, h.year, h.account, h.fund) AS w
  FULL JOIN (SELECT p.regency, p.village, p.year, p.account, p.fund, -sum(p.amount_sen)::bigint AS amount
               FROM ledger.posting AS p JOIN ledger.entry AS e ON e.regency = p.regency AND e.id = p.entry_id
              WHERE p.account LIKE '7.1.%' AND e.origin = 'entered'
              GROUP BY p.regency, p.village, p.year, p.account, p.fund) AS j
    ON j.regency = w.regency AND j.village = w.village AND j.year = w.year AND j.account = w.account AND j.fund = w.fund
 WHERE coalesce(j.amount, 0) <> coalesce(w.amount, 0)
UNION ALL
SELECT d.village, d.year, d.kind || '-amount', d.number::text, d.expected, d.found
  FROM (SELECT t.village, t.year, 'settlement' AS kind, t.number, t.amount_sen AS found,
               (SELECT coalesce(sum(l.amount_sen), 0)::bigint FROM ledger.settlement_line AS l
                 WHERE l.regency = t.regency AND l.settlement_id = t.id) AS expected FROM ledger.settlement AS t
        UNION ALL
        SELECT g.village, g.year, g.kind, g.number, g.amount_sen,
               (SELECT coalesce(sum(l.amount_sen), 0)::bigint FROM ledger.give_back_line AS l
                 WHERE l.regency = g.regency AND l.give_back_id = g.id) FROM ledger.give_back AS g
        UNION ALL
        SELECT x.village, x.year, 'deposit', x.number, x.amount_sen,
               (SELECT coalesce(sum(w.amount_sen), 0)::bigint FROM ledger.withholding AS w
                 WHERE w.regency = x.regency AND w.deposit_id = x.id) FROM ledger.tax_deposit AS x WHERE NOT x.is_reversed
       ) AS d
 WHERE d.expected <> d.found
UNION ALL
SELECT d.village, d.year, d.kind || '-entries', d.number::text, d.expected, count(e.id)
  FROM (SELECT regency, village, year, id, kind, number, 1::bigint AS expected FROM ledger.document
         WHERE kind NOT IN ('spp', 'settlement', 'receipt')
        UNION ALL
        SELECT regency, village, year, id, 'settlement', number, CASE WHEN state IN ('booked', 'reversed') THEN 1 ELSE 0 END
          FROM ledger.settlement
       ) AS d
  LEFT JOIN ledger.entry AS e ON e.regency = d.regency AND e.document_id = d.id AND e.kind <> 'reversal'
 GROUP BY d.village, d.year, d.kind, d.number, d.expected HAVING count(e.id) <> d.expected
UNION ALL
SELECT c.village, c.year, 'ceiling-planned', c.fund, coalesce(sum(d.amount_sen), 0)::bigint, c.planned_sen
  FROM ledger.ceiling AS c
  LEFT JOIN ledger.disbursement AS d ON d.regency = c.regency AND d.village = c.village AND d.year = c.year AND d.fund = c.fund
       AND d.state <> 'cancelled'
 GROUP BY c.village, c.year, c.fund, c.planned_sen HAVING coalesce(sum(d.amount_sen), 0) <> c.planned_sen
UNION ALL
SELECT d.village, d.year, 'disbursement-receipt', concat_ws(' ', d.fund, d.tranche), d.amount_sen, r.amount_sen
  FROM ledger.disbursement AS d JOIN ledger.receipt AS r ON r.regency = d.regency AND r.id = d.receipt_id
 WHERE d.amount_sen <> r.amount_sen;
COMMENT ON VIEW ledger.flow_difference IS
    'Differences between advances, returns, taxes and bank mutations and what the journal holds of them. Amounts in sen.';

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
SELECT coalesce(c.village, t.village), coalesce(c.year, t.year), n.what, coalesce(c.fund, t.fund), n.expected, n.found
  FROM ledger.cash_control AS c
  FULL JOIN (SELECT p.regency, p.village, p.year, p.fund, sum(p.amount_sen)::bigint AS cash,
                    coalesce(sum(p.amount_sen) FILTER (WHERE p.account = '1.1.1.01'), 0)::bigint AS hand
               FROM ledger.posting AS p
              WHERE p.account LIKE '1.1.1.%' GROUP BY p.regency, p.village, p.year, p.fund) AS t
    ON t.regency = c.regency AND t.village = c.village AND t.year = c.year AND t.fund = c.fund
 CROSS JOIN LATERAL (VALUES ('cash', coalesce(t.cash, 0), coalesce(c.cash_sen, 0)),
        ('cash-in-hand', coalesce(t.hand, 0), coalesce(c.hand_sen, 0))) AS n (what, expected, found)
 WHERE n.expected <> n.found
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
SELECT y.village, y.year, 'closed-months', '', coalesce(m.bits, 0), y.closed_months
  FROM ledger.village_year AS y
  LEFT JOIN LATERAL (SELECT sum(1 << (n.month - 1)) AS bits
                       FROM (SELECT s.month FROM ledger.period_step AS s
                              WHERE s.regency = y.regency AND s.village = y.village AND s.year = y.year
                              GROUP BY s.month HAVING count(*) % 2 = 1) AS n) AS m ON true
 WHERE coalesce(m.bits, 0) <> y.closed_months
UNION ALL
SELECT s.village, s.year, s.name || '-numbers', '', s.last_number, count(d.number)
  FROM ledger.series AS s
  LEFT JOIN (SELECT d.kind AS name, d.regency, d.village, d.year, d.number FROM ledger.document AS d) AS d
    ON d.name = s.name AND d.regency = s.regency AND d.village = s.village AND d.year = s.year
 GROUP BY s.village, s.year, s.name, s.last_number
HAVING count(d.number) <> s.last_number OR coalesce(max(d.number), 0) <> s.last_number
UNION ALL
SELECT s.village, s.year, 'spp-amount', coalesce(s.number::text, s.id::text), coalesce(sum(l.amount_sen), 0)::bigint, s.amount_sen
  FROM ledger.spp AS s LEFT JOIN ledger.spp_line AS l ON l.regency = s.regency AND l.spp_id = s.id
 GROUP BY s.village, s.year, s.number, s.id, s.amount_sen HAVING coalesce(sum(l.amount_sen), 0) <> s.amount_sen
UNION ALL
SELECT s.village, s.year, 'spp-payments', coalesce(s.number::text, s.id::text),
       CASE WHEN s.state IN ('paid', 'settled', 'reversed') THEN 1 ELSE 0 END, count(e.id)
  FROM ledger.spp AS s
  LEFT JOIN ledger.entry AS e ON e.regency = s.regency AND e.document_id = s.id AND e.kind = 'payment'
 WHERE s.origin = 'entered'
 GROUP BY s.village, s.year, s.number, s.id, s.state
HAVING count(e.id) <> CASE WHEN s.state IN ('paid', 'settled', 'reversed') THEN 1 ELSE 0 END
UNION ALL SELECT village, year, kind, object, expected, found FROM ledger.flow_difference;
COMMENT ON VIEW ledger.difference IS
    'Differences between locks, numbers and sums and what they stand for; empty when sound. Amounts in sen.';

GRANT SELECT ON ledger.document, ledger.line_truth, ledger.flow_difference, ledger.difference
    TO balai_app, balai_audit, balai_backup, balai_wide;
