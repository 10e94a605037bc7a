import Commons
import HTTPTypes
import Hummingbird

/// `/problems/{code}`: what a problem's type means, for whoever follows its address.
struct ProblemTypesPage: Sendable {
    let house: House

    var routes: [Route] { [Route(.get, "/problems/{code}", .anyone, show)] }

    /// What problem-type.mustache reads.
    struct Model {
        let detail: String
        let type: String
        let status: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let kind = ProblemKind(rawValue: try context.parameters.require("code")) else {
            throw Problem(.notFound)
        }
        let words = house.words(context)
        let model = Model(
            detail: words("problem.\(kind.rawValue).detail"), type: "/problems/\(kind.rawValue)",
            status: "\(kind.status.code) \(kind.status.reasonPhrase)")
        return house.pages.render(
            Screen(template: "problem-type", title: words("problem.\(kind.rawValue).title"), model: model),
            request, context)
    }
}
