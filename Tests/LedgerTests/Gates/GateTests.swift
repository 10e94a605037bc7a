import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: money of a physical work waits for photos, and for nothing else. Method: the county's first rule
/// over a village's real requests; evidence as monitoring writes it.
@Suite struct GateTests {
    /// Past 40 % one photo that is not located elsewhere.
    static func rule(
        from day: Day, photos: Int = 1, stage: Int = 0, fund: String? = nil
    ) -> GateRule {
        GateRule(
            code: "foto-40", validFrom: day, fund: fund, spentPercent: 40, stage: stage, photos: photos,
            basis: "Perbup contoh 1/2026")
    }

    static func county(_ hall: SampleVillage) async throws -> Session {
        try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
    }

    static func addPhoto(
        _ hall: SampleVillage, stage: Int = 0, location: String = "match", fund: String = "DDS",
        activity: String = "2.3.10"
    ) async throws {
        try await hall.test.sql(
            """
            INSERT INTO ledger.evidence
                (regency, village, progress, receipt, project, year, activity, fund, stage, location)
            VALUES (3510, $1, $2, $2, $2, $3::smallint, $4, $5, $6::smallint, $7)
            """, .int64(hall.village.number), .uuid(UUID.v7()), .int(hall.year), .text(activity), .text(fund),
            .int(stage), .text(location))
    }

