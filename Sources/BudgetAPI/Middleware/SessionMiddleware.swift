import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// Finds out who asks: a browser by its cookie, a program by `Authorization: Bearer`. Only the SHA-256 of the
/// token is known to the database.
struct SessionMiddleware: RouterMiddleware {
    let house: House
    let findSession: FindSession

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = clientAddress(request, context)
        let (token, isProgram) = house.token(of: request)
        do {
            if let token {
                context.session = try await session(token)
                context.isProgram = isProgram
                if isProgram, context.session == nil { throw Problem(.notSignedIn) }
            }
            context.language = house.language(of: request, session: context.session)
            return try await next(request, context)
        } catch let seen as Seen {
            throw seen
        } catch {
            throw Seen(error: error, context: context)
        }
    }

    /// An ended or unknown session is an anonymous request, not an error: the sign-in page must still open.
    private func session(_ token: String) async throws -> Session? {
        guard let token = Token(received: token) else { return nil }
        do {
            return try await findSession(token)
        } catch .notSignedIn {
            return nil
        }
    }

    /// Behind our own proxy the client is the last address that the proxy wrote down; nobody else is
    /// believed.
    private func clientAddress(_ request: Request, _ context: AppContext) -> String {
        guard house.settings.publicURL != nil, Settings.isLoopback(context.address),
            let last = request.headers[.forwardedFor]?.split(separator: ",").last
        else { return context.address }
        return last.trimmingCharacters(in: .whitespaces)
    }
}

extension House {
    /// `__Host-` binds the cookie to HTTPS and this host; loopback HTTP can't have that prefix.
    var cookieName: String { settings.publicURL == nil ? "balai" : "__Host-balai" }

    func token(of request: Request) -> (token: String?, isProgram: Bool) {
        if let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") {
            return (header.dropFirst(7).trimmingCharacters(in: .whitespaces), true)
        }
        return (request.cookies[cookieName]?.value, false)
    }

    /// The cookie that carries a session's token; an empty token removes it.
    func sessionCookie(_ token: String) -> Cookie {
        Cookie(
            name: cookieName, value: token, maxAge: token.isEmpty ? 0 : nil, path: "/",
            secure: settings.publicURL != nil, httpOnly: true, sameSite: .lax)
    }

    /// Remembers the language of a browser that is not signed in, for a year.
    func languageCookie(_ language: Language) -> Cookie {
        Cookie(
            name: "balai-language", value: language.rawValue, maxAge: 31_536_000, path: "/",
            secure: settings.publicURL != nil, httpOnly: true, sameSite: .lax)
    }
}
