import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: nobody gets a rupiah that is not there, however many ask at once, and none waits for another in a
/// circle. Method: 64 clients over 16 connections race for what is enough for ten of them.
@Suite struct RaceTests {
    private static let clients = 64
    private static let places = 10

    /// A server of its own with many connections, so that clients really meet in the database.
    private func wide(_ hall: SampleVillage) async throws -> Database {
        try await Database(hall.test.configuration(role: "balai_app", shared: 16))
    }

    private func race<T: Sendable>(
        _ items: [T], _ body: @escaping @Sendable (T) async throws(LedgerError) -> Void
    ) async -> (won: Int, refusals: [LedgerError]) {
        await withTaskGroup(of: LedgerError?.self) { group in
            for item in items {
                group.addTask {
                    do throws(LedgerError) {
                        try await body(item)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var (won, refusals): (Int, [LedgerError]) = (0, [])
            for await refusal in group {
                if let refusal { refusals.append(refusal) } else { won += 1 }
            }
            return (won, refusals)
        }
    }

    @Test func `64 managers ask for one line's last rupiah: exactly the line is given`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_005, SampleVillage.culvert: 100_000])
        let database = try await wide(hall)
        let (manager, draft) = (
            try hall.session(.manager),
            try hall.draft([SampleVillage.pothole: 100, SampleVillage.culvert: 1])
        )
        let result = await race((0..<Self.clients).map { _ in UUID.v7() }) { (id) throws(LedgerError) in
            _ = try await CreateSPP(database)(id, draft, village: hall.village, year: hall.year, by: manager)
        }
        await database.close()
        #expect(result.won == Self.places)
        let expected = LedgerError.overBudget(
            line: SampleVillage.pothole.description, remaining: Rupiah(sen: 500), asked: Rupiah(sen: 10_000))
        #expect(result.refusals == Array(repeating: expected, count: Self.clients - Self.places))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `64 heads approve against a lowered line: exactly the line is reserved`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 6_400, SampleVillage.culvert: 100])
        var requests: [SPPStep] = []
        for _ in 0..<Self.clients {
            requests.append(try await hall.request([SampleVillage.pothole: 100], upTo: .verified))
        }
        try await hall.postBudget(
            [SampleVillage.pothole: 1_050, SampleVillage.culvert: 5_450], kind: .pergeseran)
        let database = try await wide(hall)
        let (head, day) = (try hall.session(.head), try hall.firstDay)
        let result = await race(requests) { (step) throws(LedgerError) in
            _ = try await ApproveSPP(database)(step.id, revision: step.revision, on: day, by: head)
        }
        await database.close()
        #expect(result.won == Self.places)
        let expected = LedgerError.overBudget(
            line: SampleVillage.pothole.description, remaining: Rupiah(sen: 5_000), asked: Rupiah(sen: 10_000)
        )
        #expect(result.refusals == Array(repeating: expected, count: Self.clients - Self.places))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `64 treasurers pay from one fund's last cash: exactly the cash is paid`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 3_200, SampleVillage.culvert: 3_200])
        try await hall.receive("DDS", rupiah: 1_099)
        var requests: [SPPStep] = []
        for index in 0..<Self.clients {
            // Two lines in turning order: locks taken in any other order than the key's would meet in a
            // circle.
            let lines =
                index.isMultiple(of: 2)
                ? [SampleVillage.pothole: Int64(50), SampleVillage.culvert: 50]
                : [SampleVillage.culvert: Int64(50), SampleVillage.pothole: 50]
            requests.append(try await hall.request(lines, upTo: .approved))
        }
        let database = try await wide(hall)
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        let result = await race(requests) { (step) throws(LedgerError) in
            _ = try await PaySPP(database)(step.id, revision: step.revision, on: day, by: treasurer)
        }
        await database.close()
        #expect(result.won == Self.places)
        let expected = LedgerError.cashShort(
            fund: "DDS", remaining: Rupiah(sen: 9_900), asked: Rupiah(sen: 10_000))
        #expect(result.refusals == Array(repeating: expected, count: Self.clients - Self.places))
        #expect(try await hall.differences().isEmpty)
        let numbers = try await hall.test.sql("SELECT count(*) AS n, max(number) AS last FROM ledger.entry")
            .one()
        #expect(try numbers.int("n") == 11)
        #expect(try numbers.int("last") == 11)
    }

    @Test func `one payment sent by 64 clients at once is paid once`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        let step = try await hall.request([SampleVillage.pothole: 10], upTo: .approved)
        let database = try await wide(hall)
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        let result = await race(Array(0..<Self.clients)) { (_) throws(LedgerError) in
            _ = try await PaySPP(database)(step.id, revision: step.revision, on: day, by: treasurer)
        }
        await database.close()
        #expect(result.won == Self.clients)
        #expect(try await hall.test.sql("SELECT FROM ledger.entry").count == 2)
        #expect(try await hall.differences().isEmpty)
    }
}
