public import Foundation
public import Postgres

/// One post as it is kept in an account's list, past ones included.
public struct PostRecord: Hashable, Sendable, Decodable {
    public let id: UUID
    public let role: String
    public let villageFrom: Int64
    public let villageUntil: Int64
    /// The name of the village, district or regency.
    public let place: String?
    /// First day, as `2026-01-31`.
    public let from: String
    /// Last day; open when absent.
    public let until: String?
    public let standing: String
    /// Number and date of the decree (SK).
    public let decree: String
    public let revision: Int
}

/// An account as the county sees it; never a password, a secret or a NIK.
public struct AccountRecord: Sendable {
    public let id: UUID
    public let person: UUID
    public let username: String
    public let personName: String
    public let isClosed: Bool
    public let revision: Int
    public let hasPassword: Bool
    public let hasSecondFactor: Bool
    public let posts: [PostRecord]

    init(row: Row) throws(PostgresError) {
        id = try row.uuid("id")
        person = try row.uuid("person")
        username = try row.text("username")
        personName = try row.text("person_name")
        isClosed = try row.text("state") == "closed"
        revision = try row.int("revision")
        hasPassword = try row.bool("has_password")
        hasSecondFactor = try row.bool("has_second_factor")
        do {
            posts = try JSONDecoder().decode([PostRecord].self, from: Data(try row.text("posts").utf8))
        } catch {
            throw .decoding(column: "posts")
        }
    }
}

/// A post to be given: where, from when, by which decree.
public struct Appointment: Sendable {
    public let role: Role
    /// A village's code; a district's first code (3510010000); anything of the regency for county-wide roles.
    public let place: Int64
    /// Only these villages, for an inspector with a list.
    public let villages: [Int64]?
    public let from: String
    public let until: String?
    public let isActing: Bool
    public let decree: String

    public init(
        role: Role, place: Int64, villages: [Int64]? = nil, from: String, until: String? = nil,
        isActing: Bool = false, decree: String
    ) {
        self.role = role
        self.place = place
        self.villages = villages
        self.from = from
        self.until = until
        self.isActing = isActing
        self.decree = decree
    }

    fileprivate var parameters: [Parameter] {
        [
            .text(role.rawValue), .int64(place), .optional(villages), .text(from), .optional(until),
            .text(isActing ? "acting" : "definitive"), .text(decree),
        ]
    }
}

/// A person to be given an account and a first post.
public struct NewAccount: Sendable {
    public let id: UUID
    public let name: String
    public let username: String
    public let post: Appointment

    public init(id: UUID = .v7(), name: String, username: String, post: Appointment) {
        self.id = id
        self.name = name
        self.username = username
        self.post = post
    }

    fileprivate var parameters: [Parameter] {
        [.uuid(id), .uuid(.v7()), .text(name), .text(username), .uuid(.v7())] + post.parameters
    }
}

/// What the county (DPMD) does with accounts; the camat's office makes slips for its own villages.
public struct Accounts: Sendable {
    let database: Database

    public init(database: Database) { self.database = database }

    /// Accounts by username after `after`, at most 500, those the person may look after.
    public func list(
        search: String = "", after: String? = nil, limit: Int = 50, by session: Session
    ) async throws(IdentityError) -> [AccountRecord] {
        let rows = try await database.identity(
            .accounts, [.text(search), .optional(after), .int(limit)], as: session.key)
        var records: [AccountRecord] = []
        for row in rows {
            records.append(try decoding { () throws(PostgresError) in try AccountRecord(row: row) })
        }
        return records
    }

    /// A new person with an account and a first post, and the slip with which the password is set.
    ///
    /// - Throws: `.usernameTaken`, `.usernameShape`, `.nameMissing`, `.decreeMissing`, `.datesReversed`,
    ///   `.unknownVillage`, `.unknownDistrict`, `.notYourPost`.
    public func create(
        id: UUID, name: String, username: String, post: Appointment, by session: Session
    ) async throws(IdentityError) -> Slip {
        let account = NewAccount(id: id, name: name, username: username, post: post)
        do {
            return try await createAll([account], by: session)[0]
        } catch {
            throw error.reason
        }
    }

    /// Many new accounts in one transaction: all of them, or none and the row that was refused.
    public func createAll(_ accounts: [NewAccount], by session: Session) async throws(RowRefused) -> [Slip] {
        do {
            return try await database.transaction(as: session.key) { transaction in
                var slips: [Slip] = []
                for (index, account) in accounts.enumerated() {
                    let slip = Slip.random()
                    do throws(PostgresError) {
                        _ = try await transaction.run(
                            IdentityStatement.createAccount, parameters: account.parameters)
                        _ = try await transaction.run(
                            IdentityStatement.makeSlip, .uuid(account.id), .bytes(slip.hash))
                    } catch {
                        throw RowRefused(row: index + 1, reason: IdentityError(error).named(account.username))
                    }
                    slips.append(slip)
                }
                return slips
            }
        } catch let refused as RowRefused {
            throw refused
        } catch let error as PostgresError {
            throw RowRefused(row: 0, reason: IdentityError(error))
        } catch {
            throw RowRefused(row: 0, reason: .tooBusy)
        }
    }

    /// The row (from 1) of a list that was refused, and why; nothing of the list was stored. Row 0: the list
    /// itself.
    public struct RowRefused: Error, Hashable, Sendable {
        public let row: Int
        public let reason: IdentityError
    }

    /// One account, when the person may look after it.
    public func find(_ account: UUID, by session: Session) async throws(IdentityError) -> AccountRecord? {
        let rows = try await database.identity(.oneAccount, [.uuid(account)], as: session.key)
        guard let row = rows.first else { return nil }
        return try decoding { () throws(PostgresError) in try AccountRecord(row: row) }
    }

    /// Another post for a person who has an account.
    public func appoint(person: UUID, post: Appointment, by session: Session) async throws(IdentityError) {
        _ = try await database.identity(
            .appoint, [.uuid(.v7()), .uuid(person)] + post.parameters, as: session.key)
    }

    /// Ends a post on a day; what was done until then stays done. Returns the new revision.
    public func endPost(
        _ post: UUID, on day: String, revision: Int, by session: Session
    ) async throws(IdentityError) -> Int {
        let rows = try await database.identity(
            .endPost, [.uuid(post), .text(day), .int(revision)], as: session.key)
        return try decoding { () throws(PostgresError) in try rows.one().int("revision") }
    }

    /// A one-time slip for seven days; older ones end. With it a lost password or phone is replaced.
    public func makeSlip(for account: UUID, by session: Session) async throws(IdentityError) -> Slip {
        let slip = Slip.random()
        _ = try await database.identity(.makeSlip, [.uuid(account), .bytes(slip.hash)], as: session.key)
        return slip
    }

    /// Closes an account for good; its documents keep its name.
    public func close(_ account: UUID, revision: Int, by session: Session) async throws(IdentityError) {
        _ = try await database.identity(.closeAccount, [.uuid(account), .int(revision)], as: session.key)
    }
}
