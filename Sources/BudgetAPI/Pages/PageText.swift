/// Text as HTML pages write it: the five characters with a meaning of their own are escaped. Byte by byte: of
/// whole characters a bracket with a combining mark would be another one, and stay.
enum PageText {
    /// Adds the text to a page.
    static func append(_ text: String, to page: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &page) }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to page: inout [UInt8]) {
        var start = 0
        for (index, byte) in bytes.enumerated() {
            guard let words = escape(byte) else { continue }
            page.append(contentsOf: bytes[start..<index])
            page.append(contentsOf: words.utf8)
            start = index + 1
        }
        page.append(contentsOf: bytes[start...])
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
