import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: a budget goes its way and can't be changed after. Method: the real functions on a database of the
/// suite's own.
@Suite struct BudgetFlowTests {
    @Test func `a posted budget holds limits and never changes`() async throws {
        let hall = try await SampleVillage.make()
        let id = try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 500])
        let tree = try await ReadBudget(hall.database)(id, by: hall.session(.head))
        #expect(tree.difference == .zero)
        #expect(tree.version.state == .posted)
        #expect(tree.sides[.spending] == Rupiah(sen: 150_000))
        #expect(tree.fields.map(\.code) == ["1", "2"])
        #expect(tree.funds.map(\.fund) == ["ADD", "DDS"])
        let lines = try await ReadActivityBudget(hall.database)(
            id, activity: "2.3.10", by: hall.session(.head))
        #expect(lines.map(\.limit) == [Rupiah(sen: 100_000)])
        #expect(lines.first?.rab.map(\.amount) == [Rupiah(sen: 100_000)])
        await #expect(throws: LedgerError.wrongState(state: "posted", verb: "save")) {
            try await SaveBudgetLines(hall.database)(
                [], into: id, revision: tree.version.revision, request: UUID.v7(),
                by: hall.session(.treasurer))
        }
        await #expect(throws: PostgresError.self) {
            try await hall.test.sql(
                "UPDATE ledger.rab_line SET amount_sen = 1 WHERE version_id = $1", .uuid(id))
        }
        await #expect(throws: PostgresError.self) {
            try await hall.test.sql("DELETE FROM ledger.budget_version WHERE id = $1", .uuid(id))
        }
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a version out of balance is refused with its differences`() async throws {
        let hall = try await SampleVillage.make()
        let treasurer = try hall.session(.treasurer)
        let id = UUID.v7()
        _ = try await OpenBudgetVersion(hall.database)(
            id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        let lines = [
            try SampleVillage.line(SampleVillage.grant, rupiah: 100),
            try SampleVillage.line(SampleVillage.pothole, rupiah: 101),
        ]
        let step = try await SaveBudgetLines(hall.database)(
            lines, into: id, revision: 1, request: UUID.v7(), by: treasurer)
        let unbalanced = LedgerError.unbalanced(
            difference: Rupiah(sen: -100), funds: "DDS", fund: "DDS", fundDifference: Rupiah(sen: -100))
        await #expect(throws: unbalanced) {
            try await AgreeBudget(hall.database)(
                id, revision: step.revision, minutes: "BA 1", on: hall.firstDay, by: hall.session(.council))
        }
    }

    @Test func `a stale form is refused with both revisions, a repeated one answers as before`() async throws
    {
        let hall = try await SampleVillage.make()
        let treasurer = try hall.session(.treasurer)
        let (id, request) = (UUID.v7(), UUID.v7())
        let open = OpenBudgetVersion(hall.database)
        let save = SaveBudgetLines(hall.database)
        let first = try await open(id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        let again = try await open(id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        #expect(first == again)
        await #expect(throws: LedgerError.idReused) {
            try await open(id, village: hall.village, year: hall.year, kind: .perubahan, by: treasurer)
        }
        let lines = [try SampleVillage.line(SampleVillage.grant, rupiah: 100)]
        let saved = try await save(lines, into: id, revision: 1, request: request, by: treasurer)
        #expect(try await save(lines, into: id, revision: 1, request: request, by: treasurer) == saved)
        await #expect(throws: LedgerError.staleRevision(yours: 1, current: 2, state: "draft")) {
            try await save(lines, into: id, revision: 1, request: UUID.v7(), by: treasurer)
        }
    }

    @Test func `codes are held against the year's lists`() async throws {
        let hall = try await SampleVillage.make()
        let treasurer = try hall.session(.treasurer)
        let id = UUID.v7()
        _ = try await OpenBudgetVersion(hall.database)(
            id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        let cases: [(LineKey, LedgerError)] = [
            (LineKey(activity: "9.9.99", account: "5.3.5.01", fund: "DDS"), .unknownActivity("9.9.99")),
            (LineKey(activity: "2.3", account: "5.3.5.01", fund: "DDS"), .unknownActivity("2.3")),
            (LineKey(activity: "2.3.10", account: "5.3.5", fund: "DDS"), .unknownAccount("5.3.5")),
            (
                LineKey(activity: "2.3.10", account: "1.1.1.01", fund: "DDS"),
                .accountOutsideBudget("1.1.1.01")
            ),
            (LineKey(activity: "2.3.10", account: "5.3.5.01", fund: "XYZ"), .unknownFund("XYZ")),
            (
                LineKey(activity: "2.3.10", account: "4.2.1.01", fund: "DDS"),
                .activityMismatch(activity: "2.3.10", account: "4.2.1.01")
            ),
        ]
        for (key, refusal) in cases {
            let line = try SampleVillage.line(key, rupiah: 1)
            await #expect(throws: refusal) {
                try await SaveBudgetLines(hall.database)(
                    [line], into: id, revision: 1, request: UUID.v7(), by: treasurer)
            }
        }
    }

    @Test func `a new version keeps what is approved and paid, and can't go below it`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        _ = try await hall.request([SampleVillage.pothole: 600], upTo: .paid)
        _ = try await hall.request([SampleVillage.pothole: 300], upTo: .approved)
        let below = LedgerError.belowCommitted(
            line: SampleVillage.pothole.description, limit: Rupiah(sen: 80_000),
            committed: Rupiah(sen: 90_000))
        await #expect(throws: below) {
            try await hall.postBudget(
                [SampleVillage.pothole: 800, SampleVillage.culvert: 200], kind: .pergeseran)
        }
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a kelurahan has no village budget and a stranger no business in a village`() async throws {
        let hall = try await SampleVillage.make()
        let open = OpenBudgetVersion(hall.database)
        await #expect(throws: LedgerError.noVillageBudget(village: 3_510_991_001)) {
            try await open(
                UUID.v7(), village: VillageCode(number: 3_510_991_001), year: hall.year, kind: .murni,
                by: hall.session(.treasurer))
        }
        await #expect(throws: LedgerError.notYourPost(role: "treasurer", village: 3_510_992_002)) {
            try await open(
                UUID.v7(), village: VillageCode(number: 3_510_992_002), year: hall.year, kind: .murni,
                by: hall.session(.treasurer))
        }
        let id = try await hall.postBudget([SampleVillage.pothole: 10])
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        await #expect(throws: LedgerError.notFound(kind: "budget-version")) {
            try await ReadBudget(hall.database)(id, by: stranger)
        }
    }
}
