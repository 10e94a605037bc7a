public import Postgres

/// Every statement about budgets and their code lists. `SchemaTests` prepares each one.
public enum BudgetStatement: String, SQLStatement {
    case open = "SELECT id, revision, state FROM ledger.open_version($1, $2, $3, $4)"
    case save = "SELECT id, revision, state FROM ledger.save_lines($1, $2, $3, $4, $5)"
    case saveActivities = "SELECT id, revision, state FROM ledger.save_activities($1, $2, $3, $4, $5)"
    case copyLastYear = """
        SELECT id, revision, state, copied, left_out FROM ledger.copy_last_year($1, $2, $3)
        """
    case deleteLine = "SELECT id, revision, state FROM ledger.delete_line($1, $2, $3, $4, $5, $6)"
    case deleteVersion = "SELECT ledger.delete_version($1, $2)"
    case agree = "SELECT id, revision, state FROM ledger.agree_version($1, $2, $3, $4, $5)"
    case submit = "SELECT id, revision, state FROM ledger.submit_version($1, $2)"
    case evaluate = "SELECT id, revision, state FROM ledger.evaluate_version($1, $2, $3, $4)"
    case post = "SELECT id, revision, state FROM ledger.post_version($1, $2, $3, $4)"
    case versions = """
        SELECT id, village, year, ordinal, kind, state, revision, origin, regulation_number,
             regulation_date, submitted_on, minutes_number, minutes_date
          FROM ledger.budget_version
         WHERE regency = $1::bigint / 1000000 AND village = $1
              AND ($2::int IS NULL OR year = $2) ORDER BY year DESC, ordinal DESC
        """
    case version = """
        SELECT id, village, year, ordinal, kind, state, revision, origin, regulation_number,
             regulation_date, submitted_on, minutes_number, minutes_date
          FROM ledger.budget_version WHERE regency = balai.regency() AND id = $1
        """
    case steps = """
        SELECT s.verb, s.revision, s.recorded_at, s.note, p.name FROM ledger.version_step AS s
          LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.person
         WHERE s.regency = balai.regency() AND s.version_id = $1 ORDER BY s.revision
        """
    /// One row for each activity, side and fund source: the tree's leaves. The spent columns belong to the
    /// year. Sums are looked up line by line: under row-level security the planner expects a single row, and
    /// would sum all lines anew for each.
    case tree = """
        SELECT l.activity, coalesce(a.name, '') AS name, a.kind AS kind, k.side, l.fund,
               coalesce(sum(r.amount), 0)::bigint AS amount_sen, count(*) AS lines,
               coalesce(sum(c.reserved_sen), 0)::bigint AS reserved_sen,
               coalesce(sum(c.posted_sen), 0)::bigint AS posted_sen
          FROM ledger.budget_line AS l
         CROSS JOIN LATERAL (
               SELECT sum(r.amount_sen) AS amount FROM ledger.rab_line AS r
                WHERE r.regency = l.regency AND r.version_id = l.version_id AND r.activity = l.activity
                  AND r.account = l.account AND r.fund = l.fund AND r.sub_detail = l.sub_detail) AS r
          LEFT JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village
               AND c.year = l.year
               AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
                    AND c.sub_detail = l.sub_detail
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = l.year AND a.code = l.activity
         CROSS JOIN LATERAL (
               SELECT CASE WHEN l.account LIKE '4.%' THEN 'income' WHEN l.account LIKE '5.%' THEN 'spending'
                           WHEN l.account LIKE '6.1.%' THEN 'financingIn' ELSE 'financingOut' END AS side
               ) AS k
         WHERE l.regency = balai.regency() AND l.version_id = $1
         GROUP BY l.activity, a.name, a.kind, k.side, l.fund ORDER BY l.activity, k.side, l.fund
        """
    case groups = """
        SELECT code, name FROM ledger.activity WHERE regency = $1::bigint / 1000000 AND year = $2
           AND level < 3 ORDER BY code
        """
    case lines = """
        SELECT l.activity, l.account, k.name AS account_name, l.fund, l.sub_detail, l.name,
               coalesce(c.limit_sen, 0) AS limit_sen, coalesce(c.requested_sen, 0) AS requested_sen,
               coalesce(c.reserved_sen, 0) AS reserved_sen, coalesce(c.posted_sen, 0) AS posted_sen,
               coalesce(i.received_sen, 0)::bigint AS received_sen
          FROM ledger.budget_line AS l
          LEFT JOIN LATERAL (
               SELECT -sum(p.amount_sen) AS received_sen FROM ledger.posting AS p
                WHERE l.activity = '0.0.00' AND p.regency = l.regency AND p.village = l.village
                  AND p.year = l.year AND p.activity = l.activity AND p.account = l.account
                  AND p.fund = l.fund AND p.sub_detail = l.sub_detail) AS i ON true
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = l.year AND k.code = l.account
          LEFT JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village
               AND c.year = l.year
               AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
                    AND c.sub_detail = l.sub_detail
         WHERE l.regency = balai.regency() AND l.version_id = $1 AND ($2::text IS NULL OR l.activity = $2)
         ORDER BY l.activity, l.account, l.fund, l.sub_detail
        """
    case rab = """
        SELECT activity, account, fund, sub_detail, ordinal, description, volume, unit, unit_price_sen,
             amount_sen
          FROM ledger.rab_line WHERE regency = balai.regency() AND version_id = $1
               AND ($2::text IS NULL OR activity = $2)
         ORDER BY activity, account, fund, sub_detail, ordinal
        """
    case activities = """
        SELECT code, level, name, kind FROM ledger.activity
         WHERE regency = $1::bigint / 1000000 AND year = $2 AND code <> '0.0.00'
        UNION ALL
        SELECT code, level, name, kind FROM ledger.national_activity
         WHERE NOT EXISTS (SELECT FROM ledger.activity WHERE regency = $1::bigint / 1000000 AND year = $2)
         ORDER BY code
        """
    case accounts = """
        SELECT code, level, name, normal_side FROM ledger.account
         WHERE regency = $1::bigint / 1000000 AND year = $2
        UNION ALL
        SELECT code, level, name, normal_side FROM ledger.national_account
         WHERE NOT EXISTS (SELECT FROM ledger.account WHERE regency = $1::bigint / 1000000 AND year = $2)
         ORDER BY code
        """
    case funds = """
        SELECT code, name, revenue_account, ordinal FROM ledger.fund_source
         WHERE regency = $1::bigint / 1000000 AND year = $2
        UNION ALL
        SELECT code, name, revenue_account, ordinal FROM ledger.national_fund_source
         WHERE NOT EXISTS (SELECT FROM ledger.fund_source WHERE regency = $1::bigint / 1000000 AND year = $2)
         ORDER BY ordinal, code
        """
}
