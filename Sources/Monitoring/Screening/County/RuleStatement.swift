public import Postgres

/// Every statement about the county's thresholds and what became of each rule's flags.
public enum RuleStatement: String, SQLStatement {
    case parametersOf =
        "SELECT version, changes::text AS changes FROM monitoring.rule_parameters_of($1::integer)"
    case setParameters = "SELECT monitoring.set_rule_parameters($1, $2, $3::jsonb, $4) AS version"
    case versions = """
        SELECT r.version, r.changes::text AS changes, r.reason, r.at, n.name AS person_name
          FROM monitoring.rule_parameters AS r
          LEFT JOIN identity.person AS n ON n.regency = r.regency AND n.id = r.person
         WHERE r.regency = balai.regency() AND ($1::integer IS NULL OR r.version < $1)
         ORDER BY r.version DESC LIMIT $2
        """
    case tally = """
        SELECT t.rule, t.open, t.explained, t.confirmed, t.dismissed
          FROM monitoring.rule_tally AS t WHERE t.regency = balai.regency()
        """
    case decided = """
        SELECT f.rule, f.first_of_pair, f.last_of_pair, f.state
          FROM monitoring.flag AS f
         WHERE f.regency = balai.regency() AND f.state IN ('confirmed', 'dismissed')
         ORDER BY f.ordinal DESC LIMIT 20000
        """
}
