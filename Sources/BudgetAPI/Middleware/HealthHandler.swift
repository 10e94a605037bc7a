import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers `/health` on the connection's own event loop, before the request reaches the threads that pages
/// and use cases run on: however many of those wait, a health check does not.
final class HealthHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let health: HealthProbe
    /// Requests of this connection that are being answered; a health check behind one waits its turn.
    private var underWay = 0
    private var isAsking = false
    private var isLast = false

    init(health: HealthProbe) { self.health = health }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let isRead = head.method == .get || head.method == .head
            isAsking = underWay == 0 && isRead && head.path == "/health"
            isLast = head.headerFields[.connection]?.lowercased() == "close"
            if isAsking { return }
            underWay += 1
        case .body: if isAsking { return }
        case .end:
            if isAsking {
                isAsking = false
                return answer(context)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay = max(0, underWay - 1) }
        context.write(data, promise: promise)
    }

    private func answer(_ context: ChannelHandlerContext) {
        let (status, body) = health.state()
        let head = HTTPResponse(
            status: status,
            headerFields: [
                .contentType: "application/json", .cacheControl: "no-store",
                .contentLength: String(body.utf8.count),
            ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(string: body))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        if isLast {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }
}
