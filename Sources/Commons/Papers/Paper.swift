/// A document to be printed: what stands on which sheet, block by block. Knows nothing of PDF; `PaperPress`
/// makes one of it.
public struct Paper: Hashable, Sendable {
    public var size: Size
    public var isLandscape: Bool
    /// For the file's properties, and the window that shows it.
    public var title: String
    /// Whose paper it is, from the regency down to the village; stands above a double rule on the first page.
    public var head: [String]
    public var blocks: [Block]
    /// Stands small at the foot of every page.
    public var foot: String
    /// `Halaman {page} dari {pages}`.
    public var pageLabel: String
    /// Set large and pale across every page: `DATA CONTOH`.
    public var mark: String?
    public var stamp: PaperStamp?

    public init(
        size: Size, isLandscape: Bool = false, title: String, head: [String], blocks: [Block], foot: String,
        pageLabel: String, mark: String? = nil, stamp: PaperStamp? = nil
    ) {
        self.size = size
        self.isLandscape = isLandscape
        self.title = title
        self.head = head
        self.blocks = blocks
        self.foot = foot
        self.pageLabel = pageLabel
        self.mark = mark
        self.stamp = stamp
    }

    /// The sheets that village offices print on.
    public enum Size: String, CaseIterable, Hashable, Sendable {
        case a4
        /// Folio as Indonesia cuts it, 215 × 330 mm.
        case f4

        /// Upright, in millimetres.
        public var millimetres: (width: Double, height: Double) {
            switch self {
            case .a4: (210, 297)
            case .f4: (215, 330)
            }
        }
    }

    /// One piece of a paper, from top to bottom.
    public enum Block: Hashable, Sendable {
        /// The paper's name in bold capitals, with lines such as its number and period below.
        case title(String, lines: [String])
        case text(String, TextStyle)
        /// Labels with their values, `Sudah terima dari : Kaur Keuangan`.
        case facts([Fact])
        /// Framed, for an amount in words or figures.
        case box(String)
        case table(PaperTable)
        /// Side by side, kept on one page.
        case signatures([Signature])
        case space(millimetres: Double)
    }

    /// How a text is set.
    public enum TextStyle: Hashable, Sendable {
        case plain, bold, small, centred
    }

    /// A label and its value.
    public struct Fact: Hashable, Sendable {
        public let label: String
        public let value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// Who signs: what stands above the name, and the name.
    public struct Signature: Hashable, Sendable {
        /// `Mengetahui,` and the post; one line each.
        public let above: [String]
        /// Empty where a line is left to write on.
        public let name: String

        public init(above: [String], name: String) {
            self.above = above
            self.name = name
        }
    }
}

/// What lets a reader check a printed report: a QR code, and words beside it.
public struct PaperStamp: Hashable, Sendable {
    /// The address that the code opens.
    public let address: String
    /// What the code is for.
    public let caption: String

    public init(address: String, caption: String) {
        self.address = address
        self.caption = caption
    }
}
