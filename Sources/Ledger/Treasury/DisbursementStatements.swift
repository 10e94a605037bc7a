public import Postgres

/// Every statement about ceilings, tranches and the county's parameters. `SchemaTests` prepares each one.
public enum DisbursementStatement: String, SQLStatement {
    case setCeilings = "SELECT ledger.set_ceilings($1, $2, $3, $4) AS changed"
    case plan = "SELECT ledger.plan_disbursements($1, $2, $3, $4) AS planned"
    case cancel = "SELECT ledger.cancel_disbursement($1, $2)"
    case receive = "SELECT id, number, entry_number FROM ledger.receive_disbursement($1, $2, $3, $4)"
    case setParameter = "SELECT place.set_money_parameter($1, $2, $3, $4, $5)"
    case parameters = """
        SELECT p.key, p.valid_from, (p.value #>> '{}')::bigint AS value, p.basis FROM place.parameter AS p
         WHERE p.regency = $1 AND p.key IN (
                'cash.hand-limit-sen', 'advance.working-days', 'tax.deposit-day',
                'budget.refuse-over-ceiling')
         ORDER BY p.key, p.valid_from DESC
        """
    /// Of one village, or of all in the reader's scope; after a village and fund source.
    case ceilings = """
        SELECT c.village, v.name AS village_name, c.fund, c.amount_sen, c.planned_sen, c.basis,
               coalesce((SELECT sum(d.amount_sen) FROM ledger.disbursement AS d
                          WHERE d.regency = c.regency AND d.village = c.village AND d.year = c.year
                            AND d.fund = c.fund AND d.state = 'received'), 0)::bigint AS received_sen
          FROM ledger.ceiling AS c JOIN place.village AS v ON v.regency = c.regency AND v.village = c.village
         WHERE c.regency = $1 AND c.year = $2 AND ($3::bigint IS NULL OR c.village = $3)
           AND ($4::bigint IS NULL OR (c.village, c.fund) > ($4, $5))
         ORDER BY c.village, c.fund LIMIT $6
        """
    case tranches = """
        SELECT d.id, d.village, v.name AS village_name, d.fund, d.tranche, d.amount_sen, d.due_on, d.state,
               d.revision, d.state = 'planned' AND d.due_on < balai.today(d.regency) AS is_late,
               r.number AS receipt_number, r.book_date AS received_on
          FROM ledger.disbursement AS d
          JOIN place.village AS v ON v.regency = d.regency AND v.village = d.village
          LEFT JOIN ledger.receipt AS r ON r.regency = d.regency AND r.id = d.receipt_id
         WHERE d.regency = $1 AND d.year = $2 AND ($3::bigint IS NULL OR d.village = $3)
           AND ($4::text IS NULL OR d.state = $4)
           AND ($5::date IS NULL OR (d.due_on, d.id) > ($5, $6::uuid))
         ORDER BY d.due_on, d.id LIMIT $7
        """
}
