public import Postgres

/// A village (desa or kelurahan) as lists and headings name it.
public struct Village: Hashable, Sendable {
    public let code: VillageCode
    public let name: String
    /// Kecamatan.
    public let districtName: String
    /// Invented example data, which every page and paper says.
    public let isDemo: Bool
}

/// Statements about places.
public enum PlaceStatement: String, SQLStatement {
    case villages = """
        SELECT v.village, v.name, d.name AS district_name, v.is_demo FROM place.village AS v
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
         WHERE balai.in_scope(v.village) AND v.village > $1
           AND ($2 = '' OR v.name ILIKE '%' || $2 || '%' OR d.name ILIKE '%' || $2 || '%')
         ORDER BY v.village LIMIT $3
        """
    case village = """
        SELECT v.village, v.name, d.name AS district_name, v.is_demo FROM place.village AS v
          JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
         WHERE balai.in_scope(v.village) AND v.village = $1
        """
}

/// The villages that the session's posts cover.
public struct ReadVillages: Sendable {
    private let database: Database

    /// The most a list gives at once.
    public static let limit = 500

    public init(database: Database) { self.database = database }

    /// By code, after `after`; `search` is a part of the village's or the district's name.
    /// - Throws: `PostgresError`; `not-signed-in` as a refusal.
    public func callAsFunction(
        search: String = "", after: Int64 = 0, limit: Int = 50, by session: Session
    ) async throws(PostgresError) -> [Village] {
        let plain = search.filter { $0 != "%" && $0 != "_" && $0 != "\\" }
        let rows = try await database.once(
            PlaceStatement.villages, .int64(after), .text(plain), .int(min(max(limit, 1), Self.limit)),
            as: session.key)
        var villages: [Village] = []
        for row in rows { villages.append(try Village(row: row)) }
        return villages
    }

    /// One village; `nil` when there is none or it lies outside the session's posts.
    public func find(_ code: VillageCode, by session: Session) async throws(PostgresError) -> Village? {
        let rows = try await database.once(PlaceStatement.village, .int64(code.number), as: session.key)
        guard let row = rows.first else { return nil }
        return try Village(row: row)
    }
}

extension Village {
    init(row: Row) throws(PostgresError) {
        do throws(PlaceError) {
            code = try VillageCode(number: try Village.number(row))
        } catch {
            throw .decoding(column: "village")
        }
        name = try row.text("name")
        districtName = try row.text("district_name")
        isDemo = try row.bool("is_demo")
    }

    private static func number(_ row: Row) throws(PlaceError) -> Int64 {
        do throws(PostgresError) { return try row.int64("village") } catch { throw .malformed("village") }
    }
}
