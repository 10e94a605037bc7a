public import Postgres

/// Every statement of the export back to Siskeudes. All take village and year. `SchemaTests` prepares each
/// one.
public enum SiskeudesStatement: String, SQLStatement {
    case place = """
        SELECT v.name, d.name AS district_name, r.name AS regency_name, r.province FROM place.village AS v
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
          JOIN place.regency AS r ON r.regency = v.regency
         WHERE v.regency = $1::bigint / 1000000 AND v.village = $1 AND $2::integer > 0
        """
    /// The imported list of activities; those that only a posted budget names follow with its sum as ceiling.
    case activities = """
        SELECT a.activity AS code, a.name, a.ceiling_sen, a.manager_post, a.manager_name, a.location,
               a.duration, a.output, a.volume::text AS volume, a.unit
          FROM ledger.village_activity AS a
         WHERE a.regency = $1::bigint / 1000000 AND a.village = $1 AND a.year = $2
        UNION ALL
        SELECT c.activity, k.name, sum(c.limit_sen)::bigint, '', '', '', '', '', '0', ''
          FROM ledger.line_control AS c
          JOIN ledger.activity AS k ON k.regency = c.regency AND k.year = c.year AND k.code = c.activity
         WHERE c.regency = $1::bigint / 1000000 AND c.village = $1 AND c.year = $2 AND c.activity <> '0.0.00'
           AND NOT EXISTS (SELECT FROM ledger.village_activity AS a WHERE a.regency = c.regency
                    AND a.village = c.village AND a.year = c.year AND a.activity = c.activity)
         GROUP BY c.activity, k.name ORDER BY code
        """
    case countyCodes = """
        SELECT 'activity' AS list, code, name, kind FROM ledger.activity
         WHERE regency = $1::bigint / 1000000 AND year = $2 AND origin <> 'national' AND level = 3
        UNION ALL
        SELECT 'account', code, name, NULL FROM ledger.account
         WHERE regency = $1::bigint / 1000000 AND year = $2 AND origin <> 'national' AND level = 4
         ORDER BY list, code
        """
    /// Lines and cost lines of the first and the newest posted version.
    case budgetLines = """
        SELECT v.ordinal, coalesce(v.regulation_number, '') AS regulation_number,
               v.regulation_date::text AS regulation_date, l.activity, l.account, l.fund, l.sub_detail,
               l.name, r.ordinal AS rab_ordinal, r.description, r.volume::text AS volume, r.unit,
               r.unit_price_sen, r.amount_sen
          FROM ledger.budget_version AS v
          JOIN ledger.budget_line AS l ON l.regency = v.regency AND l.version_id = v.id
          LEFT JOIN ledger.rab_line AS r ON r.regency = l.regency AND r.version_id = l.version_id
               AND r.activity = l.activity AND r.account = l.account AND r.fund = l.fund
               AND r.sub_detail = l.sub_detail
         WHERE v.regency = $1::bigint / 1000000 AND v.village = $1 AND v.year = $2 AND v.state = 'posted'
           AND (v.ordinal = 1 OR v.ordinal = (
                SELECT max(n.ordinal) FROM ledger.budget_version AS n
                 WHERE n.regency = v.regency AND n.village = v.village AND n.year = v.year
                   AND n.state = 'posted'))
         ORDER BY v.ordinal, l.activity, l.account, l.fund, l.sub_detail, r.ordinal
        """
    /// Requests that are asked for; one whose payment was taken back was paid before.
    case requests = """
        SELECT s.id, s.number, v.number AS known_as, s.kind, s.book_date, s.purpose, s.payee, s.amount_sen
          FROM ledger.spp AS s
          LEFT JOIN ledger.imported_voucher AS v ON v.regency = s.regency AND v.village = s.village
               AND v.year = s.year AND v.kind = 'request' AND v.document_id = s.id
         WHERE s.regency = $1::bigint / 1000000 AND s.village = $1 AND s.year = $2
           AND s.state IN ('submitted', 'verified', 'approved', 'paid', 'settled', 'reversed')
         ORDER BY s.number
        """
    /// What requests that wait propose to withhold.
    case proposed = """
        SELECT t.spp_id, t.account, t.fund, sum(t.amount_sen)::bigint AS amount_sen
          FROM ledger.spp_tax AS t JOIN ledger.spp AS s ON s.regency = t.regency AND s.id = t.spp_id
         WHERE t.regency = $1::bigint / 1000000 AND t.village = $1 AND t.year = $2
           AND s.state IN ('submitted', 'verified', 'approved')
         GROUP BY t.spp_id, t.account, t.fund ORDER BY t.spp_id, t.account, t.fund
        """
    case requestLines = """
        SELECT spp_id, activity, account, fund, sub_detail, amount_sen FROM ledger.spp_line
         WHERE regency = $1::bigint / 1000000 AND village = $1 AND year = $2
         ORDER BY spp_id, activity, account, fund, sub_detail
        """
    /// Entries, leg by leg, with the one that each takes back. What an import took back because the other
    /// system had changed it never stood there: it stays out with its reversal.
    case entries = """
        SELECT e.number, v.number AS known_as, e.kind, e.book_date, e.description, e.document_id,
               d.number AS document_number, coalesce(d.party, '') AS party, d.spp_id,
               o.number AS reverses_number,
               p.activity, p.account, p.fund, p.sub_detail, p.amount_sen AS leg_sen
          FROM ledger.entry AS e
          JOIN ledger.posting AS p ON p.regency = e.regency AND p.entry_id = e.id
          LEFT JOIN ledger.imported_voucher AS v ON v.regency = e.regency AND v.village = e.village
               AND v.year = e.year AND v.entry_id = e.id
          LEFT JOIN ledger.document AS d ON d.regency = e.regency AND d.village = e.village
               AND d.year = e.year AND d.id = e.document_id
          LEFT JOIN ledger.entry AS o ON o.regency = e.regency AND o.id = e.reverses
         WHERE e.regency = $1::bigint / 1000000 AND e.village = $1 AND e.year = $2
           AND NOT (e.kind = 'reversal' AND e.origin = 'imported')
           AND NOT EXISTS (SELECT FROM ledger.entry AS x WHERE x.regency = e.regency AND x.reverses = e.id
                              AND x.origin = 'imported')
         ORDER BY e.number, p.ordinal
        """
    /// Taxes that were deposited, each with the document it was withheld from.
    case withheld = """
        SELECT document_id, deposit_id, account, fund, sum(amount_sen)::bigint AS amount_sen
          FROM ledger.withholding
         WHERE regency = $1::bigint / 1000000 AND village = $1 AND year = $2 AND state = 'deposited'
         GROUP BY document_id, deposit_id, account, fund ORDER BY document_id, account, fund
        """
}
