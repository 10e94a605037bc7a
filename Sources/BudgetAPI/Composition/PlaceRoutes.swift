import Commons
import Foundation
import Ledger
import Monitoring
import Postgres

/// Places and what lies between them and money: sites, curves, links, gates.
struct PlaceRoutes {
    let house: House
    let database: Database
    let boundaries: Boundaries
    let directory: SiteDirectory
    let live: LiveHub

    var routes: [Route] { gates + sites + LiveRoutes(hub: live).routes }

    private var gates: [Route] {
        let today: @Sendable () -> String = { LegalDay.today() }
        let (read, set, override) = (ReadGate(database), SetGateRule(database), OverrideGate(database))
        return GatesPage(house: house, read: read, set: set, today: today).routes
            + GatePage(house: house, read: read, request: ReadSPP(database), override: override).routes
            + GateRoutes(read: read, set: set, override: override).routes
    }

    private var sites: [Route] {
        let neighbours = FindNeighbours(directory)
        let reading = ReadSite(boundaries)
        return PlacePage(
            house: house, read: ReadProject(database), place: PlaceSite(database), reading: reading,
            neighbours: neighbours
        ).routes
            + ExportPage(house: house, export: ExportWorks(database, directory)).routes
            + CurvePage(house: house, read: ReadCurve(database)).routes
            + SiteCheckRoutes(house: house, reading: reading, neighbours: neighbours).routes
    }
}
