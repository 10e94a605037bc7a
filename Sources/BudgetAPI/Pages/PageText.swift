public import Mustache

/// Text as HTML pages write it: the five characters with a meaning of their own are escaped. Text without
/// any, which is nearly all, passes as it is. The renderer's own way looks at whole characters: slow, and a
/// combining mark after a bracket hides the bracket from it.
struct PageText: MustacheContentType {
    /// As layout.mustache and every template that stands within others name it: the renderer goes back to
    /// its own way in each of them.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.escape($0) != nil }) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 64)
        for byte in text.utf8 {
            if let words = Self.escape(byte) { escaped += words.utf8 } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

/// A text says itself: without this the renderer asks four protocols about each one.
extension String: @retroactive MustacheCustomRenderable {
    public var renderText: String { self }
    public var isNull: Bool { false }
}
