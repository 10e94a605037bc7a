/// Text that a stranger's camera wrote, made safe to keep: short, valid UTF-8, without control characters and
/// without the marks that turn reading direction. Escaping for HTML, CSV and logs stays with those outputs.
enum PhotoText {
    /// - Returns: the text, `nil` when nothing is left, and whether anything but padding was taken away.
    static func cleaned(_ bytes: ArraySlice<UInt8>, limit: Int) -> (text: String?, isChanged: Bool) {
        var isChanged = false
        var kept = String.UnicodeScalarView()
        var size = 0
        // A few more bytes than can be kept: enough for what is dropped on the way, never the whole 60 kB.
        for scalar in String(decoding: bytes.prefix(limit * 2), as: UTF8.self).unicodeScalars {
            guard isPlain(scalar) else {
                isChanged = true
                continue
            }
            let width = UTF8.width(scalar)
            guard size + width <= limit else {
                isChanged = true
                break
            }
            if scalar == "\u{FFFD}" { isChanged = true }
            kept.append(scalar)
            size += width
        }
        if bytes.count > limit * 2 { isChanged = true }
        let text = trimmed(String(kept))
        return (text.isEmpty ? nil : text, isChanged)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: false  // C0, DEL, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false  // direction
        case 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9...0xFFFB: false  // invisible, line breaks
        case 0xE0000...0xE0FFF: false  // tags
        default: true
        }
    }
}
