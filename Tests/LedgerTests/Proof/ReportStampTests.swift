import Commons
import Foundation
import Postgres
import Testing
import TestSupport

@testable import Ledger

/// Goal: a printed report's code leads back to what was printed, and nothing else does.
@Suite struct ReportStampTests {
    private static let facts = [ReportStamps.Fact(label: "Jumlah \"belanja\"", value: "Rp 1.000,00")]

    private func hash(_ text: String) throws -> ContentHash {
        try #require(ContentHash(SHA256.sum(of: Array(text.utf8))))
    }

    @Test func `a token reads back as its bytes, and other texts are none`() throws {
        for _ in 0..<200 {
            let token = ReportToken.random()
            #expect(token.text.utf8.count == 26)
            #expect(ReportToken(token.text) == token)
            #expect(ReportToken(token.text.uppercased()) == token)
        }
        let text = ReportToken.random().text
        for wrong in ["", String(text.dropLast()), text + "a", String(text.dropLast()) + "1", "é" + text] {
            #expect(ReportToken(wrong) == nil, "\(wrong)")
        }
        // The last digit carries three bits; the two others are zero: each token has one spelling.
        #expect(ReportToken(String(repeating: "a", count: 25) + "b") == nil)
        #expect(ReportToken(String(repeating: "a", count: 26))?.bytes == [UInt8](repeating: 0, count: 16))
    }

    @Test func `anyone finds what was printed, and how far the books went on`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let stamps = ReportStamps(hall.database)
        let treasurer = try hall.session(.treasurer)
        let token = try await stamps.make(
            kind: "lra", village: hall.village, year: hall.year, parameters: ["fund": "DDS"],
            facts: Self.facts, contentHash: hash("a"), by: treasurer)
        let fresh = try #require(try await stamps.find(token))
        #expect(fresh.facts == Self.facts && fresh.entriesSince == 0 && fresh.villageName == "Uji Satu")
        #expect(fresh.contentHash == (try hash("a")))
        try await hall.receive("DDS", rupiah: 500)
        #expect(try await stamps.find(token)?.entriesSince == 1)
        #expect(try await stamps.find(ReportToken.random()) == nil)
    }

    @Test func `the same report has the same code, another content another`() async throws {
        let hall = try await SampleVillage.make()
        let stamps = ReportStamps(hall.database)
        func make(_ content: String, _ fund: String) async throws -> ReportToken {
            try await stamps.make(
                kind: "lra", village: hall.village, year: hall.year, parameters: ["fund": fund],
                contentHash: hash(content), by: hall.session(.treasurer))
        }
        let first = try await make("a", "DDS")
        #expect(try await make("a", "DDS") == first)
        #expect(try await make("b", "DDS") != first)
        #expect(try await make("a", "ADD") != first)
    }

    @Test func `nobody stamps for a village that is not theirs`() async throws {
        let hall = try await SampleVillage.make()
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        await #expect(throws: LedgerError.self) {
            _ = try await ReportStamps(hall.database).make(
                kind: "lra", village: hall.village, year: hall.year, parameters: [:],
                contentHash: hash("a"), by: stranger)
        }
        let count = try await hall.test.sql("SELECT count(*)::integer AS n FROM proof.stamp").one().int("n")
        #expect(count == 0)
    }
}
