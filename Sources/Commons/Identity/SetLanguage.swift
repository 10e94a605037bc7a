public import Postgres

/// Remembers the language a person reads in.
public struct SetLanguage: Sendable {
    private let database: Database

    public init(database: Database) { self.database = database }

    /// - Throws: `.notSignedIn`.
    public func callAsFunction(_ language: Language, by session: Session) async throws(IdentityError) {
        _ = try await database.identity(.setLanguage, [.text(language.rawValue)], as: session.key)
    }
}
