public import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
public import Logging
import Monitoring
import NIOCore
public import Postgres

/// The server: the only place where the modules meet. Makes every use case once, hands them to the screens
/// and routes that need them, and puts the middlewares in their order.
public struct BalaiServer: Sendable {
    /// What tests may change; no flag, setting or header reaches it.
    struct TestSwitches: Sendable {
        /// Whether `Route.access` is checked; off, row-level security and the functions must refuse alone.
        var checksRoutes = true
    }

    let settings: Settings
    let database: Database
    let house: House
    let routes: [Route]
    let logger: Logger
    let findSession: FindSession
    let health = HealthProbe()
    let screening: ScreeningWorker
    let live: LiveHub
    let sweeper: CaptureSweeper
    let sequencer: ProofSequencer
    var switches = TestSwitches()

    /// - Parameters:
    ///   - database: the pool of the role `balai_app`.
    ///   - keyring: seals second factors; lies outside the data directory.
    /// - Throws: when texts, templates or static files can't be read.
    public init(settings: Settings, database: Database, keyring: Keyring, logger: Logger) async throws {
        self.settings = settings
        self.database = database
        self.logger = logger
        house = try await House(settings: settings)
        findSession = FindSession(database: database)
        let (directory, boundaries) = (SiteDirectory(database), Boundaries(database))
        live = LiveHub { database.listen("balai_live") }
        screening = ScreeningWorker(database, directory, boundaries, logger: logger)
        let (vault, workers) = (try await Vault(directory: settings.photos.path), PhotoWorkers())
        sequencer = ProofSequencer(database, keyring: keyring)
        let uploads = try await PartialUploads(vault)
        let works = WorksRoutes(
            house: house, database: database, vault: vault, uploads: uploads, workers: workers,
            boundaries: boundaries, directory: directory,
            outputs: try StandardOutputs(
                in: settings.resources.appendingPathComponent("schema/reference")))
        sweeper = CaptureSweeper(uploads: uploads, open: OpenCapture(database))
        let capture = CaptureRoutes(
            house: house, database: database, vault: vault, uploads: uploads, workers: workers,
            boundaries: boundaries)
        var open = database.configuration
        open.role = "balai_public"
        (open.shared, open.exclusive) = (1, 1)
        let anyone = PublicRoutes(
            house: house, database: database, publicDatabase: Database(deferred: open), vault: vault,
            workers: workers)
        routes =
            try Self.routes(house: house, database: database, keyring: keyring) + works.routes
            + PlaceRoutes(
                house: house, database: database, boundaries: boundaries, directory: directory,
                live: live
            ).routes + capture.routes + anyone.routes
            + TreasuryRoutes(house: house, database: database, vault: vault).routes
            + ReportRoutes(
                house: house, database: database, works: works, keyring: keyring, logger: logger
            ).routes
    }

    /// Every screen and route of the server.
    private static func routes(house: House, database: Database, keyring: Keyring) throws -> [Route] {
        let passwords = try Passwords()
        let secondFactor = SecondFactor(database: database, keyring: keyring)
        let endSession = EndSession(database: database)
        let signIn = SignIn(database: database, passwords: passwords, regency: house.settings.regency)
        let signInPage = SignInPage(
            house: house, signIn: signIn, signOut: endSession, setLanguage: SetLanguage(database: database))
        let account = AccountPage(
            house: house, listSessions: ListSessions(database: database), endSession: endSession,
            changePassword: ChangePassword(database: database, passwords: passwords),
            secondFactor: secondFactor)
        let slip = SlipPage(
            house: house, changePassword: ChangePassword(database: database, passwords: passwords))
        let accounts = AccountsPage(house: house, accounts: Accounts(database: database))
        let documents = try APIDocuments(house: house)
        let sources = [
            BudgetHome(database: database).source, LedgerHome(database: database).source,
            WorksHome(database: database).source,
        ]
        let figures = FiguresRoutes(figures: ReadYearFigures(database), works: CountWorks(database))
        return HomePage(house: house, sources: sources).routes
            + figures.routes
            + slip.routes
            + accounts.routes
            + signInPage.routes
            + SecondFactorPage(house: house, secondFactor: secondFactor).routes
            + account.routes
            + SessionRoutes(house: house, signIn: signIn, endSession: endSession, secondFactor: secondFactor)
            .routes
            + LedgerRoutes(house: house, database: database).routes
            + BudgetEntryRoutes(house: house, database: database).routes
            + ProofRoutes(house: house, database: database, keyring: keyring).routes
            + documents.routes
            + ProblemTypesPage(house: house).routes
            + StaticController(statics: house.statics).routes
    }

    /// Serves until the task is cancelled or the process is told to stop.
    /// - Parameter ready: called once with the port that is listened to.
    public func run(ready: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let app = application(ready: ready)
        try await withProbe { try await app.run() }
    }

    /// Serves as a program of its own: SIGINT and SIGTERM end it once what is under way is answered.
    public func runService(ready: @escaping @Sendable (Int) async -> Void) async throws {
        let app = application(ready: ready)
        try await withProbe { try await app.runService() }
    }

    private func withProbe(_ body: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await health.run { _ = try await database.once(HouseStatement.ping, as: nil) }
            }
            group.addTask { await screening.run() }
            group.addTask { await live.run() }
            group.addTask { await sweepDaily() }
            group.addTask { await sweeper.run() }
            group.addTask { await sequencer.run(telling: SequencerTrouble(logger).tell) }
            group.addTask { try await body() }
            try await group.next()
            group.cancelAll()
        }
    }

    /// Removes what is past its retention rule, at the start and once a day; a sweep that fails is tried
    /// again the next day.
    private func sweepDaily() async {
        while !Task.isCancelled {
            do {
                for removed in try await Sweep(database)() {
                    logger.info(
                        "retention", metadata: ["kind": "\(removed.kind)", "rows": "\(removed.rows)"])
                }
            } catch {
                logger.error("retention failed", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: .seconds(24 * 60 * 60)) } catch { return }
        }
    }

    /// Largest request head and longest silence on a connection.
    private static let headerBytesLimit = 16 * 1024
    private static let idleSeconds: Int64 = 60

    private func application(
        ready: @escaping @Sendable (Int) async -> Void
    ) -> Application<FrontDoor<RouterResponder<AppContext>>> {
        let door = FrontDoor(
            inner: router().buildResponder(), health: health, gate: Gate(cap: settings.requestsInFlight))
        return Application(
            responder: door,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [HealthHandler(health: health)],
                    idleTimeout: .seconds(Self.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Self.headerBytesLimit,
                        maxHeaderListSize: Self.headerBytesLimit * 2,
                        maxHeaderFieldCount: 100))),
            configuration: .init(address: .hostname(settings.host, port: settings.port), backlog: 1024),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    private func router() -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            ProblemMiddleware(house: house, routes: routes)
            SessionMiddleware(house: house, findSession: findSession)
            LimitMiddleware(perSecond: settings.requestsPerSecond)
            ForgeryMiddleware(house: house)
        }
        let checks = switches.checksRoutes
        for route in routes {
            router.on(route.routerPath, method: route.method) { request, context in
                if checks { try route.check(context.session) }
                return try await Database.$requestID.withValue(context.requestID) {
                    try await route.handler(request, context)
                }
            }
        }
        return router
    }
}

/// The statements of the house itself.
enum HouseStatement: String, SQLStatement {
    case ping = "SELECT 1 AS one"
}
