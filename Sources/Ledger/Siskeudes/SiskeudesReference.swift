public import Commons
public import Foundation

/// The lists a Siskeudes export is read against: national codes as Siskeudes spells them, and known columns.
public struct SiskeudesReference: Sendable {
    /// An activity or account of the national list.
    struct Entry: Hashable, Sendable {
        let code: String
        let name: String
        let kind: Int?
    }

    /// What a Siskeudes code means here.
    enum Meaning: Hashable {
        case national(Entry)
        /// 90–99 below a list entry that leaves them to the county; the code in Balai's form.
        case county(String)
    }

    private var activities: [String: Entry] = [:]
    private var activitySlots: Set<String> = []
    private var accounts: [String: Entry] = [:]
    private var accountSlots: Set<String> = []
    private var funds: [String: String] = [:]
    private var spellings: [String: String] = [:]
    private var columns: [String: [String]] = [:]

    /// Rows of the lists of `schema/reference`, each value by the name of its column.
    public init(
        activities: [[String: String]], accounts: [[String: String]], funds: [[String: String]],
        columns: [[String: String]]
    ) {
        for row in activities where row["level"] == "3" {
            guard let code = row["code"], let spelling = row["siskeudes_code"] else { continue }
            let entry = Entry(code: code, name: row["name"] ?? "", kind: row["kind"].flatMap { Int($0) })
            self.activities[spelling] = entry
            spellings[code] = spelling
            self.activities[Self.padded(code)] = entry
            if row["slot"] == "90-99" { activitySlots.insert(Self.stem(spelling)) }
        }
        for row in accounts where row["level"] == "4" {
            guard let code = row["code"] else { continue }
            let entry = Entry(code: code, name: row["name"] ?? "", kind: nil)
            self.accounts[code] = entry
            for synonym in Self.words(row["synonyms"]) { self.accounts[synonym] = entry }
            if row["slot"] == "90-99" { accountSlots.insert(Self.stem(code)) }
        }
        for row in funds {
            guard let code = row["code"] else { continue }
            for spelling in [code] + Self.words(row["synonyms"]) { self.funds[spelling.uppercased()] = code }
        }
        for row in columns {
            guard let table = row["table"], let column = row["column"] else { continue }
            self.columns[table, default: []].append(column)
        }
    }

    /// Reads the lists from a folder such as `schema/reference`.
    ///
    /// - Throws: `ReferenceError` where a list is missing or broken.
    public init(folder: URL) throws(ReferenceError) {
        self.init(
            activities: try ReferenceList("activities", in: folder).rows,
            accounts: try ReferenceList("accounts", in: folder).rows,
            funds: try ReferenceList("fund_sources", in: folder).rows,
            columns: try ReferenceList("siskeudes_columns", in: folder).rows)
    }

    /// `02.03.13`, without the village and the last dot, as Balai's `2.3.13`; nil where no list has it.
    func activity(_ spelling: String) -> Meaning? {
        if let entry = activities[spelling] { return .national(entry) }
        guard Self.isSlot(spelling), activitySlots.contains(Self.stem(spelling)) else { return nil }
        let parts = spelling.split(separator: ".")
        return .county(
            (parts.dropLast().map { String(Int($0) ?? 0) } + parts.suffix(1).map(String.init)).joined(
                separator: "."))
    }

    /// `5.2.2.93`, without the last dot; nil where no list has it.
    func account(_ spelling: String) -> Meaning? {
        if let entry = accounts[spelling] { return .national(entry) }
        guard Self.isSlot(spelling), accountSlots.contains(Self.stem(spelling)) else { return nil }
        return .county(spelling)
    }

    /// `DD` or `DDS` as `DDS`; nil where the code is unknown.
    func fund(_ spelling: String) -> String? { funds[spelling.uppercased()] }

    /// Balai's `2.3.13` as Siskeudes spells it, `02.03.13`, without the village and the last dot.
    func spelling(ofActivity code: String) -> String { spellings[code] ?? Self.padded(code) }

    /// The columns that Siskeudes gives a table, in its order; nil where it has no such table.
    func columns(of table: String) -> [String]? { columns[table] }

    /// Every table of Siskeudes by its lower-case name.
    var tables: [String: String] {
        Dictionary(columns.keys.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every table of Siskeudes, in alphabetical order.
    public var tableNames: [String] { columns.keys.sorted() }

    private static func padded(_ code: String) -> String {
        code.split(separator: ".").map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ".")
    }

    private static func stem(_ code: String) -> String {
        code.split(separator: ".").dropLast().joined(separator: ".")
    }

    private static func isSlot(_ code: String) -> Bool {
        guard let last = code.split(separator: ".").last, last.utf8.count == 2, let number = Int(last) else {
            return false
        }
        return (90...99).contains(number)
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    }
}
