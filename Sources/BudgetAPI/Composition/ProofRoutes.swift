import Commons
import Foundation
import Ledger
import Postgres

/// What lets others check the books: the codes on printed reports.
struct ProofRoutes {
    let house: House
    let database: Database

    var routes: [Route] {
        MatchesPage(house: house, stamps: ReportStamps(database)).routes
    }
}
