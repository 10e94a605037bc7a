internal import Commons
internal import Foundation
internal import Postgres

/// What one checkpoint adds to a log: leaves, the tiles they fill, the villages' ends, the signed note.
struct LogBatch {
    private let head: LogHead
    private var frontier: TreeFrontier
    private var heads: [Place: VillageHead] = [:]
    private var changed: Set<Place> = []
    private var nodes: [TreeFrontier.TileNode] = []
    private var leaves: [String] = []
    private var commitments: [String] = []
    private var note = ""
    private var signedAt = ""

    private struct Place: Hashable, Comparable {
        let village: VillageCode
        let year: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.village, left.year) < (right.village, right.year)
        }
    }

    init(head: LogHead, frontier: TreeFrontier, heads: [VillageHead]) {
        self.head = head
        self.frontier = frontier
        for end in heads { self.heads[Place(village: end.village, year: end.year)] = end }
        if frontier.size == 0 {
            append(LeafText.log(origin: head.origin, openedAt: head.openedAt, follows: head.follows))
        }
    }

    /// One thing that waited becomes a leaf.
    mutating func add(_ row: Row) throws(PostgresError) {
        let kind = try row.text("kind")
        let (village, year) = (try row.village("village"), try row.int("year"))
        let (id, number) = (try row.text("object_id"), try row.int64("number"))
        var written = kind
        let text: LeafText
        if kind == "entry", let facts = try EntryFacts(row: row, number: number) {
            let hashes = try commit(facts.texts, row)
            text = LeafText.entry(facts, description: hashes.description, counterparty: hashes.counterparty)
        } else if kind == "period", let facts = try PeriodFacts(row: row, lastNumber: number) {
            let hashes = try commit(facts.texts, row)
            text = LeafText.period(facts, description: hashes.description, counterparty: hashes.counterparty)
        } else if kind == "budget", let facts = try BudgetFacts(row: row) {
            text = LeafText.budget(facts)
        } else {
            text = LeafText.missing(village, year: year, number: number, kind: kind)
            written = "missing"
        }
        leaves.append("[\(frontier.size),\"\(written)\",\"\(id)\",\(village.number),\(year),\(number)]")
        let leaf = append(text)
        let place = Place(village: village, year: year)
        heads[place, default: VillageHead(village: village, year: year)].add(leaf, number: number)
        changed.insert(place)
    }

    /// Hashes of a leaf's texts under the salt they had in an earlier log, or a new one; kept with the batch.
    private mutating func commit(_ texts: SaltedTexts, _ row: Row) throws(PostgresError) -> Commitments {
        let kept = try row.bytesOrNil("salt").flatMap { Digest($0) }
        let salt = kept ?? Digest(Sodium.randomBytes(Digest.byteCount)) ?? .zero
        let hashes = Commitments(salt: salt, texts: texts)
        let hex = [salt, hashes.description, hashes.counterparty].map { "\"\($0.hexadecimal)\"" }
        let (id, village) = (try row.text("object_id"), try row.village("village"))
        commitments.append("[\"\(id)\",\(village.number),\(hex.joined(separator: ","))]")
        return hashes
    }

    /// Adds the leaf that tells all villages' ends, and signs.
    mutating func sign(with signer: NoteSigner, at moment: String) -> Checkpoint {
        append(LeafText.heads(heads.keys.sorted().compactMap { heads[$0] }, at: moment))
        let checkpoint = Checkpoint(origin: head.origin, size: frontier.size, root: frontier.root)
        note = SignedNote(signing: checkpoint.text, with: signer).note
        signedAt = moment
        return checkpoint
    }

    @discardableResult
    private mutating func append(_ text: LeafText) -> Digest {
        let leaf = TreeHash.leaf(text.bytes)
        frontier.append(leaf, noting: &nodes)
        return leaf
    }

    /// As `proof.append` takes it.
    var json: String {
        let ends = changed.sorted().compactMap { heads[$0] }.map { end in
            "[\(end.village.number),\(end.year),\(end.lastNumber),\(end.leaves),\"\(end.chain.hexadecimal)\"]"
        }
        let edge = frontier.edge.map(\.hexadecimal).joined()
        return """
            {"oldSize":\(head.size),"size":\(frontier.size),"edge":"\(edge)",\
            "note":\(LeafText.quotation(note)),"signedAt":"\(signedAt)",\
            "tiles":[\(tiles.joined(separator: ","))],"leaves":[\(leaves.joined(separator: ","))],\
            "commitments":[\(commitments.joined(separator: ","))],"heads":[\(ends.joined(separator: ","))]}
            """
    }

    /// What each tile gets at its end.
    private var tiles: [String] {
        struct Tile: Hashable {
            let level: Int
            let index: UInt64
        }
        var pieces: [Tile: String] = [:]
        for node in nodes {  // in rising order within each level
            let tile = Tile(level: node.tileLevel, index: node.index / UInt64(TileReader.width))
            pieces[tile, default: ""] += node.digest.hexadecimal
        }
        return pieces.map { "[\($0.key.level),\($0.key.index),\"\($0.value)\"]" }
    }
}
