import Commons
import Foundation
import Hummingbird
import Logging
import NIOCore

/// What one request carries beside itself: who asks, in which language, from where.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Names this request in the log, in the audit trail and in a problem.
    let requestID: String
    /// The address that sent the request, without its port; the proxy's client when a proxy is trusted.
    var address: String
    /// Who is signed in; `nil` for an anonymous request.
    var session: Session?
    /// Whether the session came by `Authorization: Bearer` (a program), not by cookie (a browser).
    var isProgram = false
    /// The language of every word of the answer.
    var language = Language.indonesian

    /// Bodies that are decoded whole may not be larger; photos and imports stream past it.
    static let bodyBytesLimit = 1_000_000

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        requestID =
            source.logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? UUID.v7().uuidString.lowercased()
        address = source.channel.remoteAddress?.ipAddress ?? "unix"
    }

    var maxUploadSize: Int { Self.bodyBytesLimit }

    /// JSON in a stable order of names, so that equal answers have equal bytes (ETag).
    var responseEncoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }

    /// The session of a request whose route asks for one.
    /// - Throws: `not-signed-in`.
    func requireSession() throws(Problem) -> Session {
        guard let session else { throw Problem(.notSignedIn) }
        return session
    }
}
