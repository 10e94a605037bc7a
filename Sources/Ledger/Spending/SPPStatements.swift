public import Postgres

/// Every statement about payment requests. `SchemaTests` prepares each one.
public enum SPPStatement: String, SQLStatement {
    case create = "SELECT id, revision, state, number FROM ledger.create_spp($1, $2, $3, $4, $5, $6, $7, $8)"
    case save = "SELECT id, revision, state, number FROM ledger.save_spp($1, $2, $3, $4, $5, $6)"
    case delete = "SELECT ledger.delete_spp($1, $2)"
    case taxes = "SELECT id, revision, state, number FROM ledger.propose_taxes($1, $2, $3)"
    case submit = "SELECT id, revision, state, number FROM ledger.submit_spp($1, $2)"
    case verify = "SELECT id, revision, state, number FROM ledger.verify_spp($1, $2, $3)"
    case giveBack = "SELECT id, revision, state, number FROM ledger.return_spp($1, $2, $3)"
    case approve = "SELECT id, revision, state, number FROM ledger.approve_spp($1, $2, $3)"
    case reject = "SELECT id, revision, state, number FROM ledger.reject_spp($1, $2, $3)"
    case pay = """
        SELECT id, revision, state, number, entry_id, entry_number FROM ledger.pay_spp($1, $2, $3, $4, $5)
        """
    /// Newest first; after a row named by its day and id.
    case list = """
        SELECT s.id, s.village, s.year, s.number, s.kind, s.state, s.revision, s.book_date, s.purpose,
             s.amount_sen,
               s.origin, s.requester, s.verifier, s.approver, p.name AS requester_name
          FROM ledger.spp AS s LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.requester
         WHERE s.regency = $1::bigint / 1000000 AND s.village = $1 AND s.year = $2
           AND ($3::text IS NULL OR s.state = $3) AND ($4::text IS NULL OR s.purpose ILIKE '%' || $4 || '%')
           AND ($5::text IS NULL OR EXISTS (
                SELECT FROM ledger.spp_line AS l
                 WHERE l.regency = s.regency AND l.spp_id = s.id AND l.activity = $5))
           AND ($6::date IS NULL OR (s.book_date, s.id) < ($6, $7::uuid))
         ORDER BY s.book_date DESC, s.id DESC LIMIT $8
        """
    case one = """
        SELECT s.id, s.village, s.year, s.number, s.kind, s.state, s.revision, s.book_date, s.purpose,
             s.amount_sen,
               s.origin, s.requester, s.verifier, s.approver, s.payee, s.paid_from, s.settle_by,
               p.name AS requester_name
          FROM ledger.spp AS s LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.requester
         WHERE s.regency = balai.regency() AND s.id = $1
        """
    /// Of several requests at once, with how each line's budget and cash stand.
    case lines = """
        SELECT l.spp_id, l.activity, l.account, l.fund, l.sub_detail, l.amount_sen, k.name AS account_name,
               a.name AS activity_name, c.limit_sen, c.requested_sen, c.reserved_sen, c.posted_sen,
               coalesce(h.cash_sen, 0) AS cash_sen, l.settled_sen, l.given_back_sen, l.refunded_sen
          FROM ledger.spp_line AS l
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = l.year AND k.code = l.account
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = l.year AND a.code = l.activity
          JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
               AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail
          LEFT JOIN ledger.cash_control AS h ON h.regency = l.regency AND h.village = l.village
               AND h.year = l.year AND h.fund = l.fund
         WHERE l.regency = balai.regency() AND l.spp_id = ANY ($1)
         ORDER BY l.spp_id, l.activity, l.account, l.fund, l.sub_detail
        """
    /// What several requests propose to withhold, and what was withheld when they were paid.
    case proposed = """
        SELECT t.spp_id, t.code, t.fund, t.base_sen, t.rate_ppm, t.amount_sen, t.is_withheld,
               coalesce(r.name, t.code) AS name
          FROM (SELECT regency, spp_id, code, fund, base_sen, rate_ppm, amount_sen, false AS is_withheld
                  FROM ledger.spp_tax
                UNION ALL
                SELECT regency, document_id, code, fund, base_sen, rate_ppm, amount_sen, true
                  FROM ledger.withholding WHERE state <> 'reversed') AS t
          JOIN ledger.spp AS s ON s.regency = t.regency AND s.id = t.spp_id
          LEFT JOIN LATERAL ledger.tax_rates_on(s.regency, s.book_date) AS r ON r.code = t.code
         WHERE t.regency = balai.regency() AND t.spp_id = ANY ($1)
         ORDER BY t.spp_id, t.code, t.fund
        """
    case steps = """
        SELECT s.verb, s.role, s.day, s.recorded_at, s.note, p.name FROM ledger.spp_step AS s
          LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.person
         WHERE s.regency = balai.regency() AND s.spp_id = $1 ORDER BY s.revision
        """
    case entries = """
        SELECT e.id, e.number, e.book_date, e.kind, EXISTS (
               SELECT FROM ledger.entry AS x WHERE x.regency = e.regency AND x.reverses = e.id) AS is_reversed
          FROM ledger.entry AS e JOIN ledger.document AS d ON d.regency = e.regency AND d.id = e.document_id
         WHERE e.regency = balai.regency() AND d.regency = balai.regency() AND d.spp_id = $1 ORDER BY e.number
        """
    case submitSettlement = """
        SELECT id, revision, state, number FROM ledger.submit_settlement($1, $2, $3, $4, $5)
        """
    case verifySettlement = "SELECT id, revision, state, number FROM ledger.verify_settlement($1, $2, $3)"
    case approveSettlement = "SELECT id, revision, state, number FROM ledger.approve_settlement($1, $2, $3)"
    case returnSettlement = "SELECT id, revision, state, number FROM ledger.return_settlement($1, $2, $3)"
    case bookSettlement = """
        SELECT id, revision, state, number, entry_number FROM ledger.book_settlement($1, $2, $3, $4, $5)
        """
    case bookGiveBack =
        "SELECT id, number, entry_number FROM ledger.give_back($1, $2, $3, $4, $5, $6, $7, $8)"
    case settlements = """
        SELECT t.id, t.spp_id, t.number, t.state, t.revision, t.book_date, t.description, t.amount_sen,
               t.note, t.requester, t.verifier, t.approver
          FROM ledger.settlement AS t WHERE t.regency = balai.regency() AND t.spp_id = $1 ORDER BY t.number
        """
    case settlementLines = """
        SELECT l.settlement_id, l.activity, l.account, l.fund, l.sub_detail, l.amount_sen
          FROM ledger.settlement_line AS l
          JOIN ledger.settlement AS t ON t.regency = l.regency AND t.id = l.settlement_id
         WHERE l.regency = balai.regency() AND t.spp_id = $1
         ORDER BY l.settlement_id, l.activity, l.account, l.fund, l.sub_detail
        """
    /// Advances that are out, the oldest first, with what waits on each.
    case advances = """
        SELECT s.id, s.number, s.paid_on, s.settle_by, s.purpose, s.amount_sen, p.name AS requester_name,
               (SELECT sum(l.amount_sen - l.settled_sen - l.given_back_sen)::bigint FROM ledger.spp_line AS l
                 WHERE l.regency = s.regency AND l.spp_id = s.id) AS open_sen,
               coalesce(t.state, '') AS settlement_state,
               s.settle_by < balai.today(s.regency) AS is_late
          FROM ledger.spp AS s
          LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.requester
          LEFT JOIN ledger.settlement AS t ON t.regency = s.regency AND t.spp_id = s.id
               AND t.state IN ('submitted', 'verified', 'approved')
         WHERE s.regency = $1::bigint / 1000000 AND s.village = $1 AND s.year = $2 AND s.kind = 'advance'
           AND s.state = 'paid' AND s.origin = 'entered'
         ORDER BY s.paid_on, s.number LIMIT 500
        """
    case withheldFrom = """
        SELECT w.id, w.document_id, w.code, w.account, w.map_code, w.fund, w.base_sen, w.rate_ppm,
               w.amount_sen,
               w.state, w.held_on, w.due_on
          FROM ledger.withholding AS w
          JOIN ledger.document AS d ON d.regency = w.regency AND d.id = w.document_id
         WHERE w.regency = balai.regency() AND d.regency = balai.regency() AND d.spp_id = $1
         ORDER BY w.held_on, w.code, w.fund
        """
    case attachScan = "SELECT ledger.attach_scan($1, $2, $3, $4, $5, $6)"
    case detachScan = "SELECT ledger.detach_scan($1)"
    /// One row without a scan for a request that has none.
    case scans = """
        SELECT c.id, c.sha256, c.bytes, c.kind, c.name
          FROM ledger.spp AS s LEFT JOIN ledger.spp_scan AS c ON c.regency = s.regency AND c.spp_id = s.id
         WHERE s.regency = balai.regency() AND s.id = $1 ORDER BY c.attached_at, c.id
        """
    /// The posted lines a request can name, with what remains of each.
    case available = """
        SELECT c.activity, c.account, c.fund, c.sub_detail, k.name AS account_name, a.name AS activity_name,
               c.limit_sen, c.requested_sen, c.reserved_sen, c.posted_sen,
               coalesce(h.cash_sen, 0) AS cash_sen, 0::bigint AS settled_sen,
               0::bigint AS given_back_sen, 0::bigint AS refunded_sen
          FROM ledger.line_control AS c
          JOIN ledger.account AS k ON k.regency = c.regency AND k.year = c.year AND k.code = c.account
          JOIN ledger.activity AS a ON a.regency = c.regency AND a.year = c.year AND a.code = c.activity
          LEFT JOIN ledger.cash_control AS h ON h.regency = c.regency AND h.village = c.village
               AND h.year = c.year AND h.fund = c.fund
         WHERE c.regency = $1::bigint / 1000000 AND c.village = $1 AND c.year = $2
         ORDER BY c.activity, c.account, c.fund, c.sub_detail
        """
}
