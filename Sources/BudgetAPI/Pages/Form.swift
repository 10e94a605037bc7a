import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// A submitted form (`application/x-www-form-urlencoded`): names and values in their order.
struct Form: Sendable {
    private let pairs: [(name: String, value: String)]

    /// More fields than a full RAB grid has is not a form of ours.
    static let fieldLimit = 20_000

    init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// - Throws: `malformed-request` for broken percent-encoding, bad UTF-8 or too many fields.
    init(parsing body: String) throws(Problem) {
        var pairs: [(name: String, value: String)] = []
        for part in body.split(separator: "&") {
            guard pairs.count < Form.fieldLimit else { throw Problem(.bodyTooLarge) }
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let name = Form.decode(part[..<equals])
            let value = Form.decode(part[equals...].dropFirst())
            guard let name, let value else { throw Problem(.malformedRequest) }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    /// The first value under a name, as typed.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values under a name, in order: the cells of one column of a table of rows.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The same form with one value under a name.
    func replacing(_ name: String, by value: String) -> Form {
        Form(pairs.filter { $0.name != name } + [(name, value)])
    }

    private static func decode(_ text: Substring) -> String? {
        let spaced = text.contains("+") ? text.replacingOccurrences(of: "+", with: " ") : String(text)
        return spaced.removingPercentEncoding
    }
}

extension Request {
    /// The submitted form of this request.
    /// - Throws: `unsupported-media-type`, `body-too-large`, `malformed-request`.
    func form() async throws -> Form {
        guard let type = headers[.contentType], type.hasPrefix("application/x-www-form-urlencoded") else {
            throw Problem(.unsupportedMediaType)
        }
        let buffer = try await body.collect(upTo: AppContext.bodyBytesLimit)
        guard let text = String(bytes: buffer.readableBytesView, encoding: .utf8) else {
            throw Problem(.malformedRequest)
        }
        return try Form(parsing: text)
    }
}

/// Reads a form into typed values and gathers what is wrong, field by field, so that a person learns of every
/// mistake at once. `finish()` throws them together.
struct FormReader {
    let form: Form
    private(set) var problems: [FieldProblem] = []

    init(_ form: Form) { self.form = form }

    /// A text that must be there, trimmed.
    mutating func text(_ name: String, limit: Int = 500) -> String {
        let value = optionalText(name, limit: limit)
        if value.isEmpty, !problems.contains(where: { $0.field == name }) { fail(name, "missing") }
        return value
    }

    /// A text that may be left empty, trimmed.
    mutating func optionalText(_ name: String, limit: Int = 500) -> String {
        let value = (form[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        if value.count > limit { fail(name, "too-long", ["limit": .integer(Int64(limit))]) }
        return value
    }

    /// An amount in rupiah as people write it (`1.234.567` or `1.234.567,50`), in sen.
    mutating func sen(_ name: String) -> Int64 {
        let value = text(name, limit: 40)
        guard !value.isEmpty else { return 0 }
        do {
            return try Rupiah(parsing: value).sen
        } catch {
            fail(name, "not-money")
            return 0
        }
    }

    /// A whole number.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int {
        let value = text(name, limit: 20)
        guard !value.isEmpty else { return range.lowerBound }
        guard let number = Int(value), range.contains(number) else {
            fail(
                name, "not-a-number",
                [
                    "from": .integer(Int64(range.lowerBound)), "until": .integer(Int64(range.upperBound)),
                ])
            return range.lowerBound
        }
        return number
    }

    /// A day as the browser's date field sends it: `2026-11-22`.
    mutating func day(_ name: String) -> String {
        let value = text(name, limit: 10)
        guard !value.isEmpty else { return value }
        if !CalendarDay.isValid(value) { fail(name, "not-a-day") }
        return value
    }

    /// An id, lower-case UUID.
    mutating func uuid(_ name: String) -> UUID {
        guard let id = UUID(uuidString: text(name, limit: 36)) else {
            fail(name, "missing")
            return UUID()
        }
        return id
    }

    /// Notes that a field is wrong; `key` is the text `field.KEY`.
    mutating func fail(_ name: String, _ key: String, _ facts: [String: Fact] = [:]) {
        problems.append(FieldProblem(field: name, key: key, facts: facts))
    }

    /// - Throws: `invalid-fields` with everything that was noted.
    func finish() throws(Problem) {
        guard problems.isEmpty else { throw Problem(.invalidFields, fields: problems) }
    }
}

/// A calendar day written `2026-11-22`.
enum CalendarDay {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1900...2200).contains(year), (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }
}
