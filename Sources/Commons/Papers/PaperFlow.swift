/// Puts a paper's blocks on pages, one below the other; a block that doesn't fit moves on whole, a table is
/// split between rows.
struct PaperFlow {
    let paper: Paper
    let sheet: PaperSheet
    let ruler: any PaperRuler
    private(set) var pages: [[PaperInk]] = [[]]
    var y: Double

    static let gap = 6.0
    private static let codeSide = 68.0
    /// Points between what stands above a name and the name.
    private static let roomToSign = 44.0
    /// What must still fit below the block that is being added.
    private(set) var after = 0.0

    init(_ paper: Paper, ruler: any PaperRuler) {
        self.paper = paper
        self.ruler = ruler
        sheet = PaperSheet(paper)
        y = sheet.top
    }

    /// Every page with its foot.
    mutating func run() -> [[PaperInk]] {
        head()
        // The code never stands alone on the last page: it goes where the signatures go, and they with a row.
        let code = paper.stamp == nil ? 0 : Self.codeSide + 2 * Self.gap
        for (index, block) in paper.blocks.enumerated() {
            after = 0
            if index == paper.blocks.count - 1 { after = code }
            if index == paper.blocks.count - 2, case .signatures(let signatures) = paper.blocks[index + 1] {
                after = height(of: signatures) + Self.gap + code
            }
            add(block)
        }
        if let stamp = paper.stamp { add(stamp) }
        return pages.enumerated().map { index, inks in
            mark + inks + foot(index + 1)
        }
    }

    /// Large across the page for the eye, small at its top for programs that read the text.
    private var mark: [PaperInk] {
        guard let mark = paper.mark else { return [] }
        return [
            .mark(mark),
            .text(mark, .tableBold, x: sheet.left, y: sheet.top - 16, width: sheet.room, .end),
        ]
    }

    mutating func draw(_ ink: PaperInk) { pages[pages.count - 1].append(ink) }

    mutating func turn() {
        pages.append([])
        y = sheet.top
    }

    /// Begins a new page where that much doesn't fit on this one.
    mutating func need(_ height: Double) {
        if y + height > sheet.floor, y > sheet.top { turn() }
    }

    private mutating func head() {
        for (index, line) in paper.head.enumerated() {
            let font = index == paper.head.count - 1 ? PaperFont.title : PaperFont.head
            write(line, font, .centre)
        }
        guard !paper.head.isEmpty else { return }
        y += 3
        for (offset, width) in [(0.0, 1.6), (2.4, 0.5)] {
            draw(
                .line(
                    fromX: sheet.left, fromY: y + offset, toX: sheet.width - sheet.right, toY: y + offset,
                    width: width))
        }
        y += 12
    }

    private mutating func add(_ block: Paper.Block) {
        switch block {
        case .title(let title, let lines):
            write(title.uppercased(), .title, .centre)
            for line in lines { write(line, .body, .centre) }
            y += Self.gap
        case .text(let text, let style):
            let font: PaperFont =
                switch style {
                case .plain, .centred: .body
                case .bold: .bodyBold
                case .small: .small
                }
            write(text, font, style == .centred ? .centre : .start)
            y += 3
        case .facts(let facts):
            for fact in facts { write(fact) }
            y += Self.gap
        case .box(let text): box(text)
        case .table(let table): add(table)
        case .signatures(let signatures): add(signatures)
        case .space(let millimetres): y += millimetres * PaperSheet.pointsPerMillimetre
        }
    }

    private mutating func write(_ text: String, _ font: PaperFont, _ align: PaperTable.Align) {
        let height = ruler.height(text, font, width: sheet.room)
        need(height)
        draw(.text(text, font, x: sheet.left, y: y, width: sheet.room, align))
        y += height
    }

