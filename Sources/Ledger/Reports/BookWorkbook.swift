internal import Commons

/// The columns of a journal as a table, by the names that programs read.
enum BookColumn: String, CaseIterable {
    case village, year, number
    case bookDate = "book_date"
    case recordedAt = "recorded_at"
    case kind
    case documentNumber = "document_number"
    case reverses, origin, description, ordinal, account
    case accountName = "account_name"
    case activity, fund
    case subDetail = "sub_detail"
    case debit, credit, mark

    /// In characters.
    var width: Double {
        switch self {
        case .description, .accountName: 40
        case .recordedAt: 30
        case .village, .documentNumber, .debit, .credit: 18
        default: 12
        }
    }
}

/// Gathers a journal into a workbook: a row a leg, the columns of the csv.
struct BookWorkbook {
    /// More legs than a village has in twenty years; a workbook is held in memory whole.
    static let rowLimit = 100_000

    private let village: VillageCode
    private let year: Int
    private let place: (name: String, isDemo: Bool)
    private var rows: [Workbook.Row] = []

    init(village: VillageCode, year: Int, place: (name: String, isDemo: Bool)) {
        self.village = village
        self.year = year
        self.place = place
    }

    /// - Throws: `.tooManyRows`: take csv.
    mutating func add(_ leg: JournalLeg) throws(WorkbookError) {
        guard rows.count < Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
        rows.append(Workbook.Row(BookColumn.allCases.map { cell($0, of: leg) }))
    }

    var workbook: Workbook {
        let title = "\(village.dotted) \(place.name) \(year)"
        let columns = BookColumn.allCases.map { Workbook.Column($0.rawValue, width: $0.width) }
        return Workbook(
            title: place.isDemo ? "\(title) – DATA CONTOH" : title,
            sheets: [.table(String(year), columns, rows)])
    }

    private func cell(_ column: BookColumn, of leg: JournalLeg) -> Workbook.Cell {
        switch column {
        case .village: .text(village.dotted)
        case .year: .count(year)
        case .number: .count(Int(leg.number))
        case .bookDate: .day(leg.day)
        case .recordedAt: .text(leg.recordedAt)
        case .kind: .text(leg.kind)
        case .documentNumber: leg.documentNumber.map { .count($0) } ?? .empty
        case .reverses: leg.reverses.map { .count(Int($0)) } ?? .empty
        case .origin: .text(leg.origin)
        case .description: .text(leg.description)
        case .ordinal: .count(leg.ordinal)
        case .account: .text(leg.account)
        case .accountName: .text(leg.accountName)
        case .activity: .text(leg.activity)
        case .fund: .text(leg.fund)
        case .subDetail: .text(leg.subDetail)
        case .debit: .money(Rupiah(sen: max(0, leg.amountSen)))
        case .credit: .money(Rupiah(sen: max(0, -leg.amountSen)))
        case .mark: place.isDemo ? .text("DATA CONTOH") : .empty
        }
    }
}
