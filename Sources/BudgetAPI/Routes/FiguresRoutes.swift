import Commons
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring

/// JSON of the home page's figures: how a year stands in the villages of the posts held.
struct FiguresRoutes: Sendable {
    let figures: ReadYearFigures
    let works: CountWorks

    var routes: [Route] { [Route(.get, "/v1/figures", .signedIn, show)] }

    struct Body: Encodable {
        struct Works: Encodable {
            let planned: Int, running: Int, done: Int, late: Int
        }

        let year: Int, villages: Int, budgeted: Int
        let limitSen: Int64, reservedSen: Int64, postedSen: Int64, cashSen: Int64, heldTaxesSen: Int64
        let lateTranches: Int, lateTaxes: Int, lateAdvances: Int
        let works: Works
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let year =
            try request.query("year") { text in
                Int(text).flatMap { (2000...2200).contains($0) ? $0 : nil }
            } ?? session.year
        let total = try await figures(of: year, by: session)
        let counts = try await works(of: year, by: session)
        return try context.json(
            Body(
                year: year, villages: total.villages, budgeted: total.budgeted,
                limitSen: total.spending.limit.sen, reservedSen: total.spending.reserved.sen,
                postedSen: total.spending.posted.sen, cashSen: total.cash.sen,
                heldTaxesSen: total.heldTaxes.sen, lateTranches: total.lateTranches,
                lateTaxes: total.lateTaxes, lateAdvances: total.lateAdvances,
                works: Body.Works(
                    planned: counts.planned, running: counts.running, done: counts.done, late: counts.late)))
    }
}
