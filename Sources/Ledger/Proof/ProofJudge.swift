internal import Commons
internal import Foundation

/// Takes an export's lines one by one and keeps what must hold: the tree so far, the next journal number,
/// the village's chain, the next checkpoint to compare with.
struct ProofJudge {
    private let header: VerifyProof.Header
    private let key: NoteKey
    private let older: [Checkpoint]
    private let entryHead: [UInt8]
    private let periodHead: [UInt8]
    private let place: [UInt8]
    private var report = VerifyProof.Report()
    private var lineNumber = 1
    private var frontier = TreeFrontier()
    private var end: (leaves: Int64, chain: Digest) = (0, .zero)
    private var loggedEnd: VillageHead?
    private var headsAt: UInt64?
    private var nextOlder = 0
    private var lastSigned: (size: UInt64, number: Int64) = (0, 0)
    private var stray: Int64?

    init(header: VerifyProof.Header, key: NoteKey, older: [Checkpoint]) {
        self.header = header
        self.key = key
        self.older = older
        place = Array("\"village\":\"\(header.village)\",\"year\":\(header.year),".utf8)
        entryHead = Array("{\"v\":1,\"type\":\"entry\",".utf8) + place + Array("\"number\":".utf8)
        periodHead = Array("{\"v\":1,\"type\":\"period\",".utf8) + place
        report.village = header.village
        report.year = header.year
        report.isRedacted = header.redacted
        report.waiting = header.waiting
        report.origin = header.origin
    }

    /// Reads the next line.
    /// - Returns: the journal number where the line is an entry.
    mutating func read(_ line: LineScanner) throws(ProofFault) -> Int64? {
        lineNumber += 1
        var line = line
        if line.take("{\"index\":") { return try leaf(&line) }
        if line.take("{\"cover\":[") {
            try cover(&line)
        } else if line.take("{\"checkpoint\":") {
            try checkpoint(&line)
        } else if line.take("{\"missing\":") {
            guard line.number() != nil, line.take(",\"leaf\":\""), line.digest() != nil,
                line.take("\",\"number\":"), let number = line.number()
            else { throw .malformed(line: lineNumber) }
            throw .missing(number: number)
        } else if line.take("{\"unproven\":") {
            guard let number = line.number() else { throw .malformed(line: lineNumber) }
            // Told only once the log itself holds: a left-out leaf shows there first.
            stray = stray ?? number
        } else {
            throw .malformed(line: lineNumber)
        }
        return nil
    }

    /// What is proven, after the last line.
    mutating func verdict() throws(ProofFault) -> VerifyProof.Report {
        guard lastSigned.size > 0, lastSigned.size == frontier.size, headsAt == frontier.size - 1 else {
            throw .noCheckpoint
        }
        let logged = loggedEnd?.lastNumber ?? 0
        guard logged == report.entries, loggedEnd?.leaves ?? 0 == end.leaves,
            loggedEnd?.chain ?? .zero == end.chain
        else { throw .otherEnd(logged: logged, found: report.entries) }
        if let stray { throw .unproven(number: stray) }
        if let known = older.last, known.size > frontier.size {
            throw .rolledBack(known: known.size, found: frontier.size)
        }
        guard nextOlder == older.count else { throw .notShown(size: older[nextOlder].size) }
        report.size = frontier.size
        return report
    }

    // MARK: - leaves

    private mutating func leaf(_ line: inout LineScanner) throws(ProofFault) -> Int64? {
        guard let index = line.number(), line.take(",\"leaf\":\""), let claimed = line.digest(),
            line.take("\",\"data\":"), let data = line.object()
        else { throw .malformed(line: lineNumber) }
        guard UInt64(index) == frontier.size else { throw .misplaced(line: lineNumber) }
        var inside = LineScanner(data)
        let isEntry = inside.take(entryHead)
        let number = isEntry ? inside.number() : nil
        guard TreeHash.leaf(data) == claimed else { throw .changed(line: lineNumber, number: number) }
        guard headsAt == nil else { throw .misplaced(line: lineNumber) }
        if isEntry {
            guard let number else { throw .malformed(line: lineNumber) }
            try entry(number, &inside, &line)
            end = (end.leaves + 1, TreeHash.link(end.chain, claimed))
        } else if inside.take(periodHead) {
            try texts(report.entries, &inside, &line)
            end = (end.leaves + 1, TreeHash.link(end.chain, claimed))
        } else {
            guard line.take("}"), line.isAtEnd else { throw .malformed(line: lineNumber) }
            try other(data, claimed)
        }
        frontier.append(claimed)
        try compare()
        return number
    }

    private mutating func entry(
        _ number: Int64, _ inside: inout LineScanner, _ line: inout LineScanner
    ) throws(ProofFault) {
        guard number == report.entries + 1 else { throw .gap(expected: report.entries + 1, found: number) }
        report.entries = number
        guard inside.take(",") else { throw .malformed(line: lineNumber) }
        try texts(number, &inside, &line)
    }

