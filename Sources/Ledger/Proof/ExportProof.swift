public import Commons
internal import Foundation
public import Postgres

/// The journal of a village's year with its proof, as one file that `balai ledger verify` judges on its own
/// (docs/proof-format.md). Memory stays flat however long the book is.
public struct ExportProof: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What one export is to hold.
    public struct Scope: Sendable {
        /// Whose books.
        public let village: VillageCode
        /// Which budget year.
        public let year: Int
        /// Without payees and free texts, which then stand as salted hashes only.
        public let isRedacted: Bool
        /// Checkpoints that others hold: the file then proves that its log goes on from each.
        public let older: [Checkpoint]

        public init(village: VillageCode, year: Int, isRedacted: Bool = false, older: [Checkpoint] = []) {
            self.village = village
            self.year = year
            self.isRedacted = isRedacted
            self.older = older
        }
    }

    /// - Parameters:
    /// - session: `nil` only for the server's operator at the command line, over a connection that sees all
    ///     villages.
    ///   - write: gets each piece of UTF-8 text in order.
    /// - Throws: `LedgerError`, and what `write` throws.
    public func callAsFunction(
        _ scope: Scope, by session: SessionKey?, write: (String) async throws -> Void
    ) async throws {
        do {
            try await export(scope, session, write)
        } catch let error as PostgresError {
            throw LedgerError(error)
        }
    }

    private func export(
        _ scope: Scope, _ session: SessionKey?, _ write: (String) async throws -> Void
    ) async throws {
        let regency = scope.village.regency
        let place = try await database.once(
            BookStatement.villageName, .int64(scope.village.number), as: session)
        guard let place = place.first else { throw LedgerError.notFound(kind: "village") }
        let answer = try await database.once(ProofStatement.headWithVillages, .int(regency), as: nil)
        let row = try answer.first.flatMap { try $0.int64("size") > 0 ? $0 : nil }
        let head = try row.map { try SignedHead(row: $0) }
        let waiting = try await database.once(
            ProofStatement.waitingOfVillage, .int64(scope.village.number), .int(scope.year), as: session)
        try await write(
            ProofLines.header(
                scope, head, name: try place.text("name"), isDemo: try place.bool("is_demo"),
                waiting: try waiting.one().int("waiting")))
        // Before the first checkpoint there is nothing to prove by; the file says so by having no end.
        guard let head, let row else { return }
        let log = try row.int("ordinal")
        let daily = try await database.once(
            ProofStatement.dailyCheckpoints, .int(regency), .int(log), as: nil)
        var tree = TreeWriter(
            tiles: TileReader(database.tiles(regency: regency, log: log)),
            cuts: try cuts(daily, scope, head))
        let first = LeafText.log(origin: head.origin, openedAt: head.openedAt, follows: head.follows)
        try await tree.leaf(0, first, write)
        let rows = database.stream(
            ProofStatement.leaves, .int64(scope.village.number), .int(scope.year), .int(log),
            .int64(Int64(head.size)), as: session)
        for try await row in rows {
            try await tree.leaf(row, isRedacted: scope.isRedacted, write)
        }
        try await tree.leaf(head.size - 1, LeafText.heads(head.villages, at: head.signedAt), write)
        let strays = try await database.once(
            ProofStatement.unproven, .int64(scope.village.number), .int(scope.year), .int(log), as: session)
        for stray in strays {
            try await write("{\"unproven\":\(try stray.int64("number"))}\n")
        }
        try await write(ProofLines.checkpoint(head.note))
    }

    /// Where the tree is cut so that it can be compared: the day's last checkpoints, and those others hold.
    private func cuts(_ daily: Rows, _ scope: Scope, _ head: SignedHead) throws -> [UInt64: String] {
        var cuts: [UInt64: String] = [:]
        for checkpoint in scope.older where checkpoint.origin == head.origin && checkpoint.size < head.size {
            cuts[checkpoint.size] = ""
        }
        for row in daily {
            let size = UInt64(try row.int64("size"))
            if size < head.size { cuts[size] = try row.text("note") }
        }
        cuts[0] = nil
        return cuts
    }
}

/// The signed head of a log and the ends of all villages' years, of one moment.
struct SignedHead: Sendable {
    let origin, note, follows, openedAt, signedAt: String
    let size: UInt64
    let villages: [VillageHead]

    init(row: Row) throws {
        origin = try row.text("origin")
        note = try row.text("note")
        follows = try row.text("follows")
        openedAt = try row.text("opened_at")
        signedAt = try row.text("signed_at")
        size = UInt64(max(0, try row.int64("size")))
        let (codes, years) = (try row.int64s("villages"), try row.int64s("years"))
        let (numbers, leaves) = (try row.int64s("numbers"), try row.int64s("leaves"))
        let chains = try row.texts("chains")
        villages = try codes.indices.map { index in
            VillageHead(
                village: try VillageCode(number: codes[index]), year: Int(years[index]),
                lastNumber: numbers[index],
                leaves: leaves[index], chain: Digest(hexadecimal: chains[index]) ?? .zero)
        }
    }
}

/// The lines of an export that are no leaf.
enum ProofLines {
    /// What an export says of itself; nothing of it is believed that the leaves don't say too.
    static func header(
        _ scope: ExportProof.Scope, _ head: SignedHead?, name: String, isDemo: Bool, waiting: Int
    ) -> String {
        """
        {"balai":"ledger","version":1,"village":"\(scope.village.dotted)","year":\(scope.year),\
        "name":\(LeafText.quotation(name)),"demo":\(isDemo),"redacted":\(scope.isRedacted),\
        "origin":\(LeafText.quotation(head?.origin ?? "")),"size":\(head?.size ?? 0),"waiting":\(waiting)}

        """
    }

