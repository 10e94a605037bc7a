internal import Commons
internal import Foundation

/// Judges the rows of a csv export against the entries that its proof holds, one entry after the other.
struct ProvenRows {
    private var reader: CSVReader
    private let columns: [String]
    private var row = 1

    /// Columns that the proof says something of; the others are there for people.
    private static let proven = [
        "village", "year", "number", "book_date", "recorded_at", "kind", "reverses", "origin", "description",
        "ordinal", "account", "activity", "fund", "sub_detail", "debit", "credit",
    ]

    /// - Throws: `.otherRow` where the head of the file is another.
    init(_ csv: [UInt8]) throws(ProofFault) {
        reader = CSVReader(bytes: csv)
        do {
            columns = try reader.next()?.fields ?? []
        } catch {
            throw .otherRow(row: 1, number: 0)
        }
        guard Self.proven.allSatisfy(columns.contains) else { throw .otherRow(row: 1, number: 0) }
    }

    /// The next rows must be the legs of this entry.
    mutating func check(_ line: UnsafeRawBufferPointer, _ number: Int64) throws(ProofFault) {
        let entry: Entry
        do {
            entry = try JSONDecoder().decode(Entry.self, from: Data(line))
        } catch {
            throw .otherRow(row: row + 1, number: number)
        }
        for leg in entry.data.postings {
            row += 1
            guard let fields = next(), matches(fields, entry, leg) else {
                throw .otherRow(row: row, number: number)
            }
        }
    }

    /// No row may be left.
    mutating func finish() throws(ProofFault) {
        row += 1
        guard next() == nil else { throw .otherRow(row: row, number: 0) }
    }

    private mutating func next() -> [String: String]? {
        do {
            guard let fields = try reader.next()?.fields, fields.count == columns.count else { return nil }
            return Dictionary(zip(columns, fields), uniquingKeysWith: { first, _ in first })
        } catch {
            return [:]
        }
    }

    private func matches(_ found: [String: String], _ entry: Entry, _ leg: Entry.Posting) -> Bool {
        let data = entry.data
        let wanted = [
            "village": data.village, "year": String(data.year), "number": String(data.number),
            "book_date": data.date, "kind": data.kind, "origin": data.origin,
            "reverses": data.reverses.map { String($0) } ?? "", "ordinal": String(leg.ordinal),
            "account": leg.account, "activity": leg.activity, "fund": leg.fund, "sub_detail": leg.subDetail,
            "debit": Self.decimal(max(0, leg.sen)), "credit": Self.decimal(max(0, -leg.sen)),
        ]
        guard wanted.allSatisfy({ found[$0.key] == $0.value }),
            Self.moment(found["recorded_at"] ?? "") == data.recorded
        else { return false }
        // A text that a spreadsheet would take for a formula stands behind an apostrophe.
        guard let text = entry.open?.description else { return true }
        return found["description"] == text || found["description"] == "'" + text
    }

    private static func decimal(_ sen: Int64) -> String {
        let rest = sen % 100
        return "\(sen / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// `2026-02-03 02:15:00.5+00` as leaves write it.
    private static func moment(_ text: String) -> String {
        guard text.hasSuffix("+00") else { return "" }
        let parts = text.dropLast(3).split(separator: ".", omittingEmptySubsequences: false)
        let micros = parts.count > 1 ? parts[1] : ""
        return parts[0].replacing(" ", with: "T") + "." + micros
            + String(repeating: "0", count: max(0, 6 - micros.count)) + "Z"
    }

    /// An entry's line as far as a row repeats it.
    private struct Entry: Decodable {
        struct Open: Decodable { let description: String }
        struct Posting: Decodable {
            let ordinal: Int
            let account, activity, fund, subDetail: String
            let sen: Int64

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                ordinal = try list.decode(Int.self)
                account = try list.decode(String.self)
                activity = try list.decode(String.self)
                fund = try list.decode(String.self)
                subDetail = try list.decode(String.self)
                sen = try list.decode(Int64.self)
            }
        }
        struct Facts: Decodable {
            let village, date, recorded, kind, origin: String
            let year: Int
            let number: Int64
            let reverses: Int64?
            let postings: [Posting]
        }

        let data: Facts
        let open: Open?
    }
}

extension VerifyProof {
    /// Judges a csv export by its proof, and then each of its rows against it.
    /// - Throws: the first fault of the proof, or of the rows before it.
    public func callAsFunction(
        csv: [UInt8], proof: UnsafeRawBufferPointer
    ) throws(ProofFault) -> Report {
        var rows = try ProvenRows(csv)
        let report = try self(proof) { (line, number) throws(ProofFault) in try rows.check(line, number) }
        try rows.finish()
        return report
    }
}
