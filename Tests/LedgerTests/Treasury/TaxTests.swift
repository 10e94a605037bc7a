import Commons
import Foundation
import Ledger
import TestSupport
import Testing

/// Goal: a withheld tax is nobody's money but the state's: spending stays gross, the payee gets the net, the
/// tax is held until it is deposited once. Method: payments with taxes, deposits, reversals.
@Suite struct TaxTests {
    private func hall() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 100_000, SampleVillage.office: 10_000])
        try await hall.receive("DDS", rupiah: 100_000)
        return hall
    }

    private func tax(_ code: String, _ rupiah: Int64, fund: String = "DDS") throws -> TaxDraft {
        TaxDraft(code: code, fund: fund, base: try Rupiah(rupiah: rupiah))
    }

    /// An approved request of Rp 11,100, paid with these taxes.
    @discardableResult
    private func pay(_ hall: SampleVillage, _ taxes: [TaxDraft]) async throws -> PaySPP.Payment {
        let step = try await hall.request([SampleVillage.pothole: 11_100], upTo: .approved)
        return try await PaySPP(hall.database)(
            step.id, revision: step.revision, on: hall.firstDay, taxes: taxes, by: hall.session(.treasurer))
    }

    private func held(_ hall: SampleVillage) async throws -> [ReadTaxes.Held] {
        try await ReadTaxes(hall.database).held(
            of: hall.village, year: hall.year, by: hall.session(.treasurer))
    }

    private func deposit(
        _ hall: SampleVillage, _ ids: [UUID], ntpn: String = "ABCD1234EFGH5678", id: UUID = UUID.v7()
    ) async throws -> BookedDocument {
        try await DepositTaxes(hall.database)(
            id, ids, on: hall.firstDay, ntpn: ntpn, village: hall.village, year: hall.year,
            by: hall.session(.treasurer))
    }

    @Test func `spending is gross, cash goes down by the net, the rest is owed`() async throws {
        let hall = try await hall()
        try await pay(hall, [tax("ppn", 10_000), tax("pph-22", 10_000)])
        let taxes = try await held(hall)
        #expect(
            Set(taxes.map { "\($0.withholding.code) \($0.withholding.amount.sen)" }) == [
                "ppn 110000", "pph-22 15000",
            ])
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        let left: Int64 = 10_000_000 - 1_110_000 + 125_000
        #expect(cash.first { $0.fund == "DDS" }?.cash.sen == left)
        let id = UUID.v7()
        let ppn = taxes.filter { $0.withholding.code == "ppn" }.map(\.id)
        let first = try await deposit(hall, ppn, id: id)
        #expect(try await deposit(hall, ppn, id: id) == first)
        #expect(try await held(hall).map(\.withholding.code) == ["pph-22"])
        let book = try await ReadBook(hall.database)(
            .tax, of: hall.village, year: hall.year, by: hall.session(.head))
        #expect(book.rows.last?.balance.sen == 15_000)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a tax that can't be is refused with its reason`() async throws {
        let hall = try await hall()
        await #expect(throws: LedgerError.treasury(.unknownTax(code: "cukai"))) {
            try await pay(hall, [tax("cukai", 1)])
        }
        let over = LedgerError.treasury(.taxBase(code: "ppn", fund: "DDS", gross: Rupiah(sen: 1_110_000)))
        await #expect(throws: over) { try await pay(hall, [tax("ppn", 11_101)]) }
        await #expect(throws: over) { try await pay(hall, [tax("ppn", 0)]) }
        await #expect(throws: LedgerError.treasury(.duplicateTax(code: "ppn", fund: "DDS"))) {
            try await pay(hall, [tax("ppn", 1_000), tax("ppn", 2_000)])
        }
        await #expect(
            throws: LedgerError.treasury(.taxBase(code: "ppn", fund: "ADD", gross: .zero))
        ) { try await pay(hall, [tax("ppn", 1_000, fund: "ADD")]) }
        let advance = try await hall.request([SampleVillage.pothole: 100], upTo: .approved, kind: .advance)
        await #expect(throws: LedgerError.treasury(.taxNotHere(kind: "advance"))) {
            try await PaySPP(hall.database)(
                advance.id, revision: advance.revision, on: hall.firstDay, taxes: [tax("ppn", 50)],
                by: hall.session(.treasurer))
        }
        #expect(try await held(hall).isEmpty)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a deposit is of one tax, under a number of its own, once`() async throws {
        let hall = try await hall()
        try await pay(hall, [tax("ppn", 10_000), tax("pph-22", 10_000)])
        let payment = try await pay(hall, [tax("ppn", 10_000)])
        let taxes = try await held(hall)
        await #expect(throws: LedgerError.treasury(.mixedTaxes)) { try await deposit(hall, taxes.map(\.id)) }
        let ppn = taxes.filter { $0.withholding.code == "ppn" }.map(\.id)
        await #expect(throws: LedgerError.treasury(.ntpnMalformed("123"))) {
            try await deposit(hall, ppn, ntpn: "123")
        }
        _ = try await deposit(hall, [ppn[0], ppn[1]])
        await #expect(throws: LedgerError.treasury(.taxDeposited)) { try await deposit(hall, [ppn[0]]) }
        let pph = taxes.filter { $0.withholding.code == "pph-22" }.map(\.id)
        await #expect(throws: LedgerError.treasury(.ntpnUsed("ABCD1234EFGH5678"))) {
            try await deposit(hall, pph)
        }
        let reverse = ReverseEntry(hall.database)
        let treasurer = try hall.session(.treasurer)
        await #expect(throws: LedgerError.treasury(.taxDeposited)) {
            try await reverse(
                UUID.v7(), of: payment.entry, on: hall.firstDay, reason: "Salah", by: treasurer)
        }
        let deposits = try await ReadTaxes(hall.database).deposits(
            of: hall.village, year: hall.year, by: treasurer)
        let entry = try #require(deposits.rows.first?.entry)
        _ = try await reverse(UUID.v7(), of: entry, on: hall.firstDay, reason: "Salah NTPN", by: treasurer)
        _ = try await deposit(hall, pph)
        _ = try await reverse(
            UUID.v7(), of: payment.entry, on: hall.firstDay, reason: "Salah", by: treasurer)
        #expect(try await held(hall).map(\.withholding.code) == ["ppn"])
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `the county's rate goes before the national one from its day on`() async throws {
        let hall = try await hall()
        let rates = TaxRates(hall.database)
        let county = try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
        let own = TaxRate(
            code: "pph-22", validFrom: "\(hall.year)-01-01", name: "PPh 22", account: "7.1.1.03",
            mapCode: "411122-100", ratePpm: 20_000, isOfNetPrice: true, above: .zero, isOfCounty: true,
            isConfirmed: true, basis: "PMK uji")
        await #expect(throws: LedgerError.notYourPost(role: "county", village: 3_510_000_000)) {
            try await rates.set(own, by: hall.session(.treasurer))
        }
        try await rates.set(own, by: county)
        let before = try await rates.on(try Day(parsing: "\(hall.year - 1)-12-31"), by: county)
        #expect(before.first { $0.code == "pph-22" }?.ratePpm == 15_000)
        try await pay(hall, [tax("pph-22", 10_000)])
        #expect(try await held(hall).map(\.withholding.amount.sen) == [20_000])
    }

    @Test(arguments: [(1_000_000, 110_000, 110_000), (333, 15_000, 0), (99_999, 15_000, 1_400), (0, 1, 0)])
    func `a tax is rounded down to whole rupiah`(_ base: Int64, _ ppm: Int, _ tax: Int64) {
        let rate = TaxRate(
            code: "x", validFrom: "", name: "", account: "", mapCode: "", ratePpm: ppm, isOfNetPrice: false,
            above: .zero, isOfCounty: false, isConfirmed: true, basis: "")
        #expect(rate.tax(on: Rupiah(sen: base)).sen == tax)
    }
}
