import Commons
import Foundation
import Ledger
import Postgres

/// A demo village with its year of money, its works and their ids.
struct DemoLife: Sendable {
    let year: DemoYear
    let sites: DemoSites
    let works: [UUID]
}

/// A village's year of money, played through the use cases by its four officers.
struct DemoYear: Sendable {
    let database: Database
    let village: VillageCode
    let year: Int
    let budget: DemoBudget
    /// Nothing is booked after this day.
    let today: Day
    let manager: Session
    let secretary: Session
    let head: Session
    let treasurer: Session
    let council: Session
    let district: Session

    /// The year after this one, with a budget of its own.
    /// - Parameter index: which village of the demo this is, from 0.
    func next(village index: Int) -> DemoYear {
        DemoYear(
            database: database, village: village, year: year + 1,
            budget: DemoBudget(village: index, year: year + 1), today: today, manager: manager,
            secretary: secretary, head: head, treasurer: treasurer, council: council, district: district)
    }

    /// Enters the budget, has it agreed with the council, and sends it: from then on it waits for the camat.
    func sendBudget(agreedOn day: Day) async throws -> (version: UUID, revision: Int) {
        let version = UUID.v7()
        var step = try await OpenBudgetVersion(database)(
            version, village: village, year: year, kind: .murni, by: treasurer)
        step = try await SaveBudgetLines(database)(
            try drafts(), into: version, revision: step.revision, request: .v7(), by: treasurer)
        step = try await AgreeBudget(database)(
            version, revision: step.revision, minutes: "1/BPD/\(year)", on: day, by: council)
        step = try await SubmitBudget(database)(version, revision: step.revision, by: secretary)
        return (version, step.revision)
    }

    /// Sends the budget, has it evaluated, and posts it.
    func postBudget() async throws {
        let (version, revision) = try await sendBudget(agreedOn: try day(month: 1, day: 1))
        let step = try await EvaluateBudget(database)(
            version, revision: revision, isAccepted: true, note: "Sesuai hasil evaluasi", by: district)
        _ = try await PostBudget(database)(
            version, revision: step.revision, regulationNumber: "1 Tahun \(year)",
            regulationDate: try day(month: 1, day: 2), by: secretary)
    }

    /// Lines of the same key are one budget line with several RAB lines.
    private func drafts() throws -> [LineDraft] {
        var items: [LineKey: [RABItem]] = [:]
        for line in budget.lines {
            let key = LineKey(
                activity: line.activity ?? LineKey.noActivity, account: line.account, fund: line.fund)
            items[key, default: []] += try line.details.map { detail in
                RABItem(
                    description: detail.description, volume: Volume(tenThousandths: detail.volume * 10_000),
                    unit: detail.unit, unitPrice: try Rupiah(rupiah: detail.priceRupiah))
            }
        }
        return items.sorted { $0.key < $1.key }.map { LineDraft(key: $0.key, rab: $0.value) }
    }

    /// Own money that came in up to today: by quarter, what was left over on 3 January. Dana Desa and ADD
    /// come by `disburse`.
    func receive() async throws {
        let receive = ReceiveIncome(database)
        for line in budget.lines where line.activity == nil && !Self.isDisbursed(line) {
            let total = line.details.map(\.amountRupiah).reduce(0, +)
            let shares: [(month: Int, day: Int, percent: Int64)] =
                switch (line.fund, line.account) {
                case (_, "6.1.1.01"): [(1, 3, 100)]
                default: [(1, 15, 25), (4, 10, 25), (7, 10, 25), (10, 9, 25)]
                }
            for share in shares {
                let day = try day(month: share.month, day: share.day)
                guard day <= today else { continue }
                _ = try await receive(
                    .v7(),
                    IncomeDraft(
                        day: day, account: line.account, fund: line.fund,
                        amount: try Rupiah(rupiah: total * share.percent / 100),
                        payer: line.fund == "PAD" ? "Penyewa tanah kas desa" : "Kas Daerah (contoh)",
                        description: line.details.first?.description ?? ""),
                    village: village, year: year, by: treasurer)
            }
        }
    }

    /// One request of the year: which lines it takes from, on which day, and how far it goes.
    struct Request: Sendable {
        let purpose: String
        let lines: [SPPLine]
        let month: Int
        let dayOfMonth: Int
    }

    /// Plays a request as far as the day allows: paid when it is old enough, else it waits on somebody's
    /// desk.
    /// - Returns: whether it was paid.
    @discardableResult
    func play(_ request: Request) async throws -> Bool {
        let asked = try day(month: request.month, day: request.dayOfMonth)
        guard asked <= today, !request.lines.isEmpty else { return false }
        let draft = SPPDraft(
            kind: .definitive, day: asked, purpose: request.purpose, payee: "Penyedia contoh",
            lines: request.lines)
        var (id, step) = try await hand(in: draft)
        guard let verified = try later(asked, by: 1) else { return false }
        step = try await VerifySPP(database)(id, revision: step.revision, on: verified, by: secretary)
        guard let approved = try later(asked, by: 2) else { return false }
        step = try await ApproveSPP(database)(id, revision: step.revision, on: approved, by: head)
        guard let paid = try later(asked, by: 3) else { return false }
        do {
            _ = try await PaySPP(database)(
                id, revision: step.revision, on: paid, by: treasurer)
            return true
        } catch LedgerError.cashShort {
            return false  // waits with the treasurer until the next tranche comes
        }
    }

