import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Outermost: turns whatever was thrown into an answer, and writes the one log line of the request.
struct ProblemMiddleware: RouterMiddleware {
    let house: House
    let routes: [Route]

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.language = house.language(of: request, session: nil)
        var response: Response
        var cause: [String: Logger.MetadataValue] = [:]
        do {
            response = try await next(request, context)
        } catch let seen as Seen {
            (response, cause) = answer(seen.error, request, seen.context)
        } catch {
            (response, cause) = answer(error, request, context)
        }
        response.headers[.requestID] = context.requestID
        SecurityHeaders.add(to: &response, house: house)
        log(request, context, response, since: start, cause: cause)
        return response
    }

    private func answer(
        _ error: any Error, _ request: Request, _ context: AppContext
    ) -> (Response, [String: Logger.MetadataValue]) {
        var status: HTTPResponse.Status?
        if let problem = Problem(anyOf: error) {
            return (respond(problem, request, context), ["problem": .string(problem.kind.rawValue)])
        }
        if let error = error as? any HTTPResponseError {
            if error.status == .notFound { return (notFound(request, context), [:]) }
            if error.status == .contentTooLarge {
                return (respond(Problem(.bodyTooLarge), request, context), [:])
            }
            status = error.status
        }
        let bare = status ?? .internalServerError
        let cause = bare.kind == .serverError ? Cause.of(error) : [:]
        return (respond(bare: bare, request, context), cause)
    }

    private func notFound(_ request: Request, _ context: AppContext) -> Response {
        let methods = routes.filter { $0.matches(request.uri.path) }.map(\.method.rawValue)
        guard !methods.isEmpty, !methods.contains(request.method.rawValue) else {
            return respond(Problem(.notFound), request, context)
        }
        if request.method == .get, request.wantsPage, let page = pageAbove(request.uri.path) {
            return .seeOther(page)
        }
        var response = respond(Problem(.methodNotAllowed), request, context)
        let allowed = Set(methods + (methods.contains("GET") ? ["HEAD"] : []))
        response.headers[.allow] = allowed.sorted().joined(separator: ", ")
        return response
    }

    /// The nearest page above the address of a form: where somebody comes back to who left a refused form to
    /// sign in again, to give a code or to change the language.
    private func pageAbove(_ path: String) -> String? {
        var parts = path.split(separator: "/")
        while parts.popLast() != nil, !parts.isEmpty {
            let above = "/" + parts.joined(separator: "/")
            if routes.contains(where: { $0.method == .get && $0.matches(above) }) { return above }
        }
        return nil
    }

    private func respond(_ problem: Problem, _ request: Request, _ context: AppContext) -> Response {
        let isPage = request.wantsPage
        if isPage, problem.kind == .notSignedIn { return .seeOther(SignInPage.address(backTo: request)) }
        if isPage, problem.kind == .secondFactorNeeded {
            return .seeOther(SecondFactorPage.address(backTo: request))
        }
        var response =
            isPage
            ? house.pages.problem(problem, context)
            : json(body(problem, context), problem.status, context)
        if problem.kind == .notSignedIn { response.headers[.wwwAuthenticate] = "Bearer" }
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private func respond(bare status: HTTPResponse.Status, _ request: Request, _ context: AppContext)
        -> Response
    {
        if request.wantsPage { return house.pages.bare(status, context) }
        let body = ProblemBody(
            type: "about:blank", title: status.reasonPhrase, status: status.code, detail: nil,
            requestId: context.requestID)
        return json(body, status, context)
    }

    private func body(_ problem: Problem, _ context: AppContext) -> ProblemBody {
        let words = house.texts.words(in: context.language)
        return ProblemBody(
            type: problem.type, title: problem.title(words), status: problem.status.code,
            detail: problem.detail(words), requestId: context.requestID, facts: problem.facts,
            fields: problem.fields.map { ($0.field, $0.words(words)) })
    }

    private func json(_ body: ProblemBody, _ status: HTTPResponse.Status, _ context: AppContext) -> Response {
        do {
            let data = try context.responseEncoder.encode(body)
            return Response(
                status: status,
                headers: [
                    .contentType: "application/problem+json",
                    .contentLanguage: context.language.rawValue, .cacheControl: "no-store",
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: data)))
        } catch {
            return Response(status: .internalServerError)
        }
    }

    private func log(
        _ request: Request, _ context: AppContext, _ response: Response,
        since start: ContinuousClock.Instant, cause: [String: Logger.MetadataValue]
    ) {
        let elapsed = start.duration(to: .now)
        let milliseconds =
            elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
        var facts: Logger.Metadata = [
            "method": .string(request.method.rawValue), "route": .string(context.endpointPath ?? "-"),
            "status": .stringConvertible(response.status.code), "ms": .stringConvertible(milliseconds),
        ]
        facts.merge(cause) { own, _ in own }
        context.logger.log(
            level: response.status.kind == .serverError ? .error : .info, "request", metadata: facts)
    }
}

/// An error together with the context that was known where it was thrown, so that its answer is in the
/// language of the person who is signed in.
struct Seen: Error {
    let error: any Error
    let context: AppContext
}

extension Request {
    /// Whether a browser asked for a page, not a program for JSON.
    var wantsPage: Bool {
        !uri.path.hasPrefix("/v1") && (headers[.accept]?.contains("text/html") ?? false)
    }
}

extension Response {
    /// 303: the answer to a form that succeeded; the browser goes on with GET.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}

extension HTTPField.Name {
    /// A header that the library has no name for.
    private static func own(_ name: String) -> HTTPField.Name {
        guard let made = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return made
    }

    static let requestID = own("X-Request-Id")
    static let csrfToken = own("X-CSRF-Token")
    static let fetchSite = own("Sec-Fetch-Site")
    static let forwardedFor = own("X-Forwarded-For")
    static let idempotencyKey = own("Idempotency-Key")
    static let frameOptions = own("X-Frame-Options")
    static let referrerPolicy = own("Referrer-Policy")
    static let permissionsPolicy = own("Permissions-Policy")
    static let openerPolicy = own("Cross-Origin-Opener-Policy")
    static let link = own("Link")
    static let resourcePolicy = own("Cross-Origin-Resource-Policy")
}
