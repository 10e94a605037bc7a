import Commons
import Foundation
import Ledger
import Monitoring
import Postgres

/// What lies between place and money: the gates of payment requests.
struct PlaceRoutes {
    let house: House
    let database: Database

    var routes: [Route] {
        let today: @Sendable () -> String = { LegalDay.today() }
        let (read, set, override) = (ReadGate(database), SetGateRule(database), OverrideGate(database))
        return GatesPage(house: house, read: read, set: set, today: today).routes
            + GatePage(house: house, read: read, request: ReadSPP(database), override: override).routes
            + GateRoutes(read: read, set: set, override: override).routes
    }
}
