import Commons
import Foundation
import Monitoring
import Postgres

/// What anyone may see and say: village pages, pictures, reports; and the inspector's side of reports.
struct PublicRoutes {
    let house: House
    /// As the server.
    let database: Database
    /// As the role `balai_public`, which can read the public views only.
    let publicDatabase: Database
    let vault: Vault
    let workers: PhotoWorkers

    var routes: [Route] {
        let read = ReadPublic(publicDatabase, vault, workers, regency: house.settings.regency)
        let reports = CitizenReports(database, vault, workers)
        let village = PublicVillagePage(house: house, read: read)
        let all = PublicVillagesPage(house: house, read: read)
        let work = PublicWorkPage(house: house, read: read, reports: reports)
        let inspector = ReportsPage(house: house, reports: reports)
        let release = ReleasePage(
            house: house, read: ReadProject(database), photos: ReleasePhotos(database))
        let tolerances = TolerancesPage(house: house, tolerances: CountyTolerances(database))
        let complaint = ComplaintPage(
            house: house, villages: ReadVillages(database: database), read: read, set: SetComplaint(database))
        return [
            complaint.routes, all.routes, village.routes, work.routes, inspector.routes, release.routes,
            tolerances.routes,
        ].flatMap(\.self)
    }
}
