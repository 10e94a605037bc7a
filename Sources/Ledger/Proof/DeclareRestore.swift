public import Commons
internal import Foundation
public import Postgres

/// What the server's operator does after a restore: signing stopped, because the database is older than
/// what was signed. A new log begins; its first leaf says so and names the old one.
public struct DeclareRestore: Sendable {
    let owner: Database
    let keyring: Keyring

    /// - Parameter owner: a connection as `balai_owner`.
    public init(owner: Database, keyring: Keyring) {
        self.owner = owner
        self.keyring = keyring
    }

    /// - Returns: what the new log says of the old one.
    /// - Throws: `.notFound(kind: "log")` where there was none.
    @discardableResult
    public func callAsFunction(_ regency: Int) async throws -> String {
        let memory = LogMemory(directory: keyring.directory)
        let rows = try await owner.once(ProofStatement.head, .int(regency), as: nil)
        guard let row = rows.first else { throw LedgerError.notFound(kind: "log") }
        let old = try LogHead(row: row, regency: regency)
        let signed = try await memory.read(old.origin)
        let root = TreeFrontier(size: old.size, edge: old.edge)?.root ?? .zero
        let follows =
            "\(old.origin) signed \(signed?.size ?? 0) \(signed?.root.base64 ?? "-") "
            + "found \(old.size) \(root.base64)"
        let origin = ProofSequencer.freshOrigin(regency)
        try await memory.remember(Checkpoint(origin: origin, size: 0, root: TreeHash.empty))
        try await owner.once(
            RestoreStatement.declareRestore, .int(regency), .text(origin), .text(follows), as: nil)
        return follows
    }

    /// Stops signing in a database that was just restored.
    public static func stop(owner: Database) async throws {
        try await owner.once(RestoreStatement.stopLogs, as: nil)
    }
}