    /// The two hashes of an entry or a period's step, and the texts behind them where the line opens them.
    private mutating func texts(
        _ number: Int64, _ inside: inout LineScanner, _ line: inout LineScanner
    ) throws(ProofFault) {
        guard inside.take("\"description\":\""), let description = inside.digest(),
            inside.take("\",\"counterparty\":\""), let counterparty = inside.digest()
        else { throw .malformed(line: lineNumber) }
        if line.take("}") {
            report.closedTexts += 1
        } else {
            guard line.take(",\"open\":{\"salt\":\""), let salt = line.digest(),
                line.take("\",\"description\":")
            else { throw .malformed(line: lineNumber) }
            guard try text(&line, salt, Commitments.descriptionField) == description else {
                throw .textChanged(number: number, field: "description")
            }
            guard line.take(",\"counterparty\":") else { throw .malformed(line: lineNumber) }
            guard try text(&line, salt, Commitments.counterpartyField) == counterparty else {
                throw .textChanged(number: number, field: "counterparty")
            }
            guard line.take("}}") else { throw .malformed(line: lineNumber) }
        }
        guard line.isAtEnd else { throw .malformed(line: lineNumber) }
    }

    private func text(
        _ line: inout LineScanner, _ salt: Digest, _ field: StaticString
    ) throws(ProofFault) -> Digest {
        if let plain = line.plainString() {
            return TreeHash.commitment(salt: salt, field: field, text: plain)
        }
        guard let text = line.string() else { throw .malformed(line: lineNumber) }
        return TreeHash.commitment(salt: salt, field: field, text: text)
    }

    /// A budget, the log's first leaf, or the villages' ends.
    private mutating func other(_ data: UnsafeRawBufferPointer, _ hash: Digest) throws(ProofFault) {
        var inside = LineScanner(data)
        guard inside.take("{\"v\":1,\"type\":\"") else { throw .malformed(line: lineNumber) }
        if inside.take("log\",\"origin\":") {
            guard frontier.size == 0, let origin = inside.string(), inside.take(",\"opened\":"),
                inside.string() != nil, inside.take(",\"follows\":"), let follows = inside.string()
            else { throw .malformed(line: lineNumber) }
            guard origin == header.origin else { throw .otherLog(known: origin, found: header.origin) }
            report.follows = follows
        } else if inside.take("heads\",\"at\":") {
            guard inside.string() != nil, inside.take(",\"heads\":[") else {
                throw .malformed(line: lineNumber)
            }
            try heads(&inside)
            headsAt = frontier.size
        } else if inside.take("missing\",") {
            guard inside.take(place), inside.take("\"number\":"), let number = inside.number() else {
                throw .otherVillage(line: lineNumber)
            }
            throw .missing(number: number)
        } else {
            guard inside.take("budget\","), inside.take(place) else { throw .otherVillage(line: lineNumber) }
            end = (end.leaves + 1, TreeHash.link(end.chain, hash))
        }
    }

    private mutating func heads(_ inside: inout LineScanner) throws(ProofFault) {
        var before: (village: String, year: Int64) = ("", 0)
        while !inside.take("]}") {
            guard before.village.isEmpty || inside.take(","), inside.take("["),
                let village = inside.string(), inside.take(","),
                let year = inside.number(), inside.take(","), let number = inside.number(), inside.take(","),
                let leaves = inside.number(), inside.take(",\""), let chain = inside.digest(),
                inside.take("\"]"),
                before < (village, year)
            else { throw .malformed(line: lineNumber) }
            before = (village, year)
            guard village == header.village, Int(year) == header.year else { continue }
            do {
                loggedEnd = VillageHead(
                    village: try VillageCode(parsing: village), year: Int(year), lastNumber: number,
                    leaves: leaves, chain: chain)
            } catch {
                throw .malformed(line: lineNumber)
            }
        }
    }

    // MARK: - the tree

    private mutating func cover(_ line: inout LineScanner) throws(ProofFault) {
        guard let level = line.number(), line.take(","), let index = line.number(),
            line.take("],\"hash\":\""), let hash = line.digest(), line.take("\"}"), line.isAtEnd
        else { throw .malformed(line: lineNumber) }
        guard level < Int64(TreeFrontier.tallest), headsAt == nil,
            frontier.size == UInt64(index) << UInt64(level),
            frontier.append(subtree: hash, level: Int(level))
        else { throw .misplaced(line: lineNumber) }
        try compare()
    }

    /// Compares with a given checkpoint once the tree has come to its size.
    private mutating func compare() throws(ProofFault) {
        while nextOlder < older.count, older[nextOlder].size <= frontier.size {
            let known = older[nextOlder]
            guard known.size == frontier.size || known.size == 0 else { throw .notShown(size: known.size) }
            guard known.size == 0 || known.root == frontier.root else { throw .forked(size: known.size) }
            report.compared.append(known.size)
            nextOlder += 1
        }
    }

    private mutating func checkpoint(_ line: inout LineScanner) throws(ProofFault) {
        guard let note = line.string(), line.take("}"), line.isAtEnd else {
            throw .malformed(line: lineNumber)
        }
        let signed: Checkpoint
        do throws(NoteError) {
            signed = try Checkpoint(note: note, signedBy: key)
        } catch {
            throw .badSignature(line: lineNumber)
        }
        guard signed.origin == header.origin else {
            throw .otherLog(known: signed.origin, found: header.origin)
        }
        guard signed.size == frontier.size, signed.root == frontier.root else {
            throw .notSigned(size: signed.size, from: lastSigned.number + 1, until: report.entries)
        }
        lastSigned = (signed.size, report.entries)
    }
}
