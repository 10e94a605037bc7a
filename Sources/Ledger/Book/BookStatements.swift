public import Postgres

/// Every statement about the journal and its views. `SchemaTests` prepares each one.
public enum BookStatement: String, SQLStatement {
    case receive = """
        SELECT id, number, entry_number FROM ledger.receive_income($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
    case correctReceipt = """
        SELECT id, number, entry_number FROM ledger.correct_receipt($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
    case reverse = "SELECT id, entry_number FROM ledger.reverse_entry($1, $2, $3, $4)"
    case receipts = """
        SELECT r.id, r.number, r.book_date, r.account, a.name AS account_name, r.fund, r.amount_sen, r.payer,
               r.description, r.origin, r.place, e.id AS entry_id, e.number AS entry_number,
               EXISTS (SELECT FROM ledger.entry AS x WHERE x.regency = e.regency
                    AND x.reverses = e.id) AS is_reversed
          FROM ledger.receipt AS r
          JOIN ledger.account AS a ON a.regency = r.regency AND a.year = r.year AND a.code = r.account
          LEFT JOIN ledger.entry AS e
            ON e.regency = r.regency AND e.document_id = r.id AND e.kind IN ('receipt', 'imported')
         WHERE r.regency = $1::bigint / 1000000 AND r.village = $1 AND r.year = $2
           AND ($3::text IS NULL OR r.fund = $3)
           AND ($4::date IS NULL OR (r.book_date, r.id) < ($4, $5::uuid))
         ORDER BY r.book_date DESC, r.id DESC LIMIT $6
        """
    case cash = """
        SELECT c.fund, f.name, c.cash_sen, c.hand_sen FROM ledger.cash_control AS c
          JOIN ledger.fund_source AS f ON f.regency = c.regency AND f.year = c.year AND f.code = c.fund
         WHERE c.regency = $1::bigint / 1000000 AND c.village = $1 AND c.year = $2 ORDER BY f.ordinal, c.fund
        """
    /// The general book in running order: book date, then journal number, then leg. The balance runs over the
    /// whole year, whatever page or period is asked for.
    case book = """
        SELECT b.ordinal, b.entry_id, b.number, b.book_date, b.kind, b.description, b.document_id, b.proof,
               b.party, b.spp_id, b.account, b.activity, b.fund, b.in_sen, b.out_sen, b.total_in_sen,
               b.total_out_sen, b.balance_sen
          FROM ledger.read_book($1, $2, $3, $4, $5, $6) AS b
         WHERE b.ordinal > $7 ORDER BY b.ordinal LIMIT $8
        """
    case bookTotals = """
        SELECT opening_sen, in_sen, out_sen, closing_sen FROM ledger.book_totals($1, $2, $3, $4, $5, $6)
        """
    /// The newest posted budget beside what the journal holds, by activity, account and fund source.
    case realisation = """
        SELECT activity, account, fund, budget_sen, realised_sen FROM ledger.realisation_cells($1, $2, $3)
        """
    case accountNames =
        "SELECT code, name FROM ledger.account WHERE regency = $1::bigint / 1000000 AND year = $2"
    /// The whole journal in its own order, for exports.
    case journal = """
        SELECT e.number, e.book_date, e.recorded_at, e.kind, e.id AS entry_id, e.description, e.origin,
               x.number AS reverses_number, d.number AS document_number,
               p.ordinal, p.account, a.name AS account_name, p.activity, p.fund, p.sub_detail, p.amount_sen
          FROM ledger.entry AS e
          JOIN ledger.posting AS p ON p.regency = e.regency AND p.entry_id = e.id
          JOIN ledger.account AS a ON a.regency = p.regency AND a.year = p.year AND a.code = p.account
          LEFT JOIN ledger.entry AS x ON x.regency = e.regency AND x.id = e.reverses
          LEFT JOIN ledger.document AS d ON d.regency = e.regency AND d.id = e.document_id
         WHERE e.regency = $1::bigint / 1000000 AND e.village = $1 AND e.year = $2
         ORDER BY e.number, p.ordinal
        """
    /// The accounts the journal uses, with names: a strict reader wants them declared first.
    case journalAccounts = """
        SELECT DISTINCT p.account, a.name, p.activity, p.fund FROM ledger.posting AS p
          JOIN ledger.account AS a ON a.regency = p.regency AND a.year = p.year AND a.code = p.account
         WHERE p.regency = $1::bigint / 1000000 AND p.village = $1 AND p.year = $2
         ORDER BY p.account, p.activity, p.fund
        """
    case differences = """
        SELECT village, year, kind, object, expected, found FROM ledger.difference
         WHERE ($1::bigint IS NULL OR village = $1) ORDER BY village, year, kind, object
        """
    case villageName = """
        SELECT name, is_demo FROM place.village WHERE regency = $1::bigint / 1000000 AND village = $1
        """
}
