/// One thing drawn on a page, in points (1/72 inch) from the top left corner.
enum PaperInk {
    case text(String, PaperFont, x: Double, y: Double, width: Double, PaperTable.Align)
    case line(fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double)
    case fill(x: Double, y: Double, width: Double, height: Double, grey: Double)
    /// A square QR code of that text.
    case code(String, x: Double, y: Double, side: Double)
    /// Large, pale and slanted across the page.
    case mark(String)
}

/// How big and heavy a text is, in points.
struct PaperFont: Hashable {
    var size: Double
    var isBold = false

    static let table = PaperFont(size: 8)
    static let tableBold = PaperFont(size: 8, isBold: true)
    static let body = PaperFont(size: 10)
    static let bodyBold = PaperFont(size: 10, isBold: true)
    static let small = PaperFont(size: 7.5)
    static let title = PaperFont(size: 12, isBold: true)
    static let head = PaperFont(size: 11, isBold: true)
}

/// Who can tell how tall a text gets when its lines are broken at a width.
protocol PaperRuler {
    func height(_ text: String, _ font: PaperFont, width: Double) -> Double
}

/// The sheet in points, with its margins.
struct PaperSheet {
    let width: Double
    let height: Double
    let left = 56.7, right = 42.5, top = 42.5, bottom = 51.0

    init(_ paper: Paper) {
        let size = paper.size.millimetres
        let (short, long) = (size.width * Self.pointsPerMillimetre, size.height * Self.pointsPerMillimetre)
        (width, height) = paper.isLandscape ? (long, short) : (short, long)
    }

    static let pointsPerMillimetre = 72 / 25.4

    var room: Double { width - left - right }
    /// Below it only the foot stands.
    var floor: Double { height - bottom }
}