    private mutating func write(_ fact: Paper.Fact) {
        let label = sheet.room * 0.27
        let value = sheet.room - label - 10
        let height = max(
            ruler.height(fact.label, .body, width: label - 4),
            ruler.height(fact.value, .body, width: value))
        need(height + 2)
        draw(.text(fact.label, .body, x: sheet.left, y: y, width: label - 4, .start))
        draw(.text(":", .body, x: sheet.left + label, y: y, width: 8, .start))
        draw(.text(fact.value, .body, x: sheet.left + label + 10, y: y, width: value, .start))
        y += height + 2
    }

    private mutating func box(_ text: String) {
        let inner = sheet.room - 16
        let height = ruler.height(text, .bodyBold, width: inner) + 12
        need(height)
        draw(.fill(x: sheet.left, y: y, width: sheet.room, height: height, grey: 0.93))
        frame(x: sheet.left, y: y, width: sheet.room, height: height)
        draw(.text(text, .bodyBold, x: sheet.left + 8, y: y + 6, width: inner, .start))
        y += height + Self.gap
    }

    mutating func frame(x: Double, y: Double, width: Double, height: Double) {
        let (right, low) = (x + width, y + height)
        draw(.line(fromX: x, fromY: y, toX: right, toY: y, width: 0.5))
        draw(.line(fromX: x, fromY: low, toX: right, toY: low, width: 0.5))
        draw(.line(fromX: x, fromY: y, toX: x, toY: low, width: 0.5))
        draw(.line(fromX: right, fromY: y, toX: right, toY: low, width: 0.5))
    }

    /// Beside each other, their names in one line; what stands above a name may be broken into more lines.
    private mutating func add(_ signatures: [Paper.Signature]) {
        guard !signatures.isEmpty else { return }
        let width = sheet.room / Double(max(2, signatures.count))
        let inner = width - 6
        let names = signatures.map(Self.name)
        let above = signatures.map { $0.above.map { ruler.height($0, .body, width: inner) + 1 } }
        let tallest = above.map { $0.reduce(0, +) }.max() ?? 0
        let height = height(of: signatures)
        need(height + after)
        // A single signature stands on the right, as on letters.
        let shift = signatures.count == 1 ? 1 : 0
        for (index, signature) in signatures.enumerated() {
            let x = sheet.left + Double(index + shift) * width
            var high = y + tallest - above[index].reduce(0, +)
            for (text, step) in zip(signature.above, above[index]) {
                draw(.text(text, .body, x: x, y: high, width: inner, .centre))
                high += step
            }
            draw(.text(names[index], .bodyBold, x: x, y: high + Self.roomToSign, width: inner, .centre))
        }
        y += height + Self.gap
    }

    private static func name(_ signature: Paper.Signature) -> String {
        signature.name.isEmpty ? String(repeating: ".", count: 32) : signature.name
    }

    private func height(of signatures: [Paper.Signature]) -> Double {
        let inner = sheet.room / Double(max(2, signatures.count)) - 6
        let above = signatures.map { $0.above.reduce(0) { $0 + ruler.height($1, .body, width: inner) + 1 } }
        let names = signatures.map { ruler.height(Self.name($0), .bodyBold, width: inner) }
        return (above.max() ?? 0) + Self.roomToSign + (names.max() ?? 0)
    }

    private mutating func add(_ stamp: PaperStamp) {
        let side = Self.codeSide
        y += Self.gap
        need(side)
        draw(.code(stamp.address, x: sheet.left, y: y, side: side))
        draw(
            .text(
                stamp.caption, .small, x: sheet.left + side + 8, y: y + 10, width: sheet.room - side - 8,
                .start))
        y += side
    }

    private func foot(_ page: Int) -> [PaperInk] {
        let low = sheet.floor + 12
        let label = paper.pageLabel.replacing("{page}", with: String(page))
            .replacing("{pages}", with: String(pages.count))
        return [
            .line(
                fromX: sheet.left, fromY: low - 3, toX: sheet.width - sheet.right, toY: low - 3, width: 0.3),
            .text(paper.foot, .small, x: sheet.left, y: low, width: sheet.room * 0.72, .start),
            .text(
                label, .small, x: sheet.left + sheet.room * 0.74, y: low, width: sheet.room * 0.26, .end),
        ]
    }
}
