import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /v1/live`: server-sent events about works and flags that the person may see. They say that something
/// changed, never what; the page asks for the rest.
struct LiveRoutes: Sendable {
    let hub: LiveHub

    var routes: [Route] { [Route(.get, "/v1/live", .signedIn, listen)] }

    @Sendable func listen(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap { Int($0) }
        guard let messages = hub.stream(for: session, after: last) else {
            throw Problem(.busy, retryAfterSeconds: 30)
        }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
            for await message in messages {
                try await writer.write(ByteBuffer(string: Self.text(message)))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    /// One message as the event stream writes it (WHATWG HTML, 9.2.5).
    static func text(_ message: LiveHub.Message) -> String {
        switch message {
        case .event(let number, let event): "id: \(number)\ndata: \(event.json)\n\n"
        case .reset(let number): "id: \(number)\ndata: {\"kind\":\"reset\"}\n\n"
        case .beat: ":\n\n"
        }
    }
}
