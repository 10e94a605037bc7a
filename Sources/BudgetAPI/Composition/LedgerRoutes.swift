import Commons
import Foundation
import Ledger
import Postgres

/// Village money: makes its use cases once and hands them to its screens and routes.
struct LedgerRoutes {
    let house: House
    let database: Database

    var routes: [Route] { budget + spending + book }

    private var villages: ReadVillages { ReadVillages(database: database) }

    /// Today in the regency, as forms suggest it; the database decides what the legal day is.
    private var today: @Sendable () -> String { { LegalDay.today() } }

    private var budget: [Route] {
        let versions = ListBudgetVersions(database)
        let readActivity = ReadActivityBudget(database)
        let save = SaveBudgetLines(database)
        let steps = BudgetSteps(
            open: OpenBudgetVersion(database), agree: AgreeBudget(database), submit: SubmitBudget(database),
            withdraw: WithdrawBudget(database), evaluate: EvaluateBudget(database),
            post: PostBudget(database),
            delete: DeleteBudgetVersion(database))
        let page = BudgetPage(
            house: house, villages: villages, versions: versions, readBudget: ReadBudget(database),
            ceilings: Ceilings(database), steps: steps)
        let activity = ActivityPage(
            house: house, villages: villages, versions: versions, readActivity: readActivity,
            lists: ReadCodeLists(database), save: save)
        let program = BudgetRoutes(
            villages: villages, versions: versions, readBudget: ReadBudget(database),
            readActivity: readActivity,
            save: save, steps: steps)
        return VillagesPage(house: house, villages: villages).routes + page.routes + activity.routes
            + program.routes
    }

    private var spending: [Route] {
        let steps = SPPSteps(
            create: CreateSPP(database), save: SaveSPP(database), delete: DeleteSPP(database),
            propose: ProposeTaxes(database), submit: SubmitSPP(database), verify: VerifySPP(database),
            approve: ApproveSPP(database), pay: PaySPP(database), giveBack: ReturnSPP(database),
            reject: RejectSPP(database))
        let (list, read) = (ListSPP(database), ReadSPP(database))
        return SPPListPage(house: house, villages: villages, list: list).routes
            + SPPFormPage(house: house, villages: villages, read: read, steps: steps, today: today).routes
            + SPPPage(house: house, villages: villages, read: read, steps: steps, rates: TaxRates(database))
            .routes
            + SpendingRoutes(villages: villages, list: list, read: read, steps: steps).routes
    }

    private var book: [Route] {
        let (readBook, readCash) = (ReadBook(database), ReadCash(database))
        let (export, receipts) = (ExportBook(database), ListReceipts(database))
        let (receive, reverse) = (ReceiveIncome(database), ReverseEntry(database))
        let income = IncomePage(
            house: house, villages: villages, list: receipts, lists: ReadCodeLists(database),
            receive: receive,
            reverse: reverse, today: today)
        let program = BookRoutes(
            villages: villages, readBook: readBook, readCash: readCash, export: export, receipts: receipts,
            receive: receive, reverse: reverse)
        let page = BookPage(
            house: house, villages: villages, readBook: readBook, readCash: readCash, export: export)
        return page.routes + income.routes + program.routes
    }
}

/// The calendar day in western Indonesia, where the server suggests one in a form.
enum LegalDay {
    static func today(_ now: Date = Date()) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Jakarta") ?? .gmt
        let part = calendar.dateComponents([.year, .month, .day], from: now)
        func padded(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(part.year ?? 0)-\(padded(part.month))-\(padded(part.day))"
    }
}

/// What waits for a person in village money: requests to submit, verify, approve or pay, and the way in.
struct LedgerTasks: Sendable {
    let database: Database

    var source: TaskSource {
        let (list, advances) = (ListSPP(database), ReadAdvances(database))
        return { session, words in
            guard let village = session.homeVillage else {
                return [
                    HomeTask(
                        label: words("nav.villages"), detail: words("home.villages"), address: "/villages")
                ]
            }
            let address = VillageAddress(village)
            let code = try VillageCode(number: village)
            var tasks: [HomeTask] = []
            for (role, state) in [
                (Role.secretary, SPPState.submitted), (.head, .verified), (.treasurer, .approved),
                (.manager, .returned),
            ] where session.holds(role, over: village) {
                let page = try await list(
                    of: code, year: address.year, .init(state: state), limit: PageLimit(100), by: session)
                guard !page.rows.isEmpty else { continue }
                let count = page.next == nil ? String(page.rows.count) : "\(page.rows.count)+"
                tasks.append(
                    HomeTask(
                        label: words("home.spp-\(state.rawValue)"), detail: words("home.spp-detail"),
                        address: "\(address.base)/spp?state=\(state.rawValue)", count: count))
            }
            if session.holds(.secretary, .treasurer, over: village) {
                let open = try await advances.open(of: code, year: address.year, by: session)
                for (role, state) in [(Role.secretary, SettlementState.submitted), (.treasurer, .approved)]
                where session.holds(role, over: village) {
                    let count = open.count { $0.waiting == state }
                    guard count > 0 else { continue }
                    tasks.append(
                        HomeTask(
                            label: words("home.settlement-\(state.rawValue)"),
                            detail: words("home.settlement-detail"), address: "\(address.base)/advances",
                            count: String(count)))
                }
            }
            return tasks
                + address.entries.map {
                    HomeTask(label: words("nav.\($0.key)"), detail: "", address: $0.address)
                }
        }
    }
}
