internal import Foundation
internal import Logging
internal import Synchronization

/// Writes to standard error until the cluster is torn down: what connections say then is of no interest.
struct QuietAtExit: LogHandler {
    static let isEnding = Atomic(false)
    private var inner: StreamLogHandler
    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }
    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }

    init(label: String) {
        inner = StreamLogHandler.standardError(label: label)
        inner.logLevel = .warning
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        if !Self.isEnding.load(ordering: .relaxed) { inner.log(event: event) }
    }
}
