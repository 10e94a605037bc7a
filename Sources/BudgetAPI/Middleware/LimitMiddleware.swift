import Commons
import Hummingbird

/// Slows down whoever asks too much: one allowance per session, a wider one per address.
struct LimitMiddleware: RouterMiddleware {
    private let sessions: TokenBuckets
    private let addresses: TokenBuckets

    /// - Parameter perSecond: requests per second of one session; an address may send ten times as many,
    ///   since a village office shares one.
    init(perSecond: Int) {
        sessions = TokenBuckets(perSecond: Double(perSecond), burst: Double(perSecond) * 8)
        addresses = TokenBuckets(perSecond: Double(perSecond) * 10, burst: Double(perSecond) * 40)
    }

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let wait =
            context.session.map { sessions.take($0.csrf) } ?? nil
            ?? addresses.take(context.address)
        if let wait {
            throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
        }
        return try await next(request, context)
    }
}
