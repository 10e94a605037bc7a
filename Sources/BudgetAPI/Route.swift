import Commons
import HTTPTypes
import Hummingbird

/// Who may knock at a route. The database decides again, by village and document; this is the first fence.
enum Access: Hashable, Sendable {
    /// Also without signing in.
    case anyone
    /// Any person with an account.
    case signedIn
    /// A person who holds one of these posts today, in whichever village.
    case posts(Set<Role>)
}

/// One thing the server answers: method, path as OpenAPI writes it (`/villages/{village}`), who may use it.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, AppContext) async throws -> Response

    let method: HTTPRequest.Method
    let path: String
    let access: Access
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.access = access
        self.handler = handler
    }

    /// The path in the router's own spelling: `{x}` as `:x`.
    var routerPath: RouterPath {
        RouterPath(
            path.split(separator: "/").map { part in
                part.hasPrefix("{") ? ":" + part.dropFirst().dropLast() : String(part)
            }.joined(separator: "/"))
    }

    /// Whether a concrete path is one of this route's.
    func matches(_ concrete: String) -> Bool {
        let (own, other) = (path.split(separator: "/"), concrete.split(separator: "/"))
        if own.last == "**" {
            return other.count >= own.count && zip(own.dropLast(), other).allSatisfy(Route.fits)
        }
        return own.count == other.count && zip(own, other).allSatisfy(Route.fits)
    }

    private static func fits(_ pattern: Substring, _ part: Substring) -> Bool {
        pattern.hasPrefix("{") || pattern == part
    }

    /// Refuses a request that this route is not for.
    func check(_ session: Session?) throws(Problem) {
        switch access {
        case .anyone: return
        case .signedIn:
            guard session != nil else { throw Problem(.notSignedIn) }
        case .posts(let roles):
            guard let session else { throw Problem(.notSignedIn) }
            guard session.posts.contains(where: { roles.contains($0.role) }) else {
                throw Problem(.notYourPost)
            }
        }
    }
}
