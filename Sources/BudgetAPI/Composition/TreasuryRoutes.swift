import Commons
import Foundation
import Ledger
import Postgres

/// Cash, advances, taxes, disbursement, books: makes their use cases once and hands them to screens and
/// routes.
struct TreasuryRoutes {
    let house: House
    let database: Database
    let vault: Vault

    private var villages: ReadVillages { ReadVillages(database: database) }
    private var today: @Sendable () -> String { { LegalDay.today() } }

    /// What follows a payment request.
    private var afterSPP: SPPMoney {
        SPPMoney(
            read: ReadSPP(database), advances: ReadAdvances(database), taxes: ReadTaxes(database),
            rates: TaxRates(database), settle: SettleAdvance(database), giveBack: GiveBack(database),
            scans: Scans(database, vault), reverse: ReverseEntry(database), today: today)
    }

    var routes: [Route] { pages + program }

    private var pages: [Route] {
        let lists = ReadCodeLists(database)
        let cash = CashPage(
            house: house, villages: villages, readCash: ReadCash(database), lists: lists,
            available: ReadSPP(database), list: ListCashMoves(database), book: BookCashMove(database),
            reverse: ReverseEntry(database), today: today)
        let books = BooksPage(house: house, villages: villages, readBook: ReadBook(database), lists: lists)
        let taxes = TaxPage(
            house: house, villages: villages, read: ReadTaxes(database), deposit: DepositTaxes(database),
            reverse: ReverseEntry(database), today: today)
        let advances = AdvancesPage(house: house, villages: villages, read: ReadAdvances(database))
        let after = SPPMoneyPage(house: house, villages: villages, uses: afterSPP, today: today)
        let disbursements = DisbursementsPage(
            house: house, villages: villages, ceilings: Ceilings(database),
            disbursements: Disbursements(database), today: today)
        let county = CountyMoneyPage(
            house: house, ceilings: Ceilings(database), disbursements: Disbursements(database),
            rates: TaxRates(database), parameters: MoneyParameters(database), today: today)
        let periods = PeriodsPage(house: house, villages: villages, periods: Periods(database))
        let screens = [
            periods.routes, cash.routes, books.routes, taxes.routes, advances.routes, after.routes,
        ]
        return screens.flatMap { $0 } + disbursements.routes + county.routes
    }

    private var program: [Route] {
        let money = MoneyRoutes(
            villages: villages, moves: ListCashMoves(database), book: BookCashMove(database),
            readBook: ReadBook(database), taxes: ReadTaxes(database), deposit: DepositTaxes(database),
            correct: CorrectReceipt(database))
        let county = CountyMoneyRoutes(
            villages: villages, ceilings: Ceilings(database), disbursements: Disbursements(database),
            rates: TaxRates(database), parameters: MoneyParameters(database), today: today)
        return money.routes + AdvanceRoutes(villages: villages, uses: afterSPP).routes + county.routes
    }
}