    /// Writes a request with the taxes that will be withheld, and hands it to the secretary.
    func hand(in draft: SPPDraft) async throws -> (id: UUID, step: SPPStep) {
        let id = UUID.v7()
        var step = try await CreateSPP(database)(id, draft, village: village, year: year, by: manager)
        let taxes = draft.kind == .definitive ? taxes(of: draft.lines) : []
        if !taxes.isEmpty {
            step = try await ProposeTaxes(database)(id, revision: step.revision, taxes, by: manager)
        }
        return (id, try await SubmitSPP(database)(id, revision: step.revision, by: manager))
    }

    /// A request past the share that asks for a photo, for a work that nobody photographed: the manager asks
    /// to have it let through, the head answers for it.
    func letThrough() async throws {
        guard let work = budget.works.first(where: { $0.photos == .none && $0.progress > 0 }) else { return }
        let draft = SPPDraft(
            kind: .definitive, day: today, purpose: "\(work.name), termin 2", payee: "Penyedia contoh",
            lines: Self.share(of: work.budgetLines, percent: 20))
        var (id, step) = try await hand(in: draft)
        step = try await VerifySPP(database)(id, revision: step.revision, on: today, by: secretary)
        let override = OverrideGate(database)
        try await override.ask(
            id, reason: "Ponsel pelaksana rusak karena banjir; foto menyusul minggu depan.", by: manager)
        try await override.grant(id, by: head)
        _ = try await ApproveSPP(database)(id, revision: step.revision, on: today, by: head)
    }

    /// The routine of the year: each activity once a quarter, a quarter of its lines.
    func routine() -> [Request] {
        let works = Set(budget.works.map(\.activity))
        var byActivity: [String: [DemoBudget.Line]] = [:]
        for line in budget.lines {
            if let activity = line.activity, !works.contains(activity) {
                byActivity[activity, default: []].append(line)
            }
        }
        return (1...4).flatMap { quarter in
            byActivity.sorted { $0.key < $1.key }.enumerated().map { index, entry in
                Request(
                    purpose: "Belanja triwulan \(quarter): \(entry.value[0].details[0].description)",
                    // Where advances take a part too, less is left for the quarters.
                    lines: Self.share(of: entry.value, percent: entry.key == "2.2.02" ? 20 : 25),
                    month: quarter * 3,
                    dayOfMonth: 6 + index % 16)
            }
        }
    }

    /// The works: labour and material in three parts, at 0, 50 and 100 %, as far as each work has come.
    func works() -> [Request] {
        budget.works.flatMap { work -> [Request] in
            let middle = (work.months.lowerBound + work.months.upperBound) / 2
            let parts: [(percent: Int64, month: Int, reached: Int)] = [
                (40, work.months.lowerBound, 0), (40, middle, 50), (20, work.months.upperBound, 100),
            ]
            let isStarted = work.progress > 0
            return parts.filter { isStarted && $0.reached <= work.progress }.enumerated().map { index, part in
                Request(
                    purpose: "\(work.name), termin \(index + 1)",
                    lines: Self.share(of: work.budgetLines, percent: part.percent), month: part.month,
                    dayOfMonth: 18 + index * 2)
            }
        }
    }

    /// Requests of the last days, which wait on the head's and treasurer's desks.
    func waiting() -> [Request] {
        let small = budget.lines.filter {
            $0.activity == "1.1.04" || $0.activity == "2.2.02" || $0.activity == "4.2.03"
        }
        return zip(small, [0, 1, 2, 2]).compactMap { line, age in
            guard today.day - age >= 1 else { return nil }
            return Request(
                purpose: "\(line.details[0].description), tambahan bulan ini",
                lines: Self.share(of: [line], percent: 3),
                month: today.month, dayOfMonth: today.day - age)
        }
    }

    /// What one share of some budget lines asks for; lines of one key are added up.
    static func share(of lines: [DemoBudget.Line], percent: Int64) -> [SPPLine] {
        var sums: [LineKey: Int64] = [:]
        for line in lines {
            let key = LineKey(
                activity: line.activity ?? LineKey.noActivity, account: line.account, fund: line.fund)
            sums[key, default: 0] += line.details.map(\.amountRupiah).reduce(0, +)
        }
        return sums.sorted { $0.key < $1.key }.compactMap { key, rupiah in
            let sen = rupiah * percent
            return sen > 0 ? SPPLine(key: key, amount: Rupiah(sen: sen)) : nil
        }
    }

    func day(month: Int, day: Int) throws -> Day {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return try Day(parsing: "\(year)-\(padded(month))-\(padded(day))")
    }

    /// The day so many days later, within the month; `nil` when it lies after today.
    private func later(_ asked: Day, by days: Int) throws -> Day? {
        guard Self.isOver(asked, days: days, today: today) else { return nil }
        return try day(month: asked.month, day: asked.day + days)
    }

    /// Whether so many days after a day of this year, counted within its month, have come. Past the end of
    /// the running month none has.
    static func isOver(_ asked: Day, days: Int, today: Day) -> Bool {
        asked.month < today.month || asked.day + days <= today.day
    }
}
