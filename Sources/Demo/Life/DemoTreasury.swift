import Commons
import Foundation
import Ledger

/// The treasurer's year: tranches from the county, money in two places, an advance with its settlement, taxes
/// deposited month by month.
extension DemoYear {
    /// DPMD sets ceilings and plans tranches of Dana Desa and ADD; the treasurer books those that came. In
    /// one village the newest tranche is late.
    func disburse(county: Session, isLate: Bool) async throws {
        let planned = Disbursements(database)
        var ceilings: [CeilingDraft] = []
        var tranches: [TrancheDraft] = []
        for line in budget.lines where line.activity == nil && Self.isDisbursed(line) {
            let total = line.details.map(\.amountRupiah).reduce(0, +)
            ceilings.append(
                CeilingDraft(village: village, fund: line.fund, amount: try Rupiah(rupiah: total)))
            for (index, share) in Self.shares(of: line.fund).enumerated() {
                tranches.append(
                    TrancheDraft(
                        village: village, fund: line.fund, tranche: index + 1,
                        amount: try Rupiah(rupiah: total * share.percent / 100),
                        due: try day(month: share.month, day: share.day)))
            }
        }
        try await Ceilings(database).set(ceilings, year: year, basis: "Perbup Contoh 1/\(year)", by: county)
        try await planned.plan(.v7(), tranches, year: year, by: county)
        let open = try await planned.list(
            year: year, village: village, state: .planned, limit: PageLimit(100), by: treasurer)
        let due = try open.rows.filter { try Day(parsing: $0.dueOn) <= today }
        for tranche in isLate ? Array(due.dropLast()) : due {
            _ = try await planned.receive(
                .v7(), tranche.id, revision: tranche.revision, on: try Day(parsing: tranche.dueOn),
                by: treasurer)
        }
    }

    /// Whether the line's money comes by tranches of the county.
    static func isDisbursed(_ line: DemoBudget.Line) -> Bool {
        (line.fund == "DDS" || line.fund == "ADD") && line.account.hasPrefix("4.")
    }

    private static func shares(of fund: String) -> [(month: Int, day: Int, percent: Int64)] {
        fund == "DDS"
            ? [(3, 5, 60), (8, 12, 40)] : [(1, 15, 25), (4, 10, 25), (7, 10, 25), (10, 9, 25)]
    }

    /// Cash drawn, an advance paid from it, accounted for and its rest brought back; a second one still out.
    func advances() async throws {
        guard let line = budget.lines.first(where: { $0.activity == "2.2.02" }) else { return }
        let key = LineKey(activity: "2.2.02", account: line.account, fund: line.fund)
        let drawn = try day(month: 3, day: 24)
        guard drawn <= today else { return }
        try await move(.withdraw, on: drawn, rupiah: 6_000_000, "Penarikan tunai untuk panjar posyandu")
        let asked = try day(month: 3, day: 23)
        let paid = try await advance(
            key, rupiah: 3_000_000, on: asked, paid: drawn, "Panjar makanan tambahan")
        let settle = SettleAdvance(database)
        let id = UUID.v7()
        let told = try day(month: 3, day: 30)
        guard told <= today else { return }
        var step = try await settle.submit(
            id,
            SettlementDraft(
                day: told, description: "SPJ makanan tambahan posyandu",
                lines: [SPPLine(key: key, amount: try Rupiah(rupiah: 2_775_000))]), of: paid, by: manager)
        step = try await settle.verify(id, revision: step.revision, on: told, by: secretary)
        step = try await settle.approve(id, revision: step.revision, on: told, by: head)
        _ = try await settle.book(
            id, revision: step.revision, on: told,
            taxes: [TaxDraft(code: "pph-22", fund: line.fund, base: try Rupiah(rupiah: 2_500_000))],
            by: treasurer)
        _ = try await GiveBack(database)(
            .v7(),
            GiveBackDraft(
                kind: .advanceRest, day: told, place: .cash, payer: "Kasi", description: "Sisa panjar",
                lines: [SPPLine(key: key, amount: try Rupiah(rupiah: 225_000))]), of: paid, by: treasurer)
        try await move(.deposit, on: told, rupiah: 1_000_000, "Setor kembali kas tunai")
        let second = try day(month: today.month, day: max(1, today.day - 1))
        guard second > told else { return }
        _ = try await advance(key, rupiah: 1_200_000, on: second, paid: second, "Panjar kelas ibu hamil")
    }

    private func advance(
        _ key: LineKey, rupiah: Int64, on asked: Day, paid: Day, _ purpose: String
    ) async throws -> UUID {
        let line = SPPLine(key: key, amount: try Rupiah(rupiah: rupiah))
        var (id, step) = try await hand(
            in: SPPDraft(kind: .advance, day: asked, purpose: purpose, payee: "Kasi", lines: [line]))
        step = try await VerifySPP(database)(id, revision: step.revision, on: paid, by: secretary)
        step = try await ApproveSPP(database)(id, revision: step.revision, on: paid, by: head)
        _ = try await PaySPP(database)(id, revision: step.revision, on: paid, from: .cash, by: treasurer)
        return id
    }

    private func move(_ kind: CashMove.Kind, on day: Day, rupiah: Int64, _ description: String) async throws {
        let move = CashMove(
            kind: kind, day: day, fund: kind == .interest ? "DLL" : "DDS",
            amount: try Rupiah(rupiah: rupiah), description: description)
        _ = try await BookCashMove(database)(.v7(), move, village: village, year: year, by: treasurer)
    }

    /// Interest of each quarter, and the taxes of each month deposited on the tenth of the next.
    func closeMonths() async throws {
        for month in [3, 6, 9] {
            let last = try day(month: month, day: 30)
            if last <= today { try await move(.interest, on: last, rupiah: 41_250, "Jasa giro") }
        }
        let held = try await ReadTaxes(database).held(of: village, year: year, by: treasurer)
        let groups = Dictionary(grouping: held) {
            "\($0.withholding.heldOn.prefix(7)) \($0.withholding.mapCode)"
        }
        for (index, group) in groups.sorted(by: { $0.key < $1.key }).enumerated() {
            guard let month = Int(group.key.dropFirst(5).prefix(2)), month < 12 else { continue }
            let due = try day(month: month + 1, day: 10)
            guard due <= today else { continue }
            let digits = String(village.number % 1_000_000 * 10_000 + Int64(index))
            let ntpn = "CONTOH" + String(repeating: "0", count: max(0, 10 - digits.count)) + digits.suffix(10)
            _ = try await DepositTaxes(database)(
                .v7(), group.value.map(\.id), on: due, ntpn: ntpn, village: village, year: year, by: treasurer
            )
        }
    }

    /// What is withheld from a purchase of more than two million: PPN, and PPh 22 on goods.
    func taxes(of lines: [SPPLine]) -> [TaxDraft] {
        let goods = lines.filter { $0.key.account.hasPrefix("5.2.1.") || $0.key.account.hasPrefix("5.3.") }
        let sums = Dictionary(goods.map { ($0.key.fund, $0.amount.sen) }, uniquingKeysWith: +)
        return sums.filter { $0.value > 200_000_000 }.sorted { $0.key < $1.key }.flatMap { fund, sen in
            let base = Rupiah(sen: sen / 111 * 100 / 100 * 100)
            return ["ppn", "pph-22"].map { TaxDraft(code: $0, fund: fund, base: base) }
        }
    }
}
