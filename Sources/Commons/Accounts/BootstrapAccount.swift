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
}
