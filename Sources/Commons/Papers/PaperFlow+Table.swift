/// Tables over pages: head and column numbers again on each, rules round the cells, sums at the foot.
extension PaperFlow {
    private static let padding = 2.5

    /// Where a table's columns begin and how wide each is.
    private struct Grid {
        let lefts: [Double]
        let widths: [Double]
        let columns: [PaperTable.Column]
    }

    mutating func add(_ table: PaperTable) {
        let whole = table.columns.reduce(0) { $0 + $1.width }
        guard whole > 0 else { return }
        let widths = table.columns.map { $0.width / whole * sheet.room }
        var lefts: [Double] = []
        var left = sheet.left
        for width in widths {
            lefts.append(left)
            left += width
        }
        let grid = Grid(lefts: lefts, widths: widths, columns: table.columns)
        let top = headHeight(table, grid)
        let below = table.carry == nil ? 0 : 3 * lineHeight
        let heights = table.rows.map { tallness($0.cells, $0.isBold ? .tableBold : .table, grid) }
        let rest = sheet.floor - sheet.top - top - below
        let split = PaperTable.split(heights: heights, first: sheet.floor - y - top - below, rest: rest)
        let start = split.count == 1 ? y : sheet.top
        let pages = PaperTable.keeping(
            split, heights: heights, room: sheet.floor - start - top - below - Self.gap - 2 - after)
        let sums = table.sums(of: pages)
        for (index, page) in pages.enumerated() {
            if index > 0 { turn() }
            if page.isEmpty, pages.count > 1 { continue }
            head(table, grid)
            for number in page {
                let row = table.rows[number]
                cells(row.cells, grid, heights[number], font: row.isBold ? .tableBold : .table)
            }
            if let carry = table.carry { foot(carry, sums[index], grid) }
        }
        y += Self.gap + 2
    }

    private var lineHeight: Double {
        ruler.height("0", .table, width: sheet.room) + 2 * Self.padding
    }

    private func tallness(_ cells: [String], _ font: PaperFont, _ grid: Grid) -> Double {
        var tallest = lineHeight
        for (index, text) in cells.prefix(grid.widths.count).enumerated() where text.utf8.count > 4 {
            let width = grid.widths[index] - 2 * Self.padding
            tallest = max(tallest, ruler.height(text, font, width: width) + 2 * Self.padding)
        }
        return tallest
    }

    private func headHeight(_ table: PaperTable, _ grid: Grid) -> Double {
        tallness(table.columns.map(\.heading), .tableBold, grid) + (table.isNumbered ? lineHeight : 0)
    }

    private mutating func head(_ table: PaperTable, _ grid: Grid) {
        let titles = table.columns.map(\.heading)
        cells(titles, grid, tallness(titles, .tableBold, grid), font: .tableBold, shade: 0.88, centred: true)
        guard table.isNumbered else { return }
        let numbers = table.columns.indices.map { String($0 + 1) }
        cells(numbers, grid, lineHeight, font: .small, shade: 0.95, centred: true)
    }

    private mutating func foot(_ carry: PaperTable.Carry, _ sums: PaperTable.PageSums, _ grid: Grid) {
        for (label, amounts) in [
            (carry.thisPage, sums.thisPage), (carry.before, sums.before), (carry.soFar, sums.soFar),
        ] {
            let first = carry.columns.min() ?? grid.widths.count
            let span = grid.widths.prefix(first).reduce(0, +)
            draw(.fill(x: sheet.left, y: y, width: sheet.room, height: lineHeight, grey: 0.95))
            frame(x: sheet.left, y: y, width: span, height: lineHeight)
            draw(
                .text(
                    label, .tableBold, x: sheet.left + Self.padding, y: y + Self.padding,
                    width: span - 2 * Self.padding, .end))
            for index in grid.widths.indices where index >= first {
                let text = carry.columns.firstIndex(of: index).map { Rupiah(sen: amounts[$0]).formattedPlain }
                cell(text ?? "", grid, index, lineHeight, .tableBold, .end)
            }
            y += lineHeight
        }
    }

    private mutating func cells(
        _ texts: [String], _ grid: Grid, _ height: Double, font: PaperFont, shade: Double? = nil,
        centred: Bool = false
    ) {
        if let shade {
            draw(.fill(x: sheet.left, y: y, width: sheet.room, height: height, grey: shade))
        }
        for index in grid.widths.indices {
            let text = index < texts.count ? texts[index] : ""
            cell(text, grid, index, height, font, centred ? .centre : grid.columns[index].align)
        }
        y += height
    }

    private mutating func cell(
        _ text: String, _ grid: Grid, _ index: Int, _ height: Double, _ font: PaperFont,
        _ align: PaperTable.Align
    ) {
        frame(x: grid.lefts[index], y: y, width: grid.widths[index], height: height)
        guard !text.isEmpty else { return }
        draw(
            .text(
                text, font, x: grid.lefts[index] + Self.padding, y: y + Self.padding,
                width: grid.widths[index] - 2 * Self.padding, align))
    }
}
