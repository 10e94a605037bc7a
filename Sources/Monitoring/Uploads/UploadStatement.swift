public import Postgres

/// Every statement of photos and progress.
public enum UploadStatement: String, SQLStatement {
    case receivePhoto = "SELECT * FROM monitoring.receive_photo($1, $2, $3, $4, $5::jsonb, $6::jsonb)"
    case receipt = """
        SELECT r.id, r.village, r.sha256, r.facts::text AS facts, r.exif_at, r.gps_at, r.device_at,
             r.received_at,
               n.name AS person_name, k.label AS link_label
          FROM monitoring.receipt AS r
          LEFT JOIN monitoring.capture_link AS k ON k.regency = r.regency AND k.id = r.link
          LEFT JOIN identity.person AS n ON n.regency = r.regency AND n.id = coalesce(r.person, k.shared_by)
         WHERE r.regency = balai.regency() AND r.id = $1
        """
    case receiptOfHash = """
        SELECT r.id, r.received_at FROM monitoring.receipt AS r
         WHERE r.regency = balai.regency() AND r.village = $1 AND r.sha256 = $2
        """
    case claims = """
        SELECT c.source, c.latitude, c.longitude, c.accuracy_m, c.nonce, c.nonce_state, c.fixed_at
          FROM monitoring.claim AS c
         WHERE c.regency = balai.regency() AND c.receipt = $1 ORDER BY c.source
        """
    case judgementGround = """
        SELECT p.village, p.site_ordinal, s.geometry,
               (p.starts_on - (t.given ->> 'daysBefore')::integer)::timestamp AT TIME ZONE r.time_zone
                    AS earliest, t.given::text AS tolerances
          FROM monitoring.project AS p
         CROSS JOIN LATERAL (
                SELECT monitoring.tolerances(p.regency, balai.today(p.regency)) AS given) AS t
          JOIN place.regency AS r ON r.regency = p.regency
          LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id
               AND s.ordinal = p.site_ordinal
         WHERE p.regency = balai.regency() AND p.id = $1
        """
    case testimonies = """
        SELECT r.id, coalesce(r.exif_at, r.gps_at, r.device_at) AS taken_at, r.received_at,
               coalesce(r.facts -> 'notes' ? 'position-coarse', false) AS is_coarse,
               c.source, c.latitude, c.longitude, c.accuracy_m, c.nonce, c.nonce_state, c.fixed_at
          FROM monitoring.receipt AS r
          LEFT JOIN monitoring.claim AS c ON c.regency = r.regency AND c.receipt = r.id
         WHERE r.regency = balai.regency() AND r.village = $1 AND r.id = ANY ($2::uuid[]) ORDER BY r.id,
              c.source
        """
    case reportProgress = "SELECT * FROM monitoring.report_progress($1, $2, $3::jsonb, $4, $5::jsonb)"
    case withdrawProgress = "SELECT monitoring.withdraw_progress($1, $2, $3) AS revision"
    case reports = """
        SELECT g.id, g.ordinal, g.stage, g.quantity::text AS quantity, g.percent, g.note, g.day::text AS day,
             g.reported_at, g.state,
               g.revision, n.name AS person_name, k.label AS link_label
          FROM monitoring.progress AS g
          LEFT JOIN monitoring.capture_link AS k ON k.regency = g.regency AND k.id = g.link
          LEFT JOIN identity.person AS n ON n.regency = g.regency AND n.id = g.person
         WHERE g.regency = balai.regency() AND g.project = $1 ORDER BY g.ordinal DESC LIMIT 200
        """
    case reportPhotos = """
        SELECT h.progress, h.receipt, h.basis, h.distance_m, h.tolerance_m, h.location, h.in_village,
             h.time_window,
               r.sha256, r.received_at, r.exif_at, coalesce(r.exif_at, r.gps_at, r.device_at) AS taken_at
          FROM monitoring.progress AS g
          JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
          JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
         WHERE g.regency = balai.regency() AND g.project = $1 ORDER BY g.ordinal DESC, h.ordinal
        """
    /// Reported photos of the works of some activities, oldest first.
    case evidence = """
        SELECT h.receipt, r.sha256, g.stage, g.day::text AS day, p.name, h.location
          FROM monitoring.project AS p
          JOIN monitoring.progress AS g
            ON g.regency = p.regency AND g.project = p.id AND g.state = 'submitted'
          JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
          JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
         WHERE p.regency = balai.regency() AND p.village = $1 AND p.year = $2
           AND p.activity = ANY ($3::text[])
         ORDER BY p.ordinal, g.ordinal, h.ordinal LIMIT $4
        """
}
