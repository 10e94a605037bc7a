import Commons
import Foundation
import Testing
import TestSupport

@testable import Ledger

/// Goal: docs/proof-format.md is true. Method: its test vectors, which another program made, are read from
/// the page.
@Suite struct ProofVectorTests {
    private static func page() throws -> String {
        let root = TestDatabase.checkoutSchema.deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("docs/proof-format.md"), encoding: .utf8)
    }

    private static func block(_ name: String) throws -> String {
        let parts = try page().components(separatedBy: "```\(name)\n")
        return try #require(parts.last?.components(separatedBy: "```").first)
    }

    private static func value(_ row: String) throws -> String {
        let line = try #require(try page().split(separator: "\n").first { $0.hasPrefix("| \(row) |") })
        return String(line.split(separator: "|")[1].filter { $0 != "`" && $0 != " " })
    }

    private static func digest(_ row: String) throws -> Digest {
        try #require(Digest(hexadecimal: value(row)))
    }

    private static func key() throws -> NoteKey {
        try NoteKey(parsing: block("key").trimmingCharacters(in: .whitespacesAndNewlines))
    }

    @Test func `the example export is sound under the page's key`() throws {
        let text = try Self.block("ndjson")
        let report = try Array(text.utf8).withUnsafeBytes { try VerifyProof(key: Self.key())($0) }
        #expect(report.entries == 2 && report.size == 6 && report.village == "35.10.99.2001")
        #expect(report.origin == "balai/3510/0011223344556677")
    }

    @Test func `hashes, texts, nodes and chains are those of the page`() throws {
        let (first, second) = (
            try Self.digest("leaf 0 of the export below"), try Self.digest("leaf 1")
        )
        #expect(TreeHash.node(first, second) == (try Self.digest("node over both")))
        let text = TreeHash.commitment(
            salt: try Self.digest("salt"), field: "counterparty", text: "Toko Maju")
        #expect(text == (try Self.digest("hash of the counterparty `Toko Maju` under it")))
        let log = LeafText.log(
            origin: "balai/3510/0011223344556677", openedAt: "2026-02-03T02:00:00.000Z", follows: "")
        #expect(TreeHash.leaf(log.bytes) == first)
        let checkpoint = try Checkpoint(note: Self.block("checkpoint"), signedBy: Self.key())
        #expect(checkpoint.root == (try Self.digest("root over all six")))
        #expect(checkpoint.size == 6)
    }

    @Test func `our writer makes the page's leaves, byte for byte`() throws {
        let village = try VillageCode(parsing: "35.10.99.2001")
        let salt = try Self.digest("salt")
        func posting(_ n: Int, _ account: String, _ activity: String, _ sen: Int64) -> EntryFacts.Posting {
            EntryFacts.Posting(
                ordinal: n, account: account, activity: activity, fund: "DDS", subDetail: "01", amountSen: sen
            )
        }
        let facts = EntryFacts(
            village: village, year: 2026, number: 2, day: "2026-02-04",
            recordedAt: "2026-02-03T02:15:00.123456Z",
            kind: "payment", origin: "entered", document: "018f0000-0000-7000-8000-000000000002",
            reverses: nil, corrects: nil,
            description: "Semen \"Gresik\" – 40 sak", counterparty: "Toko Maju",
            postings: [
                posting(1, "5.3.5.01", "2.3.10", 250_000_000), posting(2, "1.1.1.02", "0.0.00", -250_000_000),
            ])
        let texts = Commitments(salt: salt, texts: facts.texts)
        let entry = LeafText.entry(facts, description: texts.description, counterparty: texts.counterparty)
        func line(_ key: String, _ sen: Int64) -> BudgetFacts.Line {
            let parts = key.split(separator: " ").map(String.init)
            return BudgetFacts.Line(
                activity: parts[0], account: parts[1], fund: "DDS", subDetail: "01", amountSen: sen)
        }
        let budget = LeafText.budget(
            BudgetFacts(
                village: village, year: 2026, id: "018f0000-0000-7000-8000-0000000000aa", ordinal: 1,
                kind: "murni", origin: "entered", regulation: "1/2026", day: "2026-01-02",
                lines: [line("0.0.00 4.2.1.01", 100_000_000), line("2.3.10 5.3.5.01", 100_000_000)]))
        let lines = try Self.block("ndjson").split(separator: "\n").map(String.init)
        #expect(lines[2] == ProofLines.leaf(1, TreeHash.leaf(budget.bytes), budget).dropLast())
        let whole = ProofLines.leaf(
            4, TreeHash.leaf(entry.bytes), entry, open: ProofLines.opening(salt, facts.texts))
        #expect(lines[5] == whole.dropLast())
        var head = VillageHead(village: village, year: 2026)
        for row in [2, 3, 5] {
            let leaf = try #require(lines[row].split(separator: "\"").dropFirst(5).first)
            head.add(try #require(Digest(hexadecimal: String(leaf))), number: 0)
        }
        #expect(head.chain == (try Self.digest("chain over leaves 1, 2 and 4")))
    }

    @Test func `our writer makes the leaves of a correction and of a closed month, byte for byte`() throws {
        let village = try VillageCode(parsing: "35.10.99.2001")
        let lines = try Self.block("corrected").split(separator: "\n").map(String.init)
        func whole(_ index: UInt64, _ salt: UInt8, _ texts: SaltedTexts, _ leaf: (Commitments) -> LeafText)
            throws
            -> String
        {
            let salt = try #require(Digest(Array(repeating: salt, count: 32)))
            let text = leaf(Commitments(salt: salt, texts: texts))
            return String(
                ProofLines.leaf(
                    index, TreeHash.leaf(text.bytes), text, open: ProofLines.opening(salt, texts)
                ).dropLast())
        }
        let entry = EntryFacts(
            village: village, year: 2026, number: 2, day: "2026-02-28",
            recordedAt: "2026-03-02T03:04:05.000006Z", kind: "receipt", origin: "entered",
            document: "018f0000-0000-7000-8000-000000000012", reverses: nil, corrects: 1,
            description: "Sewa kios", counterparty: "Pedagang",
            postings: [("1.1.1.02", Int64(5_550_000)), ("4.1.2.01", -5_550_000)].enumerated().map {
                EntryFacts.Posting(
                    ordinal: $0 + 1, account: $1.0, activity: "0.0.00", fund: "PAD", subDetail: "01",
                    amountSen: $1.1)
            })
        let corrected = try whole(2, 4, entry.texts) {
            LeafText.entry(entry, description: $0.description, counterparty: $0.counterparty)
        }
        #expect(lines[3] == corrected)
        let month = PeriodFacts(
            village: village, year: 2026, id: "018f0000-0000-7000-8000-0000000000bb", month: 2, ordinal: 1,
            verb: "close", lastNumber: 3, recordedAt: "2026-03-03T01:00:00.000000Z",
            texts: SaltedTexts(description: "Februari selesai", counterparty: "Kaur Contoh"))
        let closed = try whole(4, 6, month.texts) {
            LeafText.period(month, description: $0.description, counterparty: $0.counterparty)
        }
        #expect(lines[5] == closed)
    }

    @Test(arguments: ["ndjson", "corrected"])
    func `both verifiers find the page's exports sound, and neither one with a byte changed`(
        _ block: String
    ) throws {
        let text = try Self.block(block)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).ndjson")
        defer { unlink(file.path) }
        func verdicts(_ text: String) throws -> [Bool] {
            try text.write(to: file, atomically: true, encoding: .utf8)
            let byOthers = try ProofHall.python([file.path, Self.key().text])
            do {
                _ = try Array(text.utf8).withUnsafeBytes { try VerifyProof(key: Self.key())($0) }
                return [true, byOthers]
            } catch is ProofFault {
                return [false, byOthers]
            }
        }
        #expect(try verdicts(text) == [true, true])
        let changes = [
            (#""number":2"#, #""number":3"#), (#""01",-"#, #""01",-1"#),
            (#""date":"2026-02"#, #""date":"2026-03"#),
        ]
        for (right, wrong) in changes {
            #expect(try verdicts(text.replacing(right, with: wrong, maxReplacements: 1)) == [false, false])
        }
    }

    @Test func `strings go out so that nothing ends an object early`() {
        #expect(LeafText.quotation("a\"\\{}é\n😀") == #""a\u0022\u005c\u007b\u007d\u00e9\u000a\ud83d\ude00""#)
        var scanner = LineScanner(UnsafeRawBufferPointer(start: nil, count: 0))
        let (string, line) = (scanner.string(), scanner.line())
        #expect(string == nil && line == nil && scanner.isAtEnd)
        for text in ["", "plain", "a\"\\{}é\n😀", String(repeating: "–", count: 500)] {
            let bytes = Array(LeafText.quotation(text).utf8)
            bytes.withUnsafeBytes { buffer in
                var scanner = LineScanner(buffer)
                let read = scanner.string()
                #expect(read == text && scanner.isAtEnd)
            }
        }
    }
}
