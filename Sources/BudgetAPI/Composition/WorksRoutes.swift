import Commons
import Foundation
import Ledger
import Monitoring
import Postgres

/// Works on the ground: makes their use cases once and hands them to the screens and routes.
struct WorksRoutes {
    let house: House
    let database: Database
    let vault: Vault
    let uploads: PartialUploads
    let workers: PhotoWorkers
    let boundaries: Boundaries
    let directory: SiteDirectory
    let outputs: StandardOutputs

    var routes: [Route] {
        let today: @Sendable () -> String = { LegalDay.today() }
        let neighbours = FindNeighbours(directory)
        let receive = ReceivePhoto(database, vault, workers)
        let report = ReportProgress(database, boundaries)
        let read = ReadProject(database)
        let lists = WorkLists(villages: ReadVillages(database: database), codes: ReadCodeLists(database))
        let list = WorksPage(house: house, list: ListProjects(database), lists: lists)
        let form = WorkFormPage(
            house: house, villages: ReadVillages(database: database), lists: ReadCodeLists(database),
            budget: ReadSPP(database), outputs: outputs, create: CreateProject(database),
            place: ReadSite(boundaries), neighbours: neighbours, today: today)
        let page = WorkPage(
            house: house, read: read, report: report, receive: receive,
            today: today)
        let map = MapPage(
            house: house, works: MapWorks(database, directory), boundaries: boundaries,
            neighbours: neighbours,
            lists: lists)
        let flags = FlagsPage(
            house: house, list: ListFlags(database), read: ReadFlag(database),
            progress: ReadProgress(database), explain: ExplainFlag(database),
            decide: DecideFlag(database))
        let cases = CasesPage(house: house, list: ListCases(database, directory), lists: lists)
        let parts = ReceiveParts(receive, uploads)
        let photos = PhotoRoutes(
            house: house, receive: receive, parts: parts, photos: ReadPhoto(database, vault, workers))
        let program = WorkRoutes(
            house: house, list: ListProjects(database), read: read, create: CreateProject(database),
            report: report)
        let more = WorkMorePage(house: house, tend: TendWork(database)) { state, context in
            try await page.screen(state, context)
        }
        let screens: [[Route]] = [
            more.routes, list.routes, form.routes, page.routes, map.routes, flags.routes, cases.routes,
        ]
        return screens.flatMap { $0 } + photos.routes + UploadRoutes(parts: parts).routes + program.routes
            + screening
    }

    /// How the rules fared and their thresholds.
    private var screening: [Route] {
        let (rules, set) = (ReadRules(database), SetRules(database))
        let preview = PreviewRules(database, directory, boundaries)
        return RulesPage(house: house, rules: rules, set: set, preview: preview).routes
            + ScreeningRoutes(house: house, rules: rules, set: set, preview: preview).routes
    }
}
