public import Foundation

/// One value handed to a statement. It travels beside the SQL, never inside it.
public enum Parameter: Sendable, Hashable {
    case null
    /// Any type in its text form: text, date (`2026-11-22`), numeric, interval. A zero character is refused.
    case text(String)
    case int(Int)
    case int64(Int64)
    case bool(Bool)
    case uuid(UUID)
    /// bytea, sent in binary.
    case bytes([UInt8])
    /// json or jsonb, already written out.
    case json(String)
    case double(Double)
    /// timestamptz, to the microsecond.
    case moment(Date)
    case texts([String])
    case int64s([Int64])
    case uuids([UUID])

    /// `.null` for nil.
    public static func optional(_ value: String?) -> Parameter { value.map(Parameter.text) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: UUID?) -> Parameter { value.map(Parameter.uuid) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: Int64?) -> Parameter { value.map(Parameter.int64) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: Int?) -> Parameter { value.map(Parameter.int) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: Bool?) -> Parameter { value.map(Parameter.bool) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: Double?) -> Parameter { value.map(Parameter.double) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: [UInt8]?) -> Parameter { value.map(Parameter.bytes) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: Date?) -> Parameter { value.map(Parameter.moment) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: [String]?) -> Parameter { value.map(Parameter.texts) ?? .null }
    /// `.null` for nil.
    public static func optional(_ value: [Int64]?) -> Parameter { value.map(Parameter.int64s) ?? .null }

    /// PostgreSQL's text form, or nil for NULL. Bytes come as `\x…`.
    var wireText: String? {
        switch self {
        case .null: nil
        case .text(let text), .json(let text): text
        case .int(let number): String(number)
        case .int64(let number): String(number)
        case .bool(let truth): truth ? "t" : "f"
        case .uuid(let id): id.uuidString
        case .bytes(let bytes): "\\x" + hexadecimal(bytes)
        case .double(let number): number.description
        case .moment(let date): Moment.text(date)
        case .texts(let texts): "{" + texts.map(quotedArrayElement).joined(separator: ",") + "}"
        case .int64s(let numbers): "{" + numbers.map(\.description).joined(separator: ",") + "}"
        case .uuids(let ids): "{" + ids.map(\.uuidString).joined(separator: ",") + "}"
        }
    }
}

/// Always quoted, so that `NULL`, commas and braces stay text.
private func quotedArrayElement(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
        if character == "\"" || character == "\\" { quoted.unicodeScalars.append("\\") }
        quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

extension Parameter {
    /// One line of `COPY … FROM STDIN` in text format, without its line end: for `Transaction.copyIn`.
    public static func copyLine(_ values: [Parameter]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(9) }
            guard let text = value.wireText else {
                line.append(contentsOf: [92, 78])  // \N
                continue
            }
            for byte in text.utf8 {
                switch byte {
                case 9: line.append(contentsOf: [92, 116])
                case 10: line.append(contentsOf: [92, 110])
                case 13: line.append(contentsOf: [92, 114])
                case 92: line.append(contentsOf: [92, 92])
                default: line.append(byte)
                }
            }
        }
        return line
    }
}
