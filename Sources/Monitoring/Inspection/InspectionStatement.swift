public import Postgres

/// Every statement of screening and of the life of flags.
public enum InspectionStatement: String, SQLStatement {
    case changesWaiting = "SELECT * FROM monitoring.changes_waiting($1)"
    case photosOf = """
        SELECT * FROM monitoring.photos_of($1::integer, $2::uuid[])
          JOIN monitoring.photo_evidence_of($1::integer, $2::uuid[]) USING (receipt)
        """
    case worksSharingPhotos = "SELECT DISTINCT other FROM monitoring.works_sharing_photos($1::integer, $2)"
    case photoHashesSince = "SELECT * FROM monitoring.photo_hashes_since($1::integer, $2)"
    case relationsOf = "SELECT other, kind FROM monitoring.relations_of($1::integer, $2)"
    case stepOver = "SELECT monitoring.step_over($1::integer, $2, $3) AS stepped"
    case beginDays = "SELECT r.regency, monitoring.begin_day(r.regency) AS noted FROM place.regency AS r"
    case legalDay = "SELECT balai.today($1::integer)::text AS day"
    case raiseFlags = "SELECT monitoring.raise_flags($1::integer, $2, $3::jsonb) AS raised"
    case explainFlag = "SELECT * FROM monitoring.explain_flag($1, $2, $3)"
    case decideFlag = "SELECT * FROM monitoring.decide_flag($1, $2, $3, $4)"
    case reopenFlag = "SELECT * FROM monitoring.reopen_flag($1, $2, $3)"
    case flags = """
        SELECT f.id, f.ordinal, f.village, f.other_village, f.rule, f.severity, f.project, f.other, f.score,
               f.evidence::text AS evidence, f.reason, f.state, f.revision, f.raised_at
          FROM monitoring.flag AS f
         WHERE f.regency = balai.regency()
           AND ($1::bigint IS NULL OR f.ordinal < $1)
           AND ($2::text[] IS NULL OR f.state = ANY ($2))
           AND ($3::text[] IS NULL OR f.severity = ANY ($3))
           AND ($4::text IS NULL OR f.rule = $4)
           AND ($5::bigint IS NULL OR f.village BETWEEN $5 AND $6::bigint OR f.other_village BETWEEN $5
                AND $6::bigint)
           AND ($7::uuid IS NULL OR f.project = $7 OR f.other = $7)
         ORDER BY f.ordinal DESC LIMIT $8
        """
    case flagsByID = """
        SELECT f.id, f.ordinal, f.village, f.other_village, f.rule, f.severity, f.project, f.other, f.score,
               f.evidence::text AS evidence, f.reason, f.state, f.revision, f.raised_at
          FROM monitoring.flag AS f WHERE f.regency = balai.regency() AND f.id = ANY ($1::uuid[])
        """
    /// What decides which flags make one case.
    case caseFlags = """
        SELECT f.id, f.severity, f.project, f.other, f.facts ->> 'families' AS families
          FROM monitoring.flag AS f
         WHERE f.regency = balai.regency() AND f.state = ANY ($1::text[])
           AND ($2::bigint IS NULL OR f.village BETWEEN $2 AND $3::bigint OR f.other_village BETWEEN $2
                AND $3::bigint)
         ORDER BY f.project, f.rule, f.id
        """
    case flagEvents = """
        SELECT e.verb, e.reason, e.at, e.village, v.name AS village_name, n.name AS person_name
          FROM monitoring.flag_event AS e
          LEFT JOIN place.village AS v ON v.regency = e.regency AND v.village = e.village
          LEFT JOIN identity.person AS n ON n.regency = e.regency AND n.id = e.person
         WHERE e.regency = balai.regency() AND e.flag = $1 ORDER BY e.revision
        """
}
