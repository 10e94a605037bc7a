public import Postgres

/// Every statement of gates.
public enum GateStatement: String, SQLStatement {
    case standing = "SELECT * FROM ledger.gate_of($1)"
    case rules = """
        SELECT r.*, r.valid_from::text AS from_day FROM ledger.gate_rule AS r
         WHERE r.regency = balai.regency() ORDER BY r.code, r.valid_from DESC LIMIT 500
        """
    case set = "SELECT ledger.set_gate_rule($1, $2::date, $3::jsonb)"
    case ask = "SELECT ledger.ask_override($1, $2)"
    case grant = "SELECT ledger.grant_override($1) AS flagged"
    case override = """
        SELECT o.*, s.year, s.number, s.amount_sen, v.name AS village_name, a.name AS asked_name,
               g.name AS granted_name
          FROM ledger.gate_override AS o
          JOIN ledger.spp AS s ON s.regency = o.regency AND s.id = o.spp_id
          JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village
          LEFT JOIN identity.person AS a ON a.regency = o.regency AND a.id = o.asked_by
          LEFT JOIN identity.person AS g ON g.regency = o.regency AND g.id = o.granted_by
         WHERE o.regency = balai.regency() AND o.spp_id = $1
        """
    case overrides = """
        SELECT o.*, s.year, s.number, s.amount_sen, v.name AS village_name, a.name AS asked_name,
               g.name AS granted_name
          FROM ledger.gate_override AS o
          JOIN ledger.spp AS s ON s.regency = o.regency AND s.id = o.spp_id
          JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village
          LEFT JOIN identity.person AS a ON a.regency = o.regency AND a.id = o.asked_by
          LEFT JOIN identity.person AS g ON g.regency = o.regency AND g.id = o.granted_by
         WHERE o.regency = balai.regency() ORDER BY o.asked_at DESC LIMIT 500
        """
}
