public import Foundation
public import Postgres

/// One's own open sessions.
public struct ListSessions: Sendable {
    let database: Database

    public init(database: Database) { self.database = database }

    public struct Entry: Sendable {
        /// Tells sessions apart; not the token.
        public let mark: String
        public let isBearer: Bool
        public let label: String
        public let createdAt: Date
        public let seenAt: Date
        public let expiresAt: Date
        public let isThisOne: Bool
    }

    public func callAsFunction(by session: Session) async throws(IdentityError) -> [Entry] {
        let own = session.key.hash.prefix(8).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        let rows = try await database.identity(.mySessions, [], as: session.key)
        return try decoding { () throws(PostgresError) in
            var entries: [Entry] = []
            for row in rows {
                let mark = try row.text("mark")
                entries.append(
                    Entry(
                        mark: mark, isBearer: try row.text("kind") == "bearer", label: try row.text("label"),
                        createdAt: try row.moment("created_at"), seenAt: try row.moment("seen_at"),
                        expiresAt: try row.moment("expires_at"), isThisOne: mark == own))
            }
            return entries
        }
    }
}
