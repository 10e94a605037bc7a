import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: what the county promised and what came are one list, and evidence stays with its request. Method:
/// ceilings, tranches and scans through the use cases.
@Suite struct DisbursementTests {
    private func county(_ hall: SampleVillage) async throws -> Session {
        try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
    }

    private func tranche(_ hall: SampleVillage, _ number: Int, _ rupiah: Int64) throws -> TrancheDraft {
        TrancheDraft(
            village: hall.village, fund: "DDS", tranche: number, amount: try Rupiah(rupiah: rupiah),
            due: try hall.firstDay)
    }

    private func ceiling(_ hall: SampleVillage, _ rupiah: Int64) throws -> CeilingDraft {
        CeilingDraft(village: hall.village, fund: "DDS", amount: try Rupiah(rupiah: rupiah))
    }

    @Test func `tranches stay within the ceiling, come once, and go back with their receipt`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let county = try await county(hall)
        let treasurer = try hall.session(.treasurer)
        let (ceilings, list) = (Ceilings(hall.database), Disbursements(hall.database))
        await #expect(throws: LedgerError.treasury(.noCeiling(fund: "DDS"))) {
            try await list.plan(UUID.v7(), [tranche(hall, 1, 1)], year: hall.year, by: county)
        }
        await #expect(throws: LedgerError.notYourPost(role: "county", village: 3_510_000_000)) {
            try await ceilings.set([ceiling(hall, 1)], year: hall.year, basis: "x", by: treasurer)
        }
        #expect(try await ceilings.set([ceiling(hall, 1_000)], year: hall.year, basis: "x", by: county) == 1)
        #expect(try await ceilings.set([ceiling(hall, 1_000)], year: hall.year, basis: "x", by: county) == 0)
        let id = UUID.v7()
        let rows = [try tranche(hall, 1, 600), try tranche(hall, 2, 400)]
        #expect(try await list.plan(id, rows, year: hall.year, by: county) == 2)
        #expect(try await list.plan(id, rows, year: hall.year, by: county) == 2)
        let over = LedgerError.treasury(
            .overCeiling(fund: "DDS", ceiling: Rupiah(sen: 100_000), asked: Rupiah(sen: 100_100)))
        await #expect(throws: over) {
            try await list.plan(UUID.v7(), [tranche(hall, 3, 1)], year: hall.year, by: county)
        }
        await #expect(
            throws: LedgerError.treasury(.ceilingBelowPlanned(fund: "DDS", planned: Rupiah(sen: 100_000)))
        ) { try await ceilings.set([ceiling(hall, 999)], year: hall.year, basis: "x", by: county) }
        let first = try #require(
            try await list.list(year: hall.year, village: hall.village, by: treasurer).rows
                .first { $0.number == 1 })
        let receipt = UUID.v7()
        let booked = try await list.receive(
            receipt, first.id, revision: first.revision, on: hall.firstDay, by: treasurer)
        let again = try await list.receive(
            receipt, first.id, revision: first.revision, on: hall.firstDay, by: treasurer)
        #expect(booked == again)
        #expect(try await ceilings.list(year: hall.year, by: treasurer).rows.map(\.received.sen) == [60_000])
        let entry = try #require(
            try await ListReceipts(hall.database)(of: hall.village, year: hall.year, by: treasurer)
                .rows.first?.entry)
        _ = try await ReverseEntry(hall.database)(
            UUID.v7(), of: entry, on: hall.firstDay, reason: "Salah", by: treasurer)
        let back = try await list.list(
            year: hall.year, village: hall.village, state: .planned, by: treasurer)
        #expect(back.rows.count == 2)
        try await list.cancel(back.rows[0].id, revision: back.rows[0].revision, by: county)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `scans are PDFs or JPEGs, each once, read by whoever reads the request`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let scans = Scans(hall.database, try await Vault(directory: folder.path))
        let spp = try await hall.request([SampleVillage.pothole: 1], upTo: .draft)
        let (manager, id) = (try hall.session(.manager), UUID.v7())
        let pdf = Array("%PDF-1.7 kuitansi".utf8)
        try await scans.attach(id, to: spp.id, name: "kuitansi.pdf", bytes: pdf, by: manager)
        try await scans.attach(id, to: spp.id, name: "kuitansi.pdf", bytes: pdf, by: manager)
        await #expect(throws: LedgerError.treasury(.scanRefused(reason: "twice"))) {
            try await scans.attach(UUID.v7(), to: spp.id, name: "lagi.pdf", bytes: pdf, by: manager)
        }
        await #expect(throws: LedgerError.treasury(.scanRefused(reason: "unknown-format"))) {
            try await scans.attach(
                UUID.v7(), to: spp.id, name: "x.pdf", bytes: Array("<html>".utf8), by: manager)
        }
        let large = pdf + [UInt8](repeating: 0, count: Scans.byteLimit)
        await #expect(throws: LedgerError.treasury(.scanRefused(reason: "too-large"))) {
            try await scans.attach(UUID.v7(), to: spp.id, name: "x.pdf", bytes: large, by: manager)
        }
        let (scan, bytes) = try await scans.bytes(of: id, in: spp.id, by: hall.session(.head))
        #expect(scan.kind == .pdf)
        #expect(bytes == pdf)
        let stranger = try await SampleVillage.person(hall.test, [.manager], place: 3_510_992_002)
        await #expect(throws: LedgerError.notFound(kind: "spp")) {
            try await scans.list(of: spp.id, by: stranger)
        }
        try await scans.detach(id, by: manager)
        #expect(try await scans.list(of: spp.id, by: manager).isEmpty)
        try FileManager.default.removeItem(at: folder)
    }
}
