public import Postgres

/// Every statement of reports and prints beside the book's own. `SchemaTests` prepares each one.
public enum ReportStatement: String, SQLStatement {
    /// Postings below some accounts, activities and one fund source, in journal order.
    case postings = """
        SELECT e.id AS entry_id, e.number, e.book_date, e.kind, e.description, e.document_id, p.ordinal,
               p.account, p.activity, p.fund, p.amount_sen, s.number AS spp_number, r.number AS receipt_number
          FROM ledger.posting AS p
          JOIN ledger.entry AS e ON e.regency = p.regency AND e.id = p.entry_id
          LEFT JOIN ledger.spp AS s ON s.regency = e.regency AND s.id = e.document_id
          LEFT JOIN ledger.receipt AS r ON r.regency = e.regency AND r.id = e.document_id
         WHERE p.regency = $1::bigint / 1000000 AND p.village = $1 AND p.year = $2
           AND EXISTS (SELECT FROM unnest($3::text[]) AS f (code)
                        WHERE p.account = f.code OR p.account LIKE f.code || '.%')
           AND ($4::text IS NULL OR p.activity = $4 OR p.activity LIKE $4 || '.%')
           AND ($5::text IS NULL OR p.fund = $5) AND ($6::date IS NULL OR e.book_date <= $6)
           AND (e.number, p.ordinal) > ($7::bigint, $8::integer)
         ORDER BY e.number, p.ordinal LIMIT $9
        """
    /// Who holds the village's posts on a day.
    case officials = """
        SELECT DISTINCT ON (o.role) o.role, p.name, o.standing FROM identity.post AS o
          JOIN identity.person AS p ON p.regency = o.regency AND p.id = o.person
         WHERE o.regency = $1::bigint / 1000000 AND o.village_from = $1 AND o.village_until = $1
           AND o.valid_from <= $2::date AND (o.valid_until IS NULL OR $2::date <= o.valid_until)
         ORDER BY o.role, o.standing DESC, o.valid_from DESC
        """
    case place = """
        SELECT v.name, d.name AS district_name, r.name AS regency_name, v.is_demo FROM place.village AS v
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
          JOIN place.regency AS r ON r.regency = v.regency
         WHERE v.regency = $1::bigint / 1000000 AND v.village = $1 AND balai.in_scope(v.village)
        """
    /// The place of a payment among the payments of its village's year: the journal has no gaps and only
    /// grows, so this number is given once and for good.
    case paymentNumber = """
        SELECT (SELECT count(*) FROM ledger.entry AS e JOIN ledger.spp AS s
                    ON s.regency = e.regency AND s.id = e.document_id
                 WHERE e.regency = x.regency AND e.village = x.village AND e.year = x.year
                   AND e.number <= x.number AND e.kind = x.kind) AS number
          FROM ledger.entry AS x WHERE x.regency = balai.regency() AND x.id = $1
        """
    case receiptOfEntry = """
        SELECT r.id, r.number, r.book_date, r.account, a.name AS account_name, r.fund, r.amount_sen, r.payer,
               r.description, r.origin, r.place, e.id AS entry_id, e.number AS entry_number,
               EXISTS (SELECT FROM ledger.entry AS x WHERE x.regency = e.regency
                    AND x.reverses = e.id) AS is_reversed
          FROM ledger.entry AS e
          JOIN ledger.receipt AS r ON r.regency = e.regency AND r.id = e.document_id
          JOIN ledger.account AS a ON a.regency = r.regency AND a.year = r.year AND a.code = r.account
         WHERE e.regency = $1::bigint / 1000000 AND e.village = $1 AND e.year = $2 AND e.id = $3
        """
}
