public import Commons

/// Why a file is no budget sheet.
public enum SheetFileError: Error, Hashable, Sendable {
    /// Neither a workbook nor a table of text.
    case unreadable
    /// A comma-separated file that is broken on that line.
    case broken(line: Int)
    /// A workbook that asks for more than is allowed, or hides what no spreadsheet program writes.
    case refused
    case tooManyRows(limit: Int)
    case empty

    /// What `sheet.fault.CODE` words, with the line or limit it names.
    public var fault: (code: String, number: Int) {
        switch self {
        case .unreadable: ("unreadable", 0)
        case .broken(let line): ("broken", line)
        case .refused: ("refused", 0)
        case .tooManyRows(let limit): ("too-many-rows", limit)
        case .empty: ("empty", 0)
        }
    }
}

/// A budget as a file: what a person brings from Excel, LibreOffice or another program.
public enum SheetFile {
    /// Words that head a column, in lower case, beside the names that our own files carry.
    private static let headings: [String: [String]] = [
        "activity": ["kegiatan", "kode kegiatan", "activity", "kd_keg"],
        "account": ["rekening", "kode rekening", "account", "kd_rincian", "objek"],
        "fund": ["sumber", "sumber dana", "fund", "fund source", "sumberdana"],
        "sub": ["sub", "sub rincian", "sub-detail", "sub_detail", "kd_subrinci"],
        "description": ["uraian", "description", "rincian"],
        "volume": ["volume", "jumlah satuan", "jmlsatuan"],
        "unit": ["satuan", "unit"],
        "price": [
            "harga satuan", "harga satuan (rp)", "harga", "unit price", "unit price (rp)", "hrgsatuan",
        ],
    ]
    /// How the file for programs heads its columns; its numbers have decimal points.
    static let plainHeadings = [
        "activity", "account", "fund", "sub_detail", "description", "volume", "unit", "unit_price",
    ]

    /// Reads XLSX or CSV with commas, semicolons or tabs; the first row may head the columns in any order.
    /// - Throws: `SheetFileError`.
    public static func read(_ bytes: [UInt8]) async throws(SheetFileError) -> [SheetRow] {
        let table =
            bytes.starts(with: [0x50, 0x4B])
            ? try await workbook(bytes) : try delimited(bytes)
        guard let first = table.first else { throw .empty }
        let isPlain = Array(first.prefix(plainHeadings.count)) == plainHeadings
        let order = isPlain ? Array(plainHeadings.indices) : columns(headedBy: first)
        let body = order == nil ? table[...] : table.dropFirst()
        guard body.count <= SheetRow.limit else { throw .tooManyRows(limit: SheetRow.limit) }
        let rows = body.map { texts in
            var row = SheetRow(
                (order ?? Array(SheetRow.columns.indices)).map { $0 < texts.count ? texts[$0] : "" })
            for column in ["volume", "price"] where isPlain {
                row[column] = row[column].replacing(".", with: ",")
            }
            return row
        }.filter { !$0.isBlank }
        guard !rows.isEmpty else { throw .empty }
        return rows
    }

    /// Where each column stands, when the row heads at least four of ours.
    private static func columns(headedBy row: [String]) -> [Int]? {
        let words = row.map { $0.lowercased() }
        let found = SheetRow.columns.map { name in
            words.firstIndex { headings[name]?.contains($0) ?? false } ?? Int.max
        }
        return found.filter { $0 != Int.max }.count >= 4 ? found : nil
    }

    private static func workbook(_ bytes: [UInt8]) async throws(SheetFileError) -> [[String]] {
        var limits = WorkbookLimits()
        limits.cells = 100_000
        limits.columns = 64
        do throws(WorkbookReadError) {
            let book = try await ReadWorkbook(bytes: bytes, limits: limits)
            let sheet = book.sheets.first { !$0.rows.isEmpty }
            return sheet?.rows.map { $0.cells.map { CSVForm.read($0.typed) } } ?? []
        } catch {
            switch error {
            case .notAWorkbook, .broken: throw .unreadable
            case .forbidden, .fileTooLarge, .tooManyEntries, .unpacksTooLarge, .tooManySheets, .tooManyCells,
                .tooManyColumns, .textTooLong:
                throw .refused
            }
        }
    }

