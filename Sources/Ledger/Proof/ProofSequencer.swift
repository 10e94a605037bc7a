public import Commons
internal import Foundation
public import Postgres

/// Moves what was posted into the regency's log, at most a second behind, and signs a checkpoint. Any
/// number of servers of one database may run it: the log's head is held by one at a time.
public final class ProofSequencer: Sendable {
    /// How long it sleeps between batches, also while people post: a batch costs much the same for one entry
    /// as for hundreds, so what is posted meanwhile shares one checkpoint.
    private static let pause = Duration.milliseconds(500)
    /// The most leaves of one checkpoint.
    static let largestBatch = 1_000
    private let database: Database
    private let keyring: Keyring
    private let memory: LogMemory

    /// - Parameter keyring: signs, and remembers beside the keys what was signed last.
    public init(_ database: Database, keyring: Keyring) {
        self.database = database
        self.keyring = keyring
        memory = LogMemory(directory: keyring.directory)
    }

    /// Runs until the task is cancelled; a problem is told and tried again.
    public func run(telling: @Sendable (any Error) -> Void) async {
        while !Task.isCancelled {
            do { try await sequenceWaiting() } catch { telling(error) }
            do { try await Task.sleep(for: Self.pause) } catch { return }
        }
    }

    /// Logs what waits now, of all regencies.
    /// - Returns: how many things became leaves.
    /// - Throws: `ProofError` when a log can't go on; `PostgresError`.
    @discardableResult
    public func sequenceWaiting() async throws -> Int {
        var done = 0
        var problem: (any Error)?
        for row in try await database.once(ProofStatement.regenciesWaiting, as: nil) {
            do { done += try await sequence(try row.int("regency")) } catch { problem = error }
        }
        if let problem { throw problem }
        return done
    }

    /// Logs what waits in one regency; opens its first log when it has none.
    @discardableResult
    public func sequence(_ regency: Int) async throws -> Int {
        let signer = try Self.signer(keyring, regency: regency)
        if try await database.once(ProofStatement.head, .int(regency), as: nil).isEmpty {
            let origin = Self.freshOrigin(regency)
            try await memory.remember(Checkpoint(origin: origin, size: 0, root: TreeHash.empty))
            try await database.once(
                ProofStatement.openLog, .int(regency), .text(origin), .text(""), as: nil)
        }
        var done = 0
        while true {
            let (count, checkpoint) = try await step(regency, signer)
            if let checkpoint { try await memory.remember(checkpoint) }
            done += count
            if count < Self.largestBatch { return done }
        }
    }

    /// The key that signs a regency's logs, under the name others know it by.
    public static func signer(_ keyring: Keyring, regency: Int) throws(ProofError) -> NoteSigner {
        guard let signer = NoteSigner(name: "balai/\(regency)", seed: keyring.signing) else {
            throw .memory("signing.key")
        }
        return signer
    }

    /// A name that no other log has.
    static func freshOrigin(_ regency: Int) -> String {
        "balai/\(regency)/\(SHA256.hexadecimal(Sodium.randomBytes(8)))"
    }

    private func step(_ regency: Int, _ signer: NoteSigner) async throws -> (Int, Checkpoint?) {
        try await database.transaction(as: nil) { transaction in
            guard let row = try await transaction.run(ProofStatement.takeHead, .int(regency)).first else {
                return (0, nil)  // another server is at it
            }
            let head = try LogHead(row: row, regency: regency)
            let rows = try await transaction.run(
                ProofStatement.waiting, .int(regency), .int(Self.largestBatch))
            guard !rows.isEmpty else { return (0, nil) }
            let frontier = try await self.checked(head, signer.key)
            let ends = try await transaction.run(
                ProofStatement.villageHeads, .int(regency), .int(head.ordinal))
            var batch = LogBatch(head: head, frontier: frontier, heads: try ends.map(VillageHead.init(row:)))
            for row in rows { try batch.add(row) }
            let checkpoint = batch.sign(with: signer, at: try row.text("now_text"))
            let stored = try await transaction.run(
                ProofStatement.append, .int(regency), .int(head.ordinal), .json(batch.json)
            ).one().bool("is_stored")
            guard stored else { throw ProofError.outrun }
            return (rows.count, checkpoint)
        }
    }

    /// The tree to go on with, once what the database says is what was signed, here and last.
    private func checked(_ head: LogHead, _ key: NoteKey) async throws -> TreeFrontier {
        guard head.state == "open" else { throw ProofError.stopped(regency: head.regency) }
        guard let frontier = TreeFrontier(size: head.size, edge: head.edge) else {
            throw ProofError.headChanged(origin: head.origin)
        }
        let known = try await memory.read(head.origin)
        if head.size == 0, known?.size ?? 0 == 0 { return frontier }
        guard let known else { throw ProofError.forgotten(origin: head.origin) }
        guard known.size <= head.size else {
            throw ProofError.rolledBack(signed: known.size, found: head.size)
        }
        let signed: Checkpoint
        do throws(NoteError) {
            signed = try Checkpoint(note: head.note, signedBy: key)
        } catch {
            throw ProofError.headChanged(origin: head.origin)
        }
        guard signed == Checkpoint(origin: head.origin, size: head.size, root: frontier.root) else {
            throw ProofError.headChanged(origin: head.origin)
        }
        guard known.size < head.size else {
            guard known.root == signed.root else { throw ProofError.forked(size: known.size) }
            return frontier
        }
        // Another server signed since: its tree must begin with ours.
        var tiles = TileReader(database.tiles(regency: head.regency, log: head.ordinal))
        guard try await tiles.root(size: known.size) == known.root else {
            throw ProofError.forked(size: known.size)
        }
        return frontier
    }
}

/// The log at work, as the database has it.
struct LogHead: Sendable {
    let regency, ordinal: Int
    let origin, state, note, follows, openedAt: String
    let size: UInt64
    let edge: [Digest]

    init(row: Row, regency: Int) throws(PostgresError) {
        self.regency = regency
        ordinal = try row.int("ordinal")
        origin = try row.text("origin")
        state = try row.text("state")
        note = try row.text("note")
        follows = try row.text("follows")
        openedAt = try row.text("opened_at")
        size = UInt64(max(0, try row.int64("size")))
        let bytes = try row.bytes("edge")
        edge = stride(from: 0, to: bytes.count - bytes.count % Digest.byteCount, by: Digest.byteCount)
            .compactMap { Digest(Array(bytes[$0..<$0 + Digest.byteCount])) }
    }
}

extension VillageHead {
    init(row: Row) throws(PostgresError) {
        guard let chain = Digest(try row.bytes("chain")) else { throw .decoding(column: "chain") }
        self.init(
            village: try row.village("village"), year: try row.int("year"),
            lastNumber: try row.int64("last_number"), leaves: try row.int64("leaves"), chain: chain)
    }
}

extension Database {
    /// The tiles of a log.
    func tiles(regency: Int, log: Int) -> TileReader.Source {
        { level, index in
            let rows = try await self.once(
                ProofStatement.tile, .int(regency), .int(log), .int(level), .int64(Int64(index)), as: nil)
            return try rows.first?.bytes("hashes") ?? []
        }
    }
}
