import Commons
import Foundation
import Hummingbird
import Monitoring

/// Lets the holder of a capture link in: `Authorization: Capture TOKEN`, or the token in the page's address.
/// Each link has an allowance of its own, so that one phone gone mad slows down nobody else.
struct LinkDoor: Sendable {
    /// Requests a second of one link over time, and at once: a phone that comes online after days sends much.
    private let links = TokenBuckets(perSecond: 20, burst: 600)

    /// - Throws: `link-unknown` for what is no token of ours, `too-many-requests`.
    func key(_ request: Request) throws(Problem) -> LinkKey {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("capture ") else {
            throw Problem(.linkUnknown)
        }
        return try key(token: String(header.dropFirst(8)).trimmingCharacters(in: .whitespaces))
    }

    func key(token: String) throws(Problem) -> LinkKey {
        guard let key = LinkKey(token: token) else { throw Problem(.linkUnknown) }
        if let wait = links.take(SHA256.hexadecimal(key.hash)) {
            throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
        }
        return key
    }
}
