import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// `/v1/session` and `/v1/tokens`: programs sign in, learn who they are, and get tokens of their own.
struct SessionRoutes: Sendable {
    let house: House
    let signIn: SignIn
    let endSession: EndSession
    let secondFactor: SecondFactor
    private let perAccount = TokenBuckets(perSecond: 0.5, burst: 10)

    init(house: House, signIn: SignIn, endSession: EndSession, secondFactor: SecondFactor) {
        self.house = house
        self.signIn = signIn
        self.endSession = endSession
        self.secondFactor = secondFactor
    }

    var routes: [Route] {
        [
            Route(.post, "/v1/session", .anyone, open),
            Route(.get, "/v1/session", .signedIn, show),
            Route(.delete, "/v1/session", .signedIn, close),
            Route(.post, "/v1/session/second-factor", .signedIn, confirm),
            Route(.post, "/v1/tokens", .signedIn, makeToken),
        ]
    }

    struct SignInBody: Decodable {
        let username: String
        let password: String
        let label: String?
    }
    struct TokenBody: Encodable {
        /// `Authorization: Bearer …`; shown this once.
        let token: String
        let expiresInSeconds: Int
    }
    struct NewTokenBody: Decodable {
        let label: String
        let days: Int
    }
    struct CodeBody: Decodable {
        let code: String
    }
    struct SessionBody: Encodable {
        struct PostBody: Encodable {
            let role: String
            let place: String
            let villageFrom: Int64
            let villageUntil: Int64
            let isActing: Bool
        }

        let account: UUID
        let person: UUID
        let username: String
        let name: String
        let language: String
        let regency: Int
        let hasSecondFactor: Bool
        let secondFactorAt: Date?
        let posts: [PostBody]
        /// What a browser's requests carry as `X-CSRF-Token`.
        let csrf: String
    }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(SignInBody.self)
        if let wait = perAccount.take(body.username.lowercased()) {
            throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
        }
        let token = try await signIn(
            username: body.username, password: body.password, label: String((body.label ?? "API").prefix(200))
        )
        return try context.json(
            TokenBody(token: token.text, expiresInSeconds: SignIn.browserHours * 3600), status: .created)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let posts = session.posts.map {
            SessionBody.PostBody(
                role: $0.role.rawValue, place: $0.place, villageFrom: $0.villages.lowerBound,
                villageUntil: $0.villages.upperBound, isActing: $0.isActing)
        }
        return try context.json(
            SessionBody(
                account: session.account, person: session.person, username: session.username,
                name: session.personName, language: session.language, regency: session.regency,
                hasSecondFactor: session.hasSecondFactor, secondFactorAt: session.secondFactorAt,
                posts: posts,
                csrf: session.csrf))
    }

    @Sendable func close(_ request: Request, _ context: AppContext) async throws -> Response {
        try await endSession(try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(CodeBody.self)
        try await secondFactor.accept(body.code, by: try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func makeToken(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(NewTokenBody.self)
        let days = min(max(1, body.days), 366)
        let token = try await signIn.bearerToken(
            label: String(body.label.prefix(200)), days: days, by: try context.requireSession())
        return try context.json(
            TokenBody(token: token.text, expiresInSeconds: days * 86_400), status: .created)
    }
}
