import Commons
import Ledger
import Postgres

/// Entering a budget: makes its use cases once and hands them to the sheet and its routes.
struct BudgetEntryRoutes {
    let house: House
    let database: Database

    private var villages: ReadVillages { ReadVillages(database: database) }

    var routes: [Route] {
        let versions = ListBudgetVersions(database)
        let read = ReadActivityBudget(database)
        let (save, copy) = (SaveSheet(database), CopyLastYear(database))
        let page = BudgetSheetPage(
            house: house, villages: villages, versions: versions, readActivity: read,
            lists: ReadCodeLists(database), save: save, copy: copy)
        let program = SheetRoutes(
            house: house, versions: versions, readActivity: read, save: save, copy: copy)
        return page.routes + program.routes
    }
}
