import Commons
import HTTPTypes
import Hummingbird

/// `/`: what waits for this person and what is late, first thing first; then how the year stands.
struct HomePage: Sendable {
    let house: House
    /// Each part of Balai adds what it has to say to a session.
    let sources: [HomeSource]

    var routes: [Route] { [Route(.get, "/", .signedIn, show)] }

    /// What home.mustache reads.
    struct Model {
        struct Warning {
            let text: String
            let link: String
            let address: String
        }

        let greeting: String
        let warning: Warning?
        let tasks: [HomeTask]
        let year: String
        let figures: [HomeFigure]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        var part = HomePart()
        for source in sources { part.add(try await source(session, words)) }
        let needsFactor = session.holds(.head, .treasurer) && !session.hasSecondFactor
        let warning = Model.Warning(
            text: words("home.no-second-factor"), link: words("home.enrol"), address: "/account#factor")
        let model = Model(
            greeting: words("home.greeting", ["name": session.personName]),
            warning: needsFactor ? warning : nil, tasks: part.tasks,
            year: words("home.year", ["year": String(session.year)]), figures: part.figures)
        return house.pages.render(
            Screen(template: "home", title: words("home.title"), model: model), request, context)
    }
}

/// What one part of Balai has to say on the home page.
struct HomePart: Sendable {
    var tasks: [HomeTask] = []
    var figures: [HomeFigure] = []

    mutating func add(_ other: HomePart) {
        tasks += other.tasks
        figures += other.figures
    }
}

/// Something that waits for a person, with the way to it.
struct HomeTask: Sendable {
    let label: String
    let detail: String
    let address: String
    /// How many wait.
    let count: String
    /// Whether a day was missed.
    var isLate = false
}

/// A figure of the year, with the way to what it counts.
struct HomeFigure: Sendable {
    let label: String
    let value: String
    var detail: String?
    let address: String
}

/// Says what one part of Balai has for a person.
typealias HomeSource = @Sendable (Session, Words) async throws -> HomePart
