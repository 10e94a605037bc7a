import Commons
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// `/sign-in`, `/sign-out`, `/language`: the screens before and after everything else.
struct SignInPage: Sendable {
    let house: House
    let signIn: SignIn
    let signOut: EndSession
    let setLanguage: SetLanguage

    /// Sign-in attempts are dear (argon2): a narrow allowance per account name and a wider one per address.
    private let perAccount = TokenBuckets(perSecond: 0.5, burst: 10)
    private let perAddress = TokenBuckets(perSecond: 20, burst: 300)

    init(house: House, signIn: SignIn, signOut: EndSession, setLanguage: SetLanguage) {
        self.house = house
        self.signIn = signIn
        self.signOut = signOut
        self.setLanguage = setLanguage
    }

    var routes: [Route] {
        [
            Route(.get, "/sign-in", .anyone, show),
            Route(.post, "/sign-in", .anyone, enter),
            Route(.post, "/sign-out", .signedIn, leave),
            Route(.post, "/language", .anyone, choose),
        ]
    }

    /// What sign-in.mustache reads.
    struct Model {
        let summary: FormSummary?
        let username: Field
        let password: Field
        let next: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        if context.session != nil { return .seeOther("/") }
        let next = request.uri.queryParameters["next"].map(String.init) ?? "/"
        return house.pages.render(
            screen(FormState(words: house.words(context)), next: next), request, context)
    }

    private func screen(_ state: FormState, next: String) -> Screen {
        let model = Model(
            summary: state.summary,
            username: state.field("username", labels: "sign-in", autocomplete: "username"),
            password: state.field("password", .password, labels: "sign-in", autocomplete: "current-password"),
            next: next)
        return Screen(template: "sign-in", title: state.words("sign-in.title"), model: model)
    }

    @Sendable func enter(_ request: Request, _ context: AppContext) async throws -> Response {
        var cookie: Cookie?
        var response = try await house.round(request, context) { form in
            var fields = FormReader(form)
            let username = fields.text("username", limit: 64).lowercased()
            let password = form["password"] ?? ""
            if password.isEmpty { fields.fail("password", "missing") }
            try fields.finish()
            try slowDown(username, context)
            let label = SignInPage.label(of: request)
            let token = try await signIn(username: username, password: password, label: label)
            cookie = house.sessionCookie(token.text)
            return Self.local(form["next"])
        } again: { state in
            screen(state, next: Self.local(state.form["next"]))
        }
        if let cookie { response.setCookie(cookie) }
        return response
    }

    private func slowDown(_ username: String, _ context: AppContext) throws {
        let wait = perAccount.take(username) ?? perAddress.take(context.address)
        guard let wait else { return }
        throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
    }

    @Sendable func leave(_ request: Request, _ context: AppContext) async throws -> Response {
        try await signOut(try context.requireSession())
        var response = Response.seeOther("/sign-in")
        response.setCookie(house.sessionCookie(""))
        return response
    }

    @Sendable func choose(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        guard let language = form["language"].flatMap(Language.init(rawValue:)) else {
            throw Problem(.malformedRequest)
        }
        if let session = context.session { try await setLanguage(language, by: session) }
        var response = Response.seeOther(Self.local(form["back"]))
        response.setCookie(house.languageCookie(language))
        return response
    }

    /// The address of the sign-in page that leads back to where a person wanted to go.
    static func address(backTo request: Request) -> String {
        "/sign-in?next=" + returnPath(request)
    }

    /// Where to go on after a detour: the page itself, or the page a form stood on.
    static func returnPath(_ request: Request) -> String {
        var path = request.uri.string
        if request.method != .get {
            let referrer = request.headers[.referer].map { URI($0) }
            path = referrer?.path ?? "/"
        }
        return local(path).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "%2F"
    }

    /// Only a path of our own: never another site, never back to signing in.
    static func local(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            !path.contains("\n"),
            !path.contains("\r"), !path.hasPrefix("/sign-in"), path.utf8.count < 2_000
        else { return "/" }
        return path
    }

    /// What the session list calls this browser: its own name for itself, shortened.
    static func label(of request: Request) -> String {
        let agent = request.headers[.userAgent] ?? ""
        let browser = ["Firefox", "Edg", "OPR", "Chrome", "Safari"].first { agent.contains($0) } ?? "Browser"
        let system = ["Android", "iPhone", "Windows", "Mac OS", "Linux"].first { agent.contains($0) } ?? ""
        return "\(browser) \(system)".trimmingCharacters(in: .whitespaces)
    }
}
