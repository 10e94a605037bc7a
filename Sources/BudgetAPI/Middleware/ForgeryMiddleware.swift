import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// Refuses requests that another site made in a person's name: the origin must be ours and, for a cookie's
/// session, the form or header must carry the session's own token. Programs with a bearer token are exempt:
/// no browser sends that by itself.
struct ForgeryMiddleware: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        try checkHost(request)
        let isSafe = [.get, .head, .options].contains(request.method)
        guard !isSafe, !context.isProgram else { return try await next(request, context) }
        let isProven = try checkOrigin(request)
        guard let session = context.session else { return try await next(request, context) }

        var request = request
        if let token = request.headers[.csrfToken] {
            guard token.isSame(as: session.csrf) else { throw Problem(.formExpired) }
        } else if request.headers[.contentType]?.hasPrefix("multipart/form-data") == true {
            // A file's body is not read here: the browser's own word about the origin must be there instead.
            guard isProven else { throw Problem(.crossSite) }
        } else {
            let body = try await request.collectBody(upTo: AppContext.bodyBytesLimit)
            let form = try Form(parsing: String(buffer: body))
            guard let token = form["csrf"], token.isSame(as: session.csrf) else {
                throw Problem(.formExpired)
            }
        }
        return try await next(request, context)
    }

    /// A name that only points at this machine (DNS rebinding) must not reach it.
    private func checkHost(_ request: Request) throws(Problem) {
        let authority = request.head.authority ?? ""
        let host =
            authority.hasPrefix("[") ? String(authority.prefix { $0 != "]" }) + "]" : authority.hostOnly
        if Settings.isLoopback(host) { return }
        guard let own = house.settings.publicURL?.host, own.lowercased() == host.lowercased() else {
            throw Problem(.wrongHost)
        }
    }

    /// Whether the browser has said that the request is ours; throws when it says that it is not.
    private func checkOrigin(_ request: Request) throws(Problem) -> Bool {
        if let site = request.headers[.fetchSite] {
            guard site == "same-origin" || site == "none" else { throw Problem(.crossSite) }
        }
        guard let origin = request.headers[.origin] else { return request.headers[.fetchSite] != nil }
        let own =
            house.settings.publicURL.map {
                $0.absoluteString.hasSuffix("/") ? String($0.absoluteString.dropLast()) : $0.absoluteString
            }
            ?? "http://\(request.head.authority ?? "")"
        guard origin == own else { throw Problem(.crossSite) }
        return true
    }
}

extension String {
    /// Compares secrets without telling by time where they differ.
    func isSame(as other: String) -> Bool {
        let (own, given) = (Array(utf8), Array(other.utf8))
        guard own.count == given.count else { return false }
        return zip(own, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    fileprivate var hostOnly: String { String(prefix { $0 != ":" }) }
}
