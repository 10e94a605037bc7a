/// A table that may go on over pages: its head is repeated, long cells wrap, each page can carry its sums.
public struct PaperTable: Hashable, Sendable {
    public var columns: [Column]
    public var rows: [Row]
    public var carry: Carry?
    /// Whether the columns' numbers 1, 2, 3 stand under the head, as official forms have it.
    public var isNumbered: Bool

    public init(columns: [Column], rows: [Row], carry: Carry? = nil, isNumbered: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.carry = carry
        self.isNumbered = isNumbered
    }

    /// A column: its heading, and its share of the page's width.
    public struct Column: Hashable, Sendable {
        public let heading: String
        /// Weighs against the other columns; about millimetres of an upright page.
        public let width: Double
        public let align: Align

        public init(_ heading: String, width: Double, _ align: Align = .start) {
            self.heading = heading
            self.width = width
            self.align = align
        }
    }

    /// Where a cell's text stands.
    public enum Align: Hashable, Sendable {
        case start, centre, end
    }

    /// One row: a text for each column.
    public struct Row: Hashable, Sendable {
        public let cells: [String]
        public let isBold: Bool
        /// What the row adds to each summed column, in sen, in the order of `Carry.columns`.
        public let amounts: [Int64]

        public init(_ cells: [String], isBold: Bool = false, amounts: [Int64] = []) {
            self.cells = cells
            self.isBold = isBold
            self.amounts = amounts
        }
    }

    /// The sums at the foot of each page: this page, brought forward, and up to here.
    public struct Carry: Hashable, Sendable {
        /// `Jumlah halaman ini`.
        public let thisPage: String
        /// `Pindahan dari halaman sebelumnya`.
        public let before: String
        /// `Jumlah s.d. halaman ini`.
        public let soFar: String
        /// The columns that are summed.
        public let columns: [Int]

        public init(thisPage: String, before: String, soFar: String, columns: [Int]) {
            self.thisPage = thisPage
            self.before = before
            self.soFar = soFar
            self.columns = columns
        }
    }

    /// What the rows of one page come to.
    public struct PageSums: Hashable, Sendable {
        /// On this page, in sen.
        public let thisPage: [Int64]
        /// On all pages before.
        public let before: [Int64]
        /// Both.
        public var soFar: [Int64] { zip(thisPage, before).map { $0 &+ $1 } }
    }

    /// The sums of each page when the rows are split so.
    public func sums(of pages: [Range<Int>]) -> [PageSums] {
        let count = carry?.columns.count ?? 0
        var before = [Int64](repeating: 0, count: count)
        return pages.map { page in
            var here = [Int64](repeating: 0, count: count)
            for row in rows[page] {
                for (index, amount) in row.amounts.prefix(count).enumerated() { here[index] &+= amount }
            }
            let sums = PageSums(thisPage: here, before: before)
            before = sums.soFar
            return sums
        }
    }

    /// Which rows stand on which page: as many as fit, at least one, so that a row taller than a page can't
    /// stop the paper.
    /// - Parameters:
    ///   - heights: of each row.
    ///   - first: room for rows on the first page; the rows move on whole where not even one fits there.
    ///   - rest: room on each page after it.
    public static func split(heights: [Double], first: Double, rest: Double) -> [Range<Int>] {
        var pages: [Range<Int>] = []
        var (start, used, room) = (0, 0.0, first)
        for (index, height) in heights.enumerated() {
            if used + height > room, index > start || (pages.isEmpty && first < rest) {
                pages.append(start..<index)
                (start, used, room) = (index, 0, rest)
            }
            used += height
        }
        pages.append(start..<heights.count)
        return pages
    }

    /// The same pages where below the last row there is room for what stands with it (signatures); else the
    /// last rows begin one page more, so that nobody signs an empty sheet.
    /// - Parameter room: for the rows of the last page and nothing else.
    static func keeping(_ pages: [Range<Int>], heights: [Double], room: Double) -> [Range<Int>] {
        guard let last = pages.last, last.count > 1, heights[last].reduce(0, +) > room else { return pages }
        let turn = last.upperBound - min(3, last.count - 1)
        return pages.dropLast() + [last.lowerBound..<turn, turn..<last.upperBound]
    }
}
