import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// `/second-factor`: asked for when a step (approve, pay) needs the person's one-time code.
struct SecondFactorPage: Sendable {
    let house: House
    let secondFactor: SecondFactor

    var routes: [Route] {
        [
            Route(.get, "/second-factor", .signedIn, show),
            Route(.post, "/second-factor", .signedIn, enter),
        ]
    }

    /// What second-factor.mustache reads.
    struct Model {
        let summary: FormSummary?
        let code: Field
        let next: String
        /// Demo data on this machine only: the code that the invented person's phone would show now.
        let demoCode: String?
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard session.hasSecondFactor else { return .seeOther("/account#factor") }
        let next = SignInPage.local(request.uri.queryParameters["next"].map(String.init))
        let demoCode = try await demoCode(session)
        return house.pages.render(
            screen(FormState(words: house.words(context)), next: next, demoCode), request, context)
    }

    /// Nobody holds the phone of an invented person: the demo says its code, on loopback and never elsewhere.
    private func demoCode(_ session: Session) async throws -> String? {
        let settings = house.settings
        guard settings.demo, settings.isLoopback, settings.publicURL == nil else { return nil }
        return try await secondFactor.demoCode(by: session)
    }

    private func screen(_ state: FormState, next: String, _ demoCode: String?) -> Screen {
        let code = state.field("code", .code, labels: "second-factor", autocomplete: "one-time-code")
        return Screen(
            template: "second-factor", title: state.words("second-factor.title"),
            model: Model(summary: state.summary, code: code, next: next, demoCode: demoCode))
    }

    @Sendable func enter(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let demoCode = try await demoCode(session)
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let code = fields.text("code", limit: 10)
            try fields.finish()
            try await secondFactor.accept(code, by: session)
            return SignInPage.local(form["next"])
        } again: { state in
            screen(state, next: SignInPage.local(state.form["next"]), demoCode)
        }
    }

    /// The address of this page that leads back to the step that asked for the code.
    static func address(backTo request: Request) -> String {
        "/second-factor?next=" + SignInPage.returnPath(request)
    }
}
