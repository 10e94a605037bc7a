import Foundation
public import Logging

/// Writes each log entry as one line of JSON to standard error.
public struct JSONLines: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level = .info
    private let label: String

    /// - Parameter label: the part of the program that logs.
    public init(label: String) { self.label = label }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var facts = metadata
        facts.merge(event.metadata ?? [:]) { _, new in new }
        var line: [String: String] = [
            "at": Date().formatted(.iso8601), "level": event.level.rawValue, "part": label,
            "message": "\(event.message)",
        ]
        for (key, value) in facts {
            line[key == "hb.request.id" ? "request" : key] = "\(value)"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            var data = try encoder.encode(line)
            data.append(0x0A)
            try FileHandle.standardError.write(contentsOf: data)
        } catch {
            return  // a log that can't be written has nowhere to say so
        }
    }
}