    static func checkpoint(_ note: String) -> String {
        "{\"checkpoint\":\(LeafText.quotation(note))}\n"
    }

    static func cover(_ subtree: TileReader.Subtree, _ root: Digest) -> String {
        "{\"cover\":[\(subtree.level),\(subtree.index)],\"hash\":\"\(root.hexadecimal)\"}\n"
    }

    static func leaf(_ index: UInt64, _ hash: Digest, _ text: LeafText, open: String = "") -> String {
        "{\"index\":\(index),\"leaf\":\"\(hash.hexadecimal)\",\"data\":"
            + String(decoding: text.bytes, as: UTF8.self) + open + "}\n"
    }

    /// The texts behind a leaf's hashes, with the salt that opens them.
    static func opening(_ salt: Digest, _ facts: SaltedTexts) -> String {
        ",\"open\":{\"salt\":\"\(salt.hexadecimal)\","
            + "\"description\":\(LeafText.quotation(facts.description)),"
            + "\"counterparty\":\(LeafText.quotation(facts.counterparty))}"
    }
}

/// Writes leaves in the order of the log, and between them the fewest subtrees that make up the rest of the
/// tree.
struct TreeWriter {
    typealias Write = (String) async throws -> Void

    private var tiles: TileReader
    private let cuts: [(size: UInt64, note: String)]
    private var at: UInt64 = 0
    private var nextCut = 0

    init(tiles: TileReader, cuts: [UInt64: String]) {
        self.tiles = tiles
        self.cuts = cuts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A leaf as it stands in the books now, whatever the log says of it.
    mutating func leaf(_ row: Row, isRedacted: Bool, _ write: Write) async throws {
        let (index, number) = (UInt64(try row.int64("index")), try row.int64("number"))
        let kind = try row.text("kind")
        if kind == "entry", let entry = try entry(row, isRedacted: isRedacted) {
            try await leaf(index, entry.text, open: entry.open, write)
        } else if kind == "period", let step = try period(row, isRedacted: isRedacted) {
            try await leaf(index, step.text, open: step.open, write)
        } else if kind == "budget", let facts = try BudgetFacts(row: row) {
            try await leaf(index, LeafText.budget(facts), write)
        } else if kind == "missing" {
            let text = LeafText.missing(
                try row.village("village"), year: try row.int("year"), number: number,
                kind: number == 0 ? "budget" : "entry")
            try await leaf(index, text, write)
        } else {
            try await advance(to: index, write)
            let hash = try await tiles.root(of: TileReader.Subtree(level: 0, index: index))
            try await write("{\"missing\":\(index),\"leaf\":\"\(hash.hexadecimal)\",\"number\":\(number)}\n")
            at = index + 1
        }
    }

    /// An entry under the number it has now; nil where it or its commitments are gone.
    private func entry(_ row: Row, isRedacted: Bool) throws -> (text: LeafText, open: String)? {
        let number = try row.int64OrNil("entry_number") ?? 0
        guard let facts = try EntryFacts(row: row, number: number), let hashes = try commitments(row) else {
            return nil
        }
        return (
            LeafText.entry(facts, description: hashes.description, counterparty: hashes.counterparty),
            isRedacted ? "" : hashes.salt.map { ProofLines.opening($0, facts.texts) } ?? ""
        )
    }

    /// A month's step as it stands now; nil where it or its commitments are gone.
    private func period(_ row: Row, isRedacted: Bool) throws -> (text: LeafText, open: String)? {
        let lastNumber = try row.int64OrNil("last_number") ?? 0
        guard let facts = try PeriodFacts(row: row, lastNumber: lastNumber),
            let hashes = try commitments(row)
        else { return nil }
        return (
            LeafText.period(facts, description: hashes.description, counterparty: hashes.counterparty),
            isRedacted ? "" : hashes.salt.map { ProofLines.opening($0, facts.texts) } ?? ""
        )
    }

    private func commitments(_ row: Row) throws -> Commitments? {
        guard let description = try row.bytesOrNil("description_hash").flatMap({ Digest($0) }),
            let counterparty = try row.bytesOrNil("counterparty_hash").flatMap({ Digest($0) })
        else { return nil }
        let salt = try row.bytesOrNil("salt").flatMap { Digest($0) }
        return Commitments(salt: salt, description: description, counterparty: counterparty)
    }

    mutating func leaf(
        _ index: UInt64, _ text: LeafText, open: String = "", _ write: Write
    ) async throws {
        try await advance(to: index, write)
        let hash = try await tiles.root(of: TileReader.Subtree(level: 0, index: index))
        try await write(ProofLines.leaf(index, hash, text, open: open))
        at = index + 1
    }

    private mutating func advance(to index: UInt64, _ write: Write) async throws {
        while nextCut < cuts.count, cuts[nextCut].size <= index {
            try await cover(to: cuts[nextCut].size, write)
            if !cuts[nextCut].note.isEmpty { try await write(ProofLines.checkpoint(cuts[nextCut].note)) }
            nextCut += 1
        }
        try await cover(to: index, write)
    }

    private mutating func cover(to end: UInt64, _ write: Write) async throws {
        for subtree in TileReader.cover(at, end) {
            try await write(ProofLines.cover(subtree, try await tiles.root(of: subtree)))
        }
        at = max(at, end)
    }
}
