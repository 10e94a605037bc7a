public import Postgres

/// What the public pages ask, as the role `balai_public`: views made for them, nothing else.
public enum PublicStatement: String, SQLStatement {
    case village = "SELECT * FROM web.village WHERE regency = $1::integer AND village = $2"
    /// Villages whose name or kecamatan holds the text, in the order of their codes.
    case villages = """
        SELECT village, name, district_name, regency_name, is_demo FROM web.village
         WHERE regency = $1::integer AND village > $2
           AND ($3 = '' OR name ILIKE '%' || $3 || '%' OR district_name ILIKE '%' || $3 || '%')
         ORDER BY village LIMIT $4
        """
    case years = """
        SELECT year, version, kind, regulation FROM web.village_year
         WHERE regency = $1::integer AND village = $2 ORDER BY year DESC LIMIT 100
        """
    case budget = """
        SELECT activity, activity_name, account, account_name, fund, amount_sen, spent_sen
          FROM web.budget WHERE regency = $1::integer AND village = $2 AND year = $3
         ORDER BY left(account, 1), activity, account, fund LIMIT 20000
        """
    case works = """
        SELECT *, starts_on::text AS starts_day, ends_on::text AS ends_day, reported_on::text AS reported_day
          FROM web.work WHERE regency = $1::integer AND village = $2 AND year = $3 ORDER BY ordinal LIMIT 5000
        """
    case work = """
        SELECT *, starts_on::text AS starts_day, ends_on::text AS ends_day, reported_on::text AS reported_day
          FROM web.work WHERE regency = $1::integer AND village = $2 AND year = $3 AND id = $4
        """
    case photos = """
        SELECT id, stage, day::text AS day FROM web.photo
         WHERE regency = $1::integer AND work = $2 ORDER BY day DESC, id LIMIT 200
        """
    case photo = "SELECT sha256 FROM web.photo WHERE regency = $1::integer AND id = $2"
}

/// What comes from the public and what is released to it, as the server.
public enum ReportStatement: String, SQLStatement {
    case submit = "SELECT monitoring.submit_report($1, $2, $3, $4, $5, $6, $7::jsonb) AS received_at"
    case ground = "SELECT * FROM monitoring.report_ground($1, $2)"
    case status = "SELECT * FROM monitoring.report_status($1)"
    case answer = "SELECT monitoring.answer_report($1, $2, $3, $4) AS revision"
    case reports = """
        SELECT r.id, r.ordinal, r.about_village, v.name AS village_name, r.project, p.name AS project_name,
               r.message, r.sha256, r.location, r.distance_m, r.received_at, r.state, r.answer, r.answered_at,
               r.revision
          FROM monitoring.citizen_report AS r
          JOIN monitoring.project AS p ON p.regency = r.regency AND p.id = r.project
          JOIN place.village AS v ON v.regency = r.regency AND v.village = r.about_village
         WHERE r.regency = balai.regency() AND ($1::bigint IS NULL OR r.ordinal < $1)
           AND ($2::text IS NULL OR r.state = $2) AND ($3::uuid IS NULL OR r.id = $3)
         ORDER BY r.ordinal DESC LIMIT $4
        """
    case setComplaint = "SELECT place.set_complaint($1, $2) AS done"
    case releasePhoto = "SELECT monitoring.release_photo($1, $2) AS id"
    case withdrawPhoto = "SELECT monitoring.withdraw_photo($1, $2) AS done"
    case photosToRelease = """
        SELECT h.progress, h.receipt, g.stage, g.day::text AS day, e.id AS release
          FROM monitoring.progress AS g
          JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
          LEFT JOIN monitoring.photo_release AS e ON e.regency = h.regency AND e.progress = h.progress
               AND e.receipt = h.receipt AND e.withdrawn_at IS NULL
         WHERE g.regency = balai.regency() AND g.project = $1 AND g.state = 'submitted'
         ORDER BY g.ordinal DESC, h.ordinal LIMIT 500
        """
}
