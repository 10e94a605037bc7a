internal import Commons

/// What the typed rows of a sheet say: budget lines, and what is wrong with which cell.
public struct SheetReading: Hashable, Sendable {
    /// A cell that can't be saved as it is.
    public struct Fault: Hashable, Sendable {
        /// Counts from 1, over all rows.
        public let row: Int
        /// One of `SheetRow.columns`.
        public let column: String
        /// What is wrong: `missing-in-row`, `not-money-in-row`, `english-in-row`, `not-a-volume`,
        /// `activity-in-row`, `account-in-row`, `sub-in-row`.
        public let key: String
    }

    /// By key, each with its rows in the order of the sheet.
    public let lines: [LineDraft]
    /// By row.
    public let faults: [Fault]

    /// - Parameter activity: where the whole sheet belongs to one activity; its column then counts nothing.
    public init(_ rows: [SheetRow], activity: String? = nil) {
        var reader = Reader()
        for (index, row) in rows.enumerated() where !row.isBlank {
            reader.read(row, number: index + 1, activity: activity)
        }
        lines = reader.drafts.sorted { $0.key < $1.key }.map { LineDraft(key: $0.key, rab: $0.value) }
        faults = reader.faults
    }

    private struct Reader {
        var drafts: [LineKey: [RABItem]] = [:]
        var faults: [Fault] = []

        mutating func fail(_ row: Int, _ column: String, _ key: String) {
            faults.append(Fault(row: row, column: column, key: key))
        }

        mutating func read(_ row: SheetRow, number: Int, activity fixed: String?) {
            let key = key(row, number, fixed)
            // A line of zero is legal: its codes and nothing else.
            if ["description", "volume", "unit", "price"].allSatisfy({ row[$0].isEmpty }) {
                drafts[key, default: []] += []
                return
            }
            if row["description"].isEmpty { fail(number, "description", "missing-in-row") }
            let item = RABItem(
                description: row["description"], volume: volume(row["volume"], number), unit: row["unit"],
                unitPrice: price(row["price"], number))
            drafts[key, default: []].append(item)
        }

        private mutating func key(_ row: SheetRow, _ number: Int, _ fixed: String?) -> LineKey {
            let account = SheetCodes.account(row["account"])
            if row["account"].isEmpty {
                fail(number, "account", "missing-in-row")
            } else if account == nil {
                fail(number, "account", "account-in-row")
            }
            let isMoney = account.map { !$0.hasPrefix("5.") } ?? false
            let activity = fixed ?? (row["activity"].isEmpty && isMoney ? LineKey.noActivity : nil)
            let read = activity ?? SheetCodes.activity(row["activity"])
            if activity == nil, row["activity"].isEmpty {
                fail(number, "activity", "missing-in-row")
            } else if read == nil {
                fail(number, "activity", "activity-in-row")
            }
            if row["fund"].isEmpty { fail(number, "fund", "missing-in-row") }
            let sub = SheetCodes.subDetail(row["sub"])
            if sub == nil { fail(number, "sub", "sub-in-row") }
            return LineKey(
                activity: read ?? row["activity"], account: account ?? row["account"],
                fund: row["fund"].uppercased(), subDetail: sub ?? "01")
        }

        private mutating func volume(_ text: String, _ number: Int) -> Volume {
            do throws(LedgerError) {
                return try Volume(parsing: text)
            } catch {
                fail(number, "volume", text.isEmpty ? "missing-in-row" : "not-a-volume")
                return Volume(tenThousandths: 0)
            }
        }

        private mutating func price(_ text: String, _ number: Int) -> Rupiah {
            do throws(MoneyError) {
                return try Rupiah(parsing: text)
            } catch {
                if case .englishForm = error {
                    fail(number, "price", "english-in-row")
                } else {
                    fail(number, "price", text.isEmpty ? "missing-in-row" : "not-money-in-row")
                }
                return .zero
            }
        }
    }
}

/// Codes as other programs spell them: with a dot at the end, with or without zeros in front.
public enum SheetCodes {
    /// `02.03.10.` → `2.3.10`; nothing, `0` and `00.00.00.` are income and financing. `nil` for no code.
    public static func activity(_ text: String) -> String? {
        guard let parts = numbers(text) else { return nil }
        if parts.allSatisfy({ $0 == 0 }) { return LineKey.noActivity }
        guard parts.count == 3 else { return nil }
        return "\(parts[0]).\(parts[1]).\(padded(parts[2]))"
    }

    /// `5.3.5.1.` → `5.3.5.01`; `nil` for no objek.
    public static func account(_ text: String) -> String? {
        guard let parts = numbers(text), parts.count == 4 else { return nil }
        return "\(parts[0]).\(parts[1]).\(parts[2]).\(padded(parts[3]))"
    }

    /// `` → `01`, `2` → `02`; `nil` for more than two digits.
    public static func subDetail(_ text: String) -> String? {
        if text.isEmpty { return "01" }
        guard text.utf8.count <= 2, let number = Int(text), number >= 0, text.utf8.first != 43 else {
            return nil
        }
        return padded(number)
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func numbers(_ text: String) -> [Int]? {
        let body = text.hasSuffix(".") ? text.dropLast() : text[...]
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...2).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
