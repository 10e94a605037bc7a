public import Postgres

/// Statements of the auditor's page: they only read, within the reader's own scope. `SchemaTests` prepares
/// each.
public enum AuditStatement: String, SQLStatement {
    /// The budget years that there are books of, after a village and year.
    case books = """
        SELECT y.village, y.year, v.name, d.name AS district_name, v.is_demo, y.last_entry_number
          FROM ledger.village_year AS y
          JOIN place.village AS v ON v.regency = y.regency AND v.village = y.village
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
         WHERE y.village BETWEEN $1 AND $2 AND y.year BETWEEN $3 AND $4 AND (y.village, y.year) > ($5, $6)
         ORDER BY y.village, y.year LIMIT $7
        """
    case sppOfNumber = """
        SELECT s.id FROM ledger.spp AS s
         WHERE s.regency = $1::bigint / 1000000 AND s.village = $1 AND s.year = $2 AND s.number = $3
        """
    /// The n-th payment of a village's year.
    case sppOfPayment = """
        SELECT e.document_id AS id FROM ledger.entry AS e
          JOIN ledger.spp AS s ON s.regency = e.regency AND s.id = e.document_id
         WHERE e.regency = $1::bigint / 1000000 AND e.village = $1 AND e.year = $2 AND e.kind = 'payment'
         ORDER BY e.number OFFSET greatest($3::integer - 1, 0) LIMIT 1
        """
    case entryOfReceipt = """
        SELECT e.id FROM ledger.receipt AS r
          JOIN ledger.entry AS e ON e.regency = r.regency AND e.document_id = r.id AND e.kind <> 'reversal'
         WHERE r.regency = $1::bigint / 1000000 AND r.village = $1 AND r.year = $2 AND r.number = $3
        """
    /// Every posting of the entries that a document caused, its reversals too.
    case documentLegs = """
        SELECT e.number, e.book_date, e.recorded_at, e.kind, e.id AS entry_id, e.description, e.origin,
               x.number AS reverses_number, NULL::integer AS document_number,
               p.ordinal, p.account, a.name AS account_name, p.activity, p.fund, p.sub_detail, p.amount_sen
          FROM ledger.entry AS e
          JOIN ledger.posting AS p ON p.regency = e.regency AND p.entry_id = e.id
          JOIN ledger.account AS a ON a.regency = p.regency AND a.year = p.year AND a.code = p.account
          LEFT JOIN ledger.entry AS x ON x.regency = e.regency AND x.id = e.reverses
         WHERE e.regency = balai.regency() AND e.document_id = $1
         ORDER BY e.number, p.ordinal
        """
    /// Everyone who was paid, by name; after a name.
    case payees = """
        SELECT lower(btrim(s.payee)) AS key, min(btrim(s.payee)) AS payee, count(*) AS payments,
               count(DISTINCT s.village) AS villages, sum(s.amount_sen)::bigint AS amount_sen,
               min(s.book_date) AS first_day, max(s.book_date) AS last_day
          FROM ledger.spp AS s
         WHERE s.regency = balai.regency() AND s.state IN ('paid', 'settled') AND btrim(s.payee) <> ''
           AND s.village BETWEEN $1 AND $2 AND s.year BETWEEN $3 AND $4
           AND ($5::text IS NULL OR s.payee ILIKE '%' || $5 || '%')
           AND lower(btrim(s.payee)) > $6
         GROUP BY lower(btrim(s.payee)) ORDER BY lower(btrim(s.payee)) LIMIT $7
        """
    /// What one payee was paid, newest first; after a day and id.
    case paymentsOfPayee = """
        SELECT s.id, s.village, v.name AS village_name, s.year, s.number, s.book_date, s.purpose, s.payee,
               s.state, s.amount_sen
          FROM ledger.spp AS s
          JOIN place.village AS v ON v.regency = s.regency AND v.village = s.village
         WHERE s.regency = balai.regency() AND s.state IN ('paid', 'settled') AND lower(btrim(s.payee)) = $1
           AND ($2::date IS NULL OR (s.book_date, s.id) < ($2, $3::uuid))
         ORDER BY s.book_date DESC, s.id DESC LIMIT $4
        """
}
