internal import Foundation

/// How many rows of a list one call gives.
public struct PageLimit: Hashable, Sendable {
    /// The most a list ever gives at once.
    public static let largest = 500
    /// 1…500.
    public let rows: Int

    /// Values outside 1…500 are moved inside.
    public init(_ rows: Int = 50) { self.rows = min(max(rows, 1), PageLimit.largest) }
}

/// A part of a list, and where the next part begins.
public struct Page<Element: Sendable>: Sendable {
    /// In the list's order.
    public let rows: [Element]
    /// Give it as `after` to get the rows that follow; `nil` when these were the last.
    public let next: String?
}

/// Where a list ordered by day and id goes on.
struct DayCursor: Hashable, Sendable {
    let day: Day
    let id: UUID

    /// The cursor that follows a row of that day and id.
    static func text(_ day: String, _ id: UUID) -> String { "\(day),\(id.uuidString.lowercased())" }

    /// Reads `2026-03-01,018f…`.
    init(parsing text: String) throws(LedgerError) {
        let parts = text.split(separator: ",")
        guard parts.count == 2, let id = UUID(uuidString: String(parts[1])) else {
            throw .malformedDay(String(text.prefix(60)))
        }
        day = try Day(parsing: String(parts[0]))
        self.id = id
    }
}

/// A search text in which `%` and `_` mean themselves; `nil` when empty.
func likePattern(_ text: String) -> String? {
    let plain = text.filter { !"%_\\".contains($0) }
    return plain.isEmpty ? nil : plain
}