    /// A posted road of Rp 1,000 with its cash, under the rule.
    private func hall(_ rule: GateRule? = nil) async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        try await hall.receive("ADD", rupiah: 1_000)
        try await SetGateRule(hall.database)(
            try rule ?? Self.rule(from: hall.firstDay), by: Self.county(hall))
        return hall
    }

    @Test func `up to the rule's share money flows, one rupiah past it names the missing photo`() async throws
    {
        let hall = try await hall()
        _ = try await hall.request([SampleVillage.pothole: 400], upTo: .paid)
        let missing = MissingEvidence(
            activity: "2.3.10", fund: "DDS", rule: "foto-40", spentPercent: 40, pastPercent: 40, stage: 0,
            needed: 1, found: 0, elsewhere: 0)
        await #expect(throws: LedgerError.evidenceMissing(missing)) {
            try await hall.request([SampleVillage.pothole: 1], upTo: .approved)
        }
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a photo without a location lets money through, one from elsewhere does not`() async throws {
        let hall = try await hall()
        let verified = try await hall.request([SampleVillage.pothole: 900], upTo: .verified)
        let head = try hall.session(.head)
        func approve() async throws -> SPPStep {
            try await ApproveSPP(hall.database)(verified.id, revision: verified.revision, by: head)
        }
        try await Self.addPhoto(hall, location: "mismatch")
        let missing = MissingEvidence(
            activity: "2.3.10", fund: "DDS", rule: "foto-40", spentPercent: 90, pastPercent: 40, stage: 0,
            needed: 1, found: 0, elsewhere: 1)
        await #expect(throws: LedgerError.evidenceMissing(missing)) { try await approve() }
        try await Self.addPhoto(hall, location: "none")
        #expect(try await approve().state == .approved)
    }

    @Test func `what is not physical is asked nothing; a draft already shows what will be`() async throws {
        let hall = try await hall()
        _ = try await hall.request([SampleVillage.office: 1_000], upTo: .paid)
        #expect(
            try await ReadGate(hall.database).standing(
                of: hall.ask([SampleVillage.pothole: 1_000]).id, by: hall.session(.head)
            ).map(\.isMissing) == [true])
    }

    @Test func `evidence withdrawn between approval and payment stops the payment`() async throws {
        let hall = try await hall()
        try await Self.addPhoto(hall)
        let approved = try await hall.request([SampleVillage.pothole: 900], upTo: .approved)
        try await hall.test.sql("UPDATE ledger.evidence SET withdrawn_at = now()")
        await #expect(throws: LedgerError.self) {
            try await PaySPP(hall.database)(
                approved.id, revision: approved.revision, by: hall.session(.treasurer))
        }
        try await Self.addPhoto(hall)
        let paid = try await PaySPP(hall.database)(
            approved.id, revision: approved.revision, by: hall.session(.treasurer))
        #expect(paid.step.state == .paid)
    }

    @Test func `rules are dated: the newest of a code counts, none needed ends it`() async throws {
        let hall = try await hall()
        let county = try await Self.county(hall)
        let spp = try await hall.request([SampleVillage.pothole: 900], upTo: .verified)
        let read = ReadGate(hall.database)
        try await SetGateRule(hall.database)(
            Self.rule(from: Day(parsing: "\(hall.year)-01-02"), photos: 3, stage: 50), by: county)
        try await Self.addPhoto(hall, stage: 0)
        try await Self.addPhoto(hall, stage: 50)
        let asked = try await read.standing(of: spp.id, by: hall.session(.head))
        #expect(asked.map(\.needed) == [3] && asked.map(\.found) == [1])
        try await SetGateRule(hall.database)(
            Self.rule(from: Day(parsing: "\(hall.year)-01-03"), photos: 0), by: county)
        #expect(try await read.standing(of: spp.id, by: hall.session(.head)).isEmpty)
        #expect(try await read.rules(by: county).map(\.photos) == [0, 3, 1])
        await #expect(throws: LedgerError.self) {
            try await SetGateRule(hall.database)(
                Self.rule(from: hall.firstDay, photos: 0), by: hall.session(.head))
        }
    }

    @Test func `an override takes a reason and a second person`() async throws {
        let hall = try await hall()
        let spp = try await hall.request([SampleVillage.pothole: 900], upTo: .verified)
        let override = OverrideGate(hall.database)
        await #expect(throws: LedgerError.reasonMissing(verb: "ask-override")) {
            try await override.ask(spp.id, reason: "  ", by: hall.session(.secretary))
        }
        try await override.ask(spp.id, reason: "Foto hilang", by: hall.session(.secretary))
        await #expect(throws: LedgerError.self) {
            try await override.grant(spp.id, by: hall.session(.secretary))
        }
        await #expect(throws: LedgerError.self, "asked is not granted") {
            try await ApproveSPP(hall.database)(
                spp.id, revision: spp.revision, by: hall.session(.head))
        }
        try await override.grant(spp.id, by: hall.session(.head))
        let step = try await ApproveSPP(hall.database)(
            spp.id, revision: spp.revision, by: hall.session(.head))
        #expect(step.state == .approved)
        let kept = try await ReadGate(hall.database).overrides(by: hall.session(.district))
        #expect(kept.map(\.reason) == ["Foto hilang"] && kept.allSatisfy { $0.grantedAt != nil })
        let small = try await hall.request([SampleVillage.office: 10], upTo: .verified)
        await #expect(throws: LedgerError.nothingToOverride) {
            try await override.ask(small.id, reason: "Tanpa sebab", by: hall.session(.secretary))
        }
    }

    /// The pure rule explains beforehand what the function decides: the same answer in 300 random cases.
    @Test func `rule and function agree`() async throws {
        let hall = try await hall()
        let county = try await Self.county(hall)
        var random = SystemRandomNumberGenerator()
        var evidence: [Evidence] = []
        for round in 0..<60 {
            if Bool.random(using: &random), evidence.count < 12 {
                let stage = [0, 40, 50, 100].randomElement(using: &random) ?? 0
                let isElsewhere = Bool.random(using: &random)
                try await Self.addPhoto(hall, stage: stage, location: isElsewhere ? "mismatch" : "look")
                evidence.append(Evidence(stage: stage, isElsewhere: isElsewhere))
            }
            let rule = GateRule(
                code: "acak", validFrom: try hall.firstDay,
                fund: [nil, "DDS", "ADD"].randomElement(using: &random) ?? nil,
                kind: [nil, .physical, .other].randomElement(using: &random) ?? nil,
                activity: [nil, "2", "2.3", "2.3.1", "2.3.10"].randomElement(using: &random) ?? nil,
                spentPercent: Int.random(in: 0...99, using: &random),
                stage: [0, 50, 100].randomElement(using: &random) ?? 0,
                photos: Int.random(in: 0...4, using: &random), basis: "Uji \(round)")
            let asked = Int64.random(in: 1...1_000, using: &random)
            guard rule.activity != "2.3.1" else { continue }  // no code of the list
            try await SetGateRule(hall.database)(rule, by: county)
            let spp = try await hall.ask([SampleVillage.pothole: asked])
            let standing = try await ReadGate(hall.database).standing(of: spp.id, by: hall.session(.head))
            let question = GateQuestion(
                activity: "2.3.10", fund: "DDS", isPhysical: true, limit: try Rupiah(rupiah: 1_000),
                before: .zero, asked: try Rupiah(rupiah: asked), evidence: evidence)
            let decided = standing.first { $0.rule == "acak" }
            let missing = decided.map { $0.asks ? max(0, $0.needed - $0.found) : 0 } ?? 0
            #expect(missing == rule.missing(question), "\(rule) \(question)")
            try await DeleteSPP(hall.database)(spp.id, revision: 1, by: hall.session(.manager))
        }
    }
}
