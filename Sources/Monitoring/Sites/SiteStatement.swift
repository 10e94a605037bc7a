public import Postgres

/// Every statement of works, their sites and the boundaries.
public enum SiteStatement: String, SQLStatement {
    case createProject =
        "SELECT * FROM monitoring.create_project($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11)"
    case placeSite = "SELECT * FROM monitoring.place_site($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    case editProject = "SELECT monitoring.edit_project($1, $2, $3::jsonb) AS revision"
    case cancelProject = "SELECT monitoring.cancel_project($1, $2, $3) AS revision"
    case projects = """
        SELECT p.*, p.starts_on::text AS starts_day, p.ends_on::text AS ends_day,
             p.volume::text AS volume_text,
               v.name AS village_name, d.name AS district_name, coalesce(f.flags, 0) AS flags,
                    coalesce(f.rank, 0) AS rank
          FROM monitoring.project AS p
          JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
          LEFT JOIN monitoring.flagged AS f ON f.regency = p.regency AND f.work = p.id
         WHERE p.regency = balai.regency()
           AND ($1::bigint IS NULL OR p.ordinal < $1)
           AND ($2::bigint IS NULL OR p.village BETWEEN $2 AND $3::bigint)
           AND ($4::integer IS NULL OR p.year = $4)
           AND ($5::text IS NULL OR p.fund = $5)
           AND ($6::text IS NULL OR p.state = $6)
           AND ($7::integer IS NULL OR coalesce(f.rank, 0) >= $7)
           AND ($8::text IS NULL OR p.name ILIKE $8)
           AND ($9::text IS NULL OR p.activity = $9)
           AND ($11::boolean IS NOT TRUE OR monitoring.is_ahead(p))
           AND ($12::double precision IS NULL OR (p.west <= $14 AND p.east >= $12 AND p.south <= $15
                AND p.north >= $13))
         ORDER BY p.ordinal DESC LIMIT $10
        """
    case exportWorks = """
        SELECT p.id, p.village, v.name AS village_name, d.name AS district_name, p.year, p.activity, p.fund,
               p.name, p.kind, p.agency, p.state, p.stage, p.budget_sen, s.geometry
          FROM monitoring.project AS p
          JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
          LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id
               AND s.ordinal = p.site_ordinal
          LEFT JOIN monitoring.flagged AS f ON f.regency = p.regency AND f.work = p.id
         WHERE p.regency = balai.regency()
           AND ($1::bigint IS NULL OR p.village BETWEEN $1 AND $2::bigint)
           AND ($3::integer IS NULL OR p.year = $3)
           AND ($4::text IS NULL OR p.fund = $4)
           AND ($5::text IS NULL OR p.state = $5)
           AND ($6::integer IS NULL OR coalesce(f.rank, 0) >= $6)
           AND ($7::text IS NULL OR p.name ILIKE $7)
           AND ($8::text IS NULL OR p.activity = $8)
           AND ($9::boolean IS NOT TRUE OR monitoring.is_ahead(p))
         ORDER BY p.ordinal DESC
        """
    /// The village's own works; reports stand under row-level security like everything here.
    case countWorks = """
        SELECT count(*) FILTER (WHERE p.state = 'planned') AS planned,
               count(*) FILTER (WHERE p.state = 'running') AS running,
               count(*) FILTER (WHERE p.state = 'done') AS done,
               count(*) FILTER (WHERE p.state IN ('planned', 'running')
                   AND p.ends_on < balai.today(p.regency)) AS late,
               (SELECT count(*) FROM monitoring.citizen_report AS r
                 WHERE r.regency = balai.regency() AND r.state = 'received') AS reports
          FROM monitoring.project AS p
         WHERE p.regency = balai.regency() AND p.year = $1 AND balai.in_scope(p.village)
        """
    case liveFlags = """
        SELECT f.work, f.rank, f.flags FROM monitoring.flagged AS f WHERE f.regency = balai.regency()
        """
    case project = """
        SELECT p.*, p.starts_on::text AS starts_day, p.ends_on::text AS ends_day,
             p.volume::text AS volume_text,
               v.name AS village_name, d.name AS district_name, coalesce(f.flags, 0) AS flags,
                    coalesce(f.rank, 0) AS rank,
               s.geometry, s.at AS site_at, s.source AS site_source, n.name AS created_name,
                    a.name AS activity_name,
               m.limit_sen, m.requested_sen, m.reserved_sen, m.posted_sen,
               monitoring.stages_on(p.regency, balai.today(p.regency))::text AS stages,
               h.day::text AS handover_day, h.number AS handover_number, h.receiver AS handover_receiver,
               h.note AS handover_note,
               (SELECT count(*) FROM monitoring.project AS q
                 WHERE q.regency = p.regency AND q.village = p.village AND q.year = p.year
                      AND q.activity = p.activity
                   AND q.fund = p.fund AND q.state <> 'cancelled' AND q.id <> p.id) AS sharing
          FROM monitoring.project AS p
          JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
          LEFT JOIN monitoring.flagged AS f ON f.regency = p.regency AND f.work = p.id
          LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id
               AND s.ordinal = p.site_ordinal
          LEFT JOIN identity.person AS n ON n.regency = p.regency AND n.id = p.created_by
          LEFT JOIN ledger.activity AS a ON a.regency = p.regency AND a.year = p.year AND a.code = p.activity
          LEFT JOIN monitoring.handover AS h ON h.regency = p.regency AND h.project = p.id
          LEFT JOIN LATERAL monitoring.line_money(
               p.regency, p.village, p.year, p.activity, p.fund, p.account) AS m ON true
         WHERE p.regency = balai.regency() AND p.id = $1
        """
    case siteHistory = """
        SELECT s.ordinal, s.source, s.at, s.geometry, s.epsg, s.given, n.name AS drawn_name
          FROM monitoring.site AS s
          LEFT JOIN identity.person AS n ON n.regency = s.regency AND n.id = s.drawn_by
         WHERE s.regency = balai.regency() AND s.project = $1 ORDER BY s.ordinal DESC LIMIT 100
        """
    case worksFacts = "SELECT * FROM monitoring.works_facts($1::uuid[])"
    case newestChange = "SELECT monitoring.newest_change($1::integer) AS number"
    case worksSince = """
        SELECT *, starts_on::text AS starts_day, ends_on::text AS ends_day
             FROM monitoring.works_since($1::integer, $2, $3::integer)
        """
    case boundaries = """
        SELECT b.village, v.name, d.name AS district_name, b.geometry
          FROM monitoring.boundary AS b
          JOIN place.village AS v ON v.regency = b.regency AND v.village = b.village
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
         WHERE b.regency = $1::integer ORDER BY b.village
        """
    case boundariesStamp = """
        SELECT count(*) AS count, coalesce(max(loaded_at), 'epoch'::timestamptz) AS loaded_at
          FROM monitoring.boundary WHERE regency = $1::integer
        """
    case villageCodes = "SELECT village FROM place.village WHERE regency = $1::integer"
    case importWorks = "SELECT * FROM monitoring.import_works($1::integer, $2, $3::jsonb)"
    case loadBoundaries = "SELECT monitoring.load_boundaries($1::integer, $2, $3::jsonb) AS loaded"
    case mapWorks = """
        SELECT p.id, p.village, p.name, p.kind, p.year, p.fund, p.state, p.stage, p.budget_sen,
             coalesce(f.flags, 0) AS flags,
               coalesce(f.rank, 0) AS rank, v.name AS village_name, s.geometry
          FROM monitoring.project AS p
          JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
          JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id
               AND s.ordinal = p.site_ordinal
          LEFT JOIN monitoring.flagged AS f ON f.regency = p.regency AND f.work = p.id
         WHERE p.regency = balai.regency() AND p.state <> 'cancelled'
           AND p.west <= $3 AND p.east >= $1 AND p.south <= $4 AND p.north >= $2
           AND ($5::integer IS NULL OR p.year = $5) AND ($6::text IS NULL OR p.fund = $6)
           AND ($7::text IS NULL OR p.state = $7) AND ($8::integer IS NULL OR coalesce(f.rank, 0) >= $8)
           AND ($9::bigint IS NULL OR p.village BETWEEN $9 AND $10::bigint)
           AND ($11::boolean IS NOT TRUE OR monitoring.is_ahead(p))
         ORDER BY p.ordinal DESC LIMIT 2001
        """
}