    private static func delimited(_ bytes: [UInt8]) throws(SheetFileError) -> [[String]] {
        guard !bytes.contains(0) else { throw .unreadable }
        let firstLine = bytes.prefix { $0 != 10 && $0 != 13 }
        let counts: [(sign: Character, count: Int)] = ["\t", ";", ","].map { sign in
            (sign, firstLine.count { $0 == sign.asciiValue })
        }
        let separator = counts.max { $0.count < $1.count }?.sign ?? ","
        var limits = CSVLimits()
        limits.rows = SheetRow.limit + 2
        limits.fieldsOfRow = 64
        var reader = CSVReader(bytes: bytes, separator: separator, limits: limits)
        var table: [[String]] = []
        do throws(CSVError) {
            while let row = try reader.next() { table.append(row.fields.map(CSVForm.read)) }
        } catch {
            switch error {
            case .strayQuote(let line), .unclosedQuote(let line), .fieldTooLong(let line, _),
                .tooManyFields(let line, _):
                throw .broken(line: line)
            case .tooManyRows: throw .tooManyRows(limit: SheetRow.limit)
            case .unreadable: throw .unreadable
            }
        }
        return table
    }
}

/// In which form a budget leaves as a file.
public enum SheetFormat: String, Hashable, Sendable, CaseIterable {
    /// For programs: commas and decimal points.
    case csv
    /// For Excel in Indonesia: semicolons and decimal commas.
    case csvIndonesian = "csv-id"
    case xlsx

    public var fileExtension: String { self == .xlsx ? "xlsx" : "csv" }
    public var mediaType: String { self == .xlsx ? Workbook.mediaType : "text/csv; charset=utf-8" }
}

extension SheetFile {
    /// The lines as a file that `read` understands again; a last column holds the amounts.
    /// - Parameters:
    ///   - headings: of the eight columns and the amount, in the reader's language.
    ///   - title: of the workbook.
    /// - Throws: `WorkbookError`.
    public static func write(
        _ lines: [ReadActivityBudget.Line], as format: SheetFormat, headings: [String], title: String
    ) async throws(WorkbookError) -> [UInt8] {
        switch format {
        case .csv: return csv(lines, .plain, plainHeadings + ["amount"])
        case .csvIndonesian: return csv(lines, .indonesian, headings)
        case .xlsx: return try await workbook(lines, headings, title).bytes()
        }
    }

    private static func csv(
        _ lines: [ReadActivityBudget.Line], _ form: CSVForm, _ headings: [String]
    ) -> [UInt8] {
        var text = form.opening + form.row(headings.map(CSVCell.text))
        for line in lines {
            let key = key(of: line)
            if line.rab.isEmpty { text += form.row(key.map(CSVCell.text)) }
            for rab in line.rab {
                text += form.row(
                    key.map(CSVCell.text) + [
                        .text(rab.item.description), .number(rab.item.volume.description),
                        .text(rab.item.unit), .money(rab.item.unitPrice), .money(rab.amount),
                    ])
            }
        }
        return Array(text.utf8)
    }

    private static func workbook(
        _ lines: [ReadActivityBudget.Line], _ headings: [String], _ title: String
    ) -> Workbook {
        let widths: [Double] = [10, 11, 8, 6, 48, 10, 10, 18, 20]
        let columns = zip(headings, widths).map { Workbook.Column($0, width: $1) }
        let rows = lines.flatMap { line in
            let key = key(of: line).map(Workbook.Cell.text)
            if line.rab.isEmpty { return [Workbook.Row(key)] }
            return line.rab.map { rab in
                Workbook.Row(
                    key + [
                        .text(rab.item.description),
                        .number(Double(rab.item.volume.tenThousandths) / 10_000), .text(rab.item.unit),
                        .money(rab.item.unitPrice), .money(rab.amount),
                    ])
            }
        }
        return Workbook(title: title, sheets: [.table("RAB", columns, rows)])
    }

    private static func key(of line: ReadActivityBudget.Line) -> [String] {
        [line.key.activity, line.key.account, line.key.fund, line.key.subDetail]
    }
}
