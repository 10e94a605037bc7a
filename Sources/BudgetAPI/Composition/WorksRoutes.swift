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
        let list = WorksPage(house: house, list: ListProjects(database))
        let form = WorkFormPage(
            house: house, villages: ReadVillages(database: database), lists: ReadCodeLists(database),
            budget: ReadSPP(database), outputs: outputs, create: CreateProject(database),
            place: ReadSite(boundaries), neighbours: neighbours, today: today)
        let page = WorkPage(
            house: house, read: read, report: report, receive: receive,
            today: today)
        let map = MapPage(
            house: house, works: MapWorks(database, directory), boundaries: boundaries, neighbours: neighbours
        )
        let flags = FlagsPage(
            house: house, list: ListFlags(database), read: ReadFlag(database),
            progress: ReadProgress(database), explain: ExplainFlag(database),
            decide: DecideFlag(database))
        let cases = CasesPage(house: house, list: ListCases(database, directory))
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

/// What waits for a person on the ground: flags to look at, and the ways in.
struct WorksTasks: Sendable {
    let database: Database

    var source: TaskSource {
        let list = ListFlags(database)
        return { session, words in
            let open = try await list(FlagFilter(states: [.open, .explained]), limit: 100, by: session)
            let count = open.next == nil ? String(open.items.count) : "\(open.items.count)+"
            var tasks = [
                HomeTask(
                    label: words("nav.flags"), detail: words("home.flags"), address: "/flags",
                    count: open.items.isEmpty ? nil : count),
                HomeTask(label: words("nav.works"), detail: words("home.works"), address: "/works"),
                HomeTask(label: words("nav.map"), detail: words("home.map"), address: "/map"),
            ]
            if session.holds(.county, .inspector) {
                tasks.append(
                    HomeTask(
                        label: words("screening.title"), detail: words("screening.home"),
                        address: "/screening"))
            }
            if session.holds(.county, .district) {
                tasks.append(
                    HomeTask(
                        label: words("nav.accounts"), detail: words("home.accounts"), address: "/accounts"))
            }
            return tasks
        }
    }
}
