public import Postgres

/// Every statement about the evaluation of budgets. `SchemaTests` prepares each one.
public enum EvaluationStatement: String, SQLStatement {
    case remark = "SELECT id FROM ledger.remark_line($1, $2, $3, $4, $5, $6, $7, $8)"
    case withdrawRemark = "SELECT ledger.withdraw_remark($1, $2)"
    case answerRemark = "SELECT ledger.answer_remark($1, $2, $3)"
    case withdraw = "SELECT id, revision, state FROM ledger.withdraw_version($1, $2, $3)"
    case remarks = """
        SELECT r.id, r.activity, r.account, r.fund, r.sub_detail, r.remark, r.is_binding, r.revision,
               r.recorded_at, r.answer, coalesce(p.name, '') AS name, a.name AS answered_name
          FROM ledger.line_remark AS r
          LEFT JOIN identity.person AS p ON p.regency = r.regency AND p.id = r.person
          LEFT JOIN identity.person AS a ON a.regency = r.regency AND a.id = r.answered_by
         WHERE r.regency = balai.regency() AND r.version_id = $1 AND r.withdrawn_at IS NULL
         ORDER BY r.activity, r.account, r.fund, r.sub_detail, r.recorded_at, r.id
        """
    /// The version's lines beside those of the budget before it.
    case lines = """
        WITH v AS (
            SELECT * FROM ledger.budget_version WHERE regency = balai.regency() AND id = $1),
        b AS (
            SELECT o.id FROM ledger.budget_version AS o, v
             WHERE o.regency = v.regency AND o.village = v.village AND o.state = 'posted'
               AND (o.year, o.ordinal) < (v.year, v.ordinal) AND o.year >= v.year - 1
             ORDER BY o.year DESC, o.ordinal DESC LIMIT 1),
        s AS (
            SELECT l.activity, l.account, l.fund, l.sub_detail,
                   coalesce(sum(r.amount_sen) FILTER (WHERE l.version_id = $1), 0)::bigint AS amount_sen,
                   coalesce(sum(r.amount_sen) FILTER (WHERE l.version_id <> $1), 0)::bigint AS before_sen
              FROM ledger.budget_line AS l
              LEFT JOIN ledger.rab_line AS r ON r.regency = l.regency AND r.version_id = l.version_id
                   AND r.activity = l.activity AND r.account = l.account AND r.fund = l.fund
                   AND r.sub_detail = l.sub_detail
             WHERE l.regency = balai.regency() AND l.version_id IN ($1, (SELECT id FROM b))
             GROUP BY l.activity, l.account, l.fund, l.sub_detail)
        SELECT s.*, coalesce(a.name, '') AS activity_name, coalesce(k.name, '') AS account_name
          FROM s CROSS JOIN v
          LEFT JOIN ledger.activity AS a
            ON a.regency = v.regency AND a.year = v.year AND a.code = s.activity
          LEFT JOIN ledger.account AS k ON k.regency = v.regency AND k.year = v.year AND k.code = s.account
         ORDER BY s.activity, s.account, s.fund, s.sub_detail
        """
    /// Oldest submission first; after the version named.
    case work = """
        SELECT v.id, v.village, v.year, v.ordinal, v.kind, v.state, v.revision, v.origin,
               v.regulation_number, v.regulation_date, v.submitted_on, v.minutes_number, v.minutes_date,
               p.name AS village_name, d.name AS district_name,
               CASE WHEN v.state = 'submitted' THEN place.working_day_after(v.submitted_on, 20) END AS due,
               coalesce((SELECT sum(r.amount_sen) FROM ledger.rab_line AS r
                          WHERE r.regency = v.regency AND r.version_id = v.id
                            AND r.account ~ '^(5|6[.]2)[.]'), 0)::bigint AS uses_sen,
               (SELECT count(*) FROM ledger.line_remark AS m
                 WHERE m.regency = v.regency AND m.version_id = v.id AND m.answer IS NULL
                   AND m.withdrawn_at IS NULL) AS open_remarks
          FROM ledger.budget_version AS v
          JOIN place.village AS p ON p.regency = v.regency AND p.village = v.village
          JOIN place.district AS d ON d.regency = p.regency AND d.district = p.district
          LEFT JOIN ledger.budget_version AS c ON c.regency = v.regency AND c.id = $2
         WHERE v.regency = balai.regency() AND v.state = ANY ($1) AND v.origin = 'entered'
           AND ($2::uuid IS NULL
                OR (coalesce(v.submitted_on, 'infinity'), v.village, v.year, v.id)
                   > (coalesce(c.submitted_on, 'infinity'), c.village, c.year, c.id))
         ORDER BY coalesce(v.submitted_on, 'infinity'), v.village, v.year, v.id LIMIT $3
        """
}
