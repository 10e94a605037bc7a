import Commons
import HTTPTypes
import Hummingbird

/// `/`: what waits for this person, first thing first.
struct HomePage: Sendable {
    let house: House
    /// Each part of Balai adds what it has waiting for a session.
    let tasks: [TaskSource]

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
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        var waiting: [HomeTask] = []
        for source in tasks { waiting += try await source(session, words) }
        let needsFactor = session.holds(.head, .treasurer) && !session.hasSecondFactor
        let warning = Model.Warning(
            text: words("home.no-second-factor"), link: words("home.enrol"), address: "/account#factor")
        let model = Model(
            greeting: words("home.greeting", ["name": session.personName]),
            warning: needsFactor ? warning : nil, tasks: waiting)
        return house.pages.render(
            Screen(template: "home", title: words("home.title"), model: model), request, context)
    }
}

/// One card of the home page.
struct HomeTask: Sendable {
    let label: String
    let detail: String
    let address: String
    /// How many wait; `nil` for a plain way in.
    var count: String?
}

/// Finds what waits for a person in one part of Balai.
typealias TaskSource = @Sendable (Session, Words) async throws -> [HomeTask]
