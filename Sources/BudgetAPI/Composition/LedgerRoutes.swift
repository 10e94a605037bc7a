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
        return VillagesPage(house: house, villages: villages, figures: ReadYearFigures(database)).routes
            + page.routes + activity.routes
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
