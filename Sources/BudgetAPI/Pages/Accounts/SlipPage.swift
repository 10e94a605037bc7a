import Commons
import Hummingbird

/// `/slip`: sets the password with a printed one-time slip. The code is typed, or stands behind the `#` of a
/// link, which browsers never send; so it reaches no log and no proxy.
struct SlipPage: Sendable {
    let house: House
    let changePassword: ChangePassword

    var routes: [Route] {
        [Route(.get, "/slip", .anyone, show), Route(.post, "/slip", .anyone, use)]
    }

    /// What slip.mustache reads.
    struct Model {
        let summary: FormSummary?
        let code: Field
        let fresh: Field
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        house.pages.render(screen(FormState(words: house.words(context))), request, context)
    }

    @Sendable func use(_ request: Request, _ context: AppContext) async throws -> Response {
        try await house.round(request, context) { form in
            var fields = FormReader(form)
            let typed = fields.text("code", limit: 64)
            let fresh = form["fresh"] ?? ""
            let slip = Slip(typed: typed)
            if slip == nil, !typed.isEmpty { fields.fail("code", "slip") }
            if fresh.count < Passwords.shortest {
                fields.fail("fresh", "too-short", ["limit": .integer(Int64(Passwords.shortest))])
            }
            if fresh.utf8.count > Passwords.longest {
                fields.fail("fresh", "too-long", ["limit": .integer(Int64(Passwords.longest))])
            }
            try fields.finish()
            guard let slip else { throw Problem(.slipSpent) }
            try await changePassword(with: slip, to: fresh)
            return "/sign-in"
        } again: {
            screen($0)
        }
    }

    private func screen(_ state: FormState) -> Screen {
        let model = Model(
            summary: state.summary,
            code: state.field("code", .text, labels: "slip", autocomplete: "off"),
            fresh: state.field("fresh", .password, labels: "slip", autocomplete: "new-password"))
        return Screen(
            template: "slip", title: state.words("slip.title"), model: model, modules: ["logic/slip-link.js"])
    }
}
