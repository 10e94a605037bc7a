import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// `/account`: one's own posts, password, second factor and sessions.
struct AccountPage: Sendable {
    let house: House
    let listSessions: ListSessions
    let endSession: EndSession
    let changePassword: ChangePassword
    let secondFactor: SecondFactor

    var routes: [Route] {
        [
            Route(.get, "/account", .signedIn, show),
            Route(.post, "/account/password", .signedIn, change),
            Route(.post, "/account/second-factor", .signedIn, startEnrolment),
            Route(.post, "/account/second-factor/confirm", .signedIn, finishEnrolment),
            Route(.post, "/account/sessions/{mark}/end", .signedIn, end),
        ]
    }

    /// What account.mustache reads.
    struct Model {
        struct Line {
            let mark: String
            let isThisOne: Bool
            let label: String
            let seen: String
            let until: String
        }

        let summary: FormSummary?
        let username: String
        let posts: [String]
        let hasSecondFactor: Bool
        let current: Field
        let fresh: Field
        let sessions: [Line]
    }

    /// What enrol.mustache reads.
    struct EnrolModel {
        let summary: FormSummary?
        let secret: String
        let link: String
        let code: Field
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, session), request, context)
    }

    private func screen(_ state: FormState, _ session: Session) async throws -> Screen {
        let words = state.words
        let zone = TimeZone(identifier: "Asia/Jakarta") ?? .gmt
        let sessions = try await listSessions(by: session).map { line in
            Model.Line(
                mark: line.mark, isThisOne: line.isThisOne,
                label: line.label.isEmpty
                    ? words(line.isBearer ? "account.program" : "account.browser") : line.label,
                seen: words.moment(line.seenAt, zone: zone), until: words.moment(line.expiresAt, zone: zone))
        }
        let model = Model(
            summary: state.summary, username: session.username,
            posts: session.posts.map { "\(words("role.\($0.role.rawValue)")) – \($0.place)" },
            hasSecondFactor: session.hasSecondFactor,
            current: state.field("current", .password, labels: "account", autocomplete: "current-password"),
            fresh: state.field("fresh", .password, labels: "account", autocomplete: "new-password"),
            sessions: sessions)
        return Screen(template: "account", title: words("account.title"), model: model)
    }

    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (current, fresh) = (form["current"] ?? "", form["fresh"] ?? "")
            if current.isEmpty { fields.fail("current", "missing") }
            if fresh.count < Passwords.shortest {
                fields.fail("fresh", "too-short", ["limit": .integer(Int64(Passwords.shortest))])
            }
            if fresh.utf8.count > Passwords.longest {
                fields.fail("fresh", "too-long", ["limit": .integer(Int64(Passwords.longest))])
            }
            try fields.finish()
            try await changePassword(from: current, to: fresh, by: session)
            return "/account"
        } again: {
            try await screen($0, session)
        }
    }

    @Sendable func startEnrolment(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let code = try await secondFactor.enrol(by: session)
        let state = FormState(words: house.words(context))
        return house.pages.render(enrolScreen(state, code, session), request, context)
    }

    private func enrolScreen(_ state: FormState, _ code: OneTimeCode, _ session: Session) -> Screen {
        let model = EnrolModel(
            summary: state.summary, secret: code.base32,
            link: code.link(account: session.username, issuer: state.words("site.name")),
            code: state.field("code", .code, labels: "second-factor", autocomplete: "one-time-code"))
        return Screen(
            template: "enrol", title: state.words("enrol.title"), model: model,
            crumbs: [Crumb(label: state.words("account.title"), address: "/account")])
    }

    @Sendable func finishEnrolment(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let code = fields.text("code", limit: 10)
            try fields.finish()
            try await secondFactor.accept(code, by: session)
            return "/account"
        } again: { state in
            guard let code = OneTimeCode(base32: state.form["secret"] ?? "") else {
                throw Problem(.malformedRequest)
            }
            return enrolScreen(state, code, session)
        }
    }

    @Sendable func end(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        _ = try await endSession(marked: try context.parameters.require("mark"), by: session)
        return .seeOther("/account")
    }
}

extension OneTimeCode {
    /// Reads a secret written by `base32`; `nil` for anything else.
    init?(base32 text: String) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        guard text.utf8.count == 32 else { return nil }
        var bytes: [UInt8] = []
        var (buffer, bits): (UInt32, Int) = (0, 0)
        for letter in text {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits - 8)))
                bits -= 8
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        self.init(secret: bytes)
    }
}
