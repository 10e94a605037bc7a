public import Postgres

/// Every statement of capture links and of what comes through them.
public enum CaptureStatement: String, SQLStatement {
    case ground = "SELECT * FROM monitoring.capture_ground($1, $2, $3, $4)"
    case issueNonces = "SELECT monitoring.issue_nonces($1, $2::text[]::bytea[]) AS issued_at"
    case forgetNonces = "SELECT monitoring.forget_nonces() AS forgotten"
    case receive = "SELECT * FROM monitoring.receive_capture($1, $2, $3::jsonb)"
    case captured = "SELECT * FROM monitoring.captured($1, $2)"
    case share = "SELECT monitoring.share_link($1, $2, $3, $4, $5) AS expires_at"
    case revoke = "SELECT monitoring.revoke_link($1) AS project"
    case links = """
        SELECT c.id, c.project, c.village, p.name AS project_name, c.label, n.name AS shared_name, c.made_at,
               c.expires_at, c.revoked_at, now() > c.expires_at AS is_over,
               (SELECT count(*) FROM monitoring.capture AS k
                 WHERE k.regency = c.regency AND k.link = c.id) AS photos,
               (SELECT max(k.delivered_at) FROM monitoring.capture AS k
                 WHERE k.regency = c.regency AND k.link = c.id) AS last_at
          FROM monitoring.capture_link AS c
          JOIN monitoring.project AS p ON p.regency = c.regency AND p.id = c.project
          LEFT JOIN identity.person AS n ON n.regency = c.regency AND n.id = c.shared_by
         WHERE c.regency = balai.regency() AND c.project = $1
         ORDER BY c.made_at DESC, c.id LIMIT 500
        """
}
