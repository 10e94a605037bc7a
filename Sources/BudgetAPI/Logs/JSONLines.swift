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
            "at": Self.time(Date()), "level": event.level.rawValue, "part": label,
            "message": "\(event.message)",
        ]
        for (key, value) in facts {
            line[key == "hb.request.id" ? "request" : key] = "\(value)"
        }
        do {
            try FileHandle.standardError.write(contentsOf: Data(Self.json(line)))
        } catch {
            return  // a log that can't be written has nowhere to say so
        }
    }

    /// One line: an object whose names are in order. Each request writes one, so it is put together by hand.
    static func json(_ facts: [String: String]) -> [UInt8] {
        var line = [UInt8(ascii: "{")]
        line.reserveCapacity(256)
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
            if line.count > 1 { line.append(UInt8(ascii: ",")) }
            append(name, to: &line)
            line.append(UInt8(ascii: ":"))
            append(value, to: &line)
        }
        line.append(contentsOf: "}\n".utf8)
        return line
    }

    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0..<32:
                let digits = String(byte, radix: 16)
                line.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    /// Seconds are enough: `2026-11-22T05:07:09Z`.
    static func time(_ date: Date) -> String {
        var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
        var parts = tm()
        var text = [CChar](repeating: 0, count: 32)
        gmtime_r(&seconds, &parts)
        let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
