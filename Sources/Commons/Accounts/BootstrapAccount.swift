import Foundation
public import Postgres

/// Makes the first accounts from the command line, on the owner's connection: the county's, or the demo's.
public struct BootstrapAccount: Sendable {
    let owner: Database

    public init(owner: Database) { self.owner = owner }

    /// - Returns: the slip with which the password is set, or `nil` when `passwordHash` was given.
    public func callAsFunction(
        name: String, username: String, post: Appointment, regency: Int, passwordHash: String? = nil
    ) async throws(IdentityError) -> Slip? {
        let slip = passwordHash == nil ? Slip.random() : nil
        _ = try await owner.identity(
            .bootstrapAccount,
            [
                .int(regency), .uuid(.v7()), .uuid(.v7()), .uuid(.v7()), .text(name), .text(username),
                .text(post.role.rawValue), .int64(post.place), .text(post.from), .text(post.decree),
                .optional(passwordHash), .optional(slip?.hash),
            ], as: nil)
        return slip
    }

    /// The first account of the county (DPMD), username `dpmd`, when nobody has an account yet.
    ///
    /// - Returns: its slip, or `nil` when there are accounts.
    public func firstCounty(regency: Int) async throws(IdentityError) -> Slip? {
        let rows = try await owner.identity(.isFresh, [], as: nil)
        guard try decoding({ () throws(PostgresError) in try rows.one().bool("is_fresh") }) else {
            return nil
        }
        let today = Date().formatted(.iso8601.year().month().day())
        return try await self(
            name: "DPMD", username: "dpmd",
            post: Appointment(
                role: .county, place: Int64(regency) * 1_000_000, from: today, decree: "pemasangan Balai"),
            regency: regency)
    }
}
