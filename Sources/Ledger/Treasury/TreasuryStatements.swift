public import Postgres

/// Every statement about bank mutations and taxes. `SchemaTests` prepares each one.
public enum TreasuryStatement: String, SQLStatement {
    case bookMove = """
        SELECT id, number, entry_number FROM ledger.book_cash_move($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    /// Newest first; after a row named by its day and id.
    case moves = """
        SELECT m.id, m.number, m.kind, m.book_date, m.fund, m.activity, m.account, m.sub_detail, m.amount_sen,
               m.description, e.id AS entry_id, e.number AS entry_number, EXISTS (
               SELECT FROM ledger.entry AS x WHERE x.regency = e.regency AND x.reverses = e.id) AS is_reversed
          FROM ledger.cash_move AS m
          JOIN ledger.entry AS e ON e.regency = m.regency AND e.document_id = m.id AND e.kind <> 'reversal'
         WHERE m.regency = $1::bigint / 1000000 AND m.village = $1 AND m.year = $2
           AND ($3::date IS NULL OR (m.book_date, m.id) < ($3, $4::uuid))
         ORDER BY m.book_date DESC, m.id DESC LIMIT $5
        """
    case rates = """
        SELECT code, valid_from, name, account, map_code, rate_ppm, base, above_sen, is_county,
               is_confirmed, basis
          FROM ledger.tax_rates_on($1, $2) ORDER BY account, code
        """
    case setRate = "SELECT ledger.set_tax_rate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    case deposit = "SELECT id, number, entry_number FROM ledger.deposit_taxes($1, $2, $3, $4, $5, $6, $7)"
    /// What is withheld and not deposited, the most urgent first.
    case held = """
        SELECT w.id, w.document_id, w.code, w.account, w.map_code, w.fund, w.base_sen, w.rate_ppm,
               w.amount_sen,
               w.state, w.held_on, w.due_on, d.spp_id, ledger.proof_of(d.kind, d.number) AS proof,
               a.name AS account_name, w.due_on < balai.today(w.regency) AS is_late
          FROM ledger.withholding AS w
          JOIN ledger.document AS d ON d.regency = w.regency AND d.id = w.document_id
          JOIN ledger.account AS a ON a.regency = w.regency AND a.year = w.year AND a.code = w.account
         WHERE w.regency = $1::bigint / 1000000 AND w.village = $1 AND w.year = $2 AND w.state = 'held'
           AND d.regency = $1::bigint / 1000000 AND d.village = $1
         ORDER BY w.due_on, w.account, w.map_code, w.held_on, w.id LIMIT 500
        """
    case deposits = """
        SELECT t.id, t.number, t.book_date, t.place, t.account, t.map_code, t.ntpn, t.amount_sen,
               t.is_reversed,
               e.id AS entry_id, e.number AS entry_number, a.name AS account_name
          FROM ledger.tax_deposit AS t
          JOIN ledger.entry AS e ON e.regency = t.regency AND e.document_id = t.id AND e.kind = 'tax-deposit'
          JOIN ledger.account AS a ON a.regency = t.regency AND a.year = t.year AND a.code = t.account
         WHERE t.regency = $1::bigint / 1000000 AND t.village = $1 AND t.year = $2
           AND ($3::date IS NULL OR (t.book_date, t.id) < ($3, $4::uuid))
           AND ($6::uuid IS NULL OR e.id = $6)
         ORDER BY t.book_date DESC, t.id DESC LIMIT $5
        """
}
