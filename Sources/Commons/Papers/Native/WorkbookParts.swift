import Foundation
import FoundationXML

/// Finds the parts of a workbook inside its archive and reads them, sheet by sheet.
enum WorkbookParts {
    /// Blocks: call it on a worker thread.
    /// - Throws: `WorkbookReadError`.
    static func read(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(WorkbookReadError) -> ReadWorkbook {
        guard bytes.count <= limits.fileBytes else { throw .fileTooLarge(limit: limits.fileBytes) }
        guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAWorkbook }
        let archive = try UnpackedArchive(bytes, limits) { name in
            name.hasSuffix(".xml") || name.hasSuffix(".rels")
        }
        let book = "xl/workbook.xml"
        guard archive.files[book] != nil else { throw .notAWorkbook }
        let list = SheetList()
        try parse(book, archive, list)
        guard list.sheets.count <= limits.sheets else { throw .tooManySheets(limit: limits.sheets) }
        let relations = RelationList()
        try parse("xl/_rels/workbook.xml.rels", archive, relations)
        let strings = SharedStrings(limits)
        if archive.files["xl/sharedStrings.xml"] != nil {
            try parse("xl/sharedStrings.xml", archive, strings)
        }
        var cells = 0
        var sheets: [ReadWorkbook.Sheet] = []
        for sheet in list.sheets {
            guard let target = relations.targets[sheet.relation] else { throw .broken(part: book) }
            let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
            // A chart sheet has no cells of its own.
            guard part.contains("worksheets/") else { continue }
            let rows = SheetRows(strings.texts, limits, cellsSoFar: cells)
            try parse(part, archive, rows)
            cells = rows.cellCount
            sheets.append(ReadWorkbook.Sheet(name: sheet.name, rows: rows.rows))
        }
        return ReadWorkbook(sheets: sheets)
    }

    private static func parse(
        _ part: String, _ archive: UnpackedArchive, _ reader: PartReader
    ) throws(WorkbookReadError) {
        guard let bytes = archive.files[part] else { throw .broken(part: part) }
        try refuseDocumentType(bytes, part)
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        parser.shouldResolveExternalEntities = false
        let isWhole = parser.parse()
        if let refusal = reader.refusal { throw refusal }
        guard isWhole, parser.parserError == nil else { throw .broken(part: part) }
    }

    /// Entities are how XML files explode; spreadsheet programs write neither them nor any other encoding.
    private static func refuseDocumentType(_ bytes: [UInt8], _ part: String) throws(WorkbookReadError) {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(4).contains(0)
        {
            throw .forbidden(part: part)
        }
        let mark = Array("<!DOCTYPE".utf8)
        var start = bytes.startIndex
        while let found = bytes[start...].firstIndex(of: mark[0]) {
            if bytes[found...].starts(with: mark) { throw .forbidden(part: part) }
            start = found + 1
        }
    }
}

/// What all parts share: names without their prefix, and a way to stop.
private class PartReader: NSObject, XMLParserDelegate {
    private(set) var refusal: WorkbookReadError?

    func stop(_ parser: XMLParser, _ refusal: WorkbookReadError) {
        if self.refusal == nil { self.refusal = refusal }
        parser.abortParsing()
    }

    static func local(_ name: String) -> Substring {
        name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }

    func begin(_ element: Substring, _ attributes: [String: String], _ parser: XMLParser) {}
    func end(_ element: Substring, _ parser: XMLParser) {}
    func text(_ text: String, _ parser: XMLParser) {}

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        if refusal == nil { begin(Self.local(elementName), attributes, parser) }
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
    ) {
        if refusal == nil { end(Self.local(elementName), parser) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if refusal == nil { text(string, parser) }
    }
}

/// `xl/workbook.xml`: the tabs.
private final class SheetList: PartReader {
    private(set) var sheets: [(name: String, relation: String)] = []

    override func begin(_ element: Substring, _ attributes: [String: String], _ parser: XMLParser) {
        guard element == "sheet" else { return }
        let relation = attributes.first { Self.local($0.key) == "id" && $0.key.contains(":") }?.value ?? ""
        sheets.append((attributes["name"] ?? "", relation))
    }
}

/// `xl/_rels/workbook.xml.rels`: which file is which tab.
private final class RelationList: PartReader {
    private(set) var targets: [String: String] = [:]

    override func begin(_ element: Substring, _ attributes: [String: String], _ parser: XMLParser) {
        guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else {
            return
        }
        targets[id] = target
    }
}

/// `xl/sharedStrings.xml`: the texts that cells name by number. Phonetic readings are left out.
private final class SharedStrings: PartReader {
    private(set) var texts: [String] = []
    private let limits: WorkbookLimits
    private var open: String?
    private var isText = false
    private var isPhonetic = false

    init(_ limits: WorkbookLimits) { self.limits = limits }

    override func begin(_ element: Substring, _ attributes: [String: String], _ parser: XMLParser) {
        switch element {
        case "si": open = ""
        case "t": isText = true
        case "rPh": isPhonetic = true
        default: break
        }
    }

    override func text(_ text: String, _ parser: XMLParser) {
        guard isText, !isPhonetic else { return }
        open?.append(text)
        if (open?.utf8.count ?? 0) > limits.textBytes {
            stop(parser, .textTooLong(limit: limits.textBytes))
        }
    }

    override func end(_ element: Substring, _ parser: XMLParser) {
        switch element {
        case "si":
            texts.append(open ?? "")
            open = nil
            if texts.count > limits.cells { stop(parser, .tooManyCells(limit: limits.cells)) }
        case "t": isText = false
        case "rPh": isPhonetic = false
        default: break
        }
    }
}

/// `xl/worksheets/sheetN.xml`: rows of cells.
private final class SheetRows: PartReader {
    private(set) var rows: [ReadWorkbook.Row] = []
    private(set) var cellCount: Int
    private let strings: [String]
    private let limits: WorkbookLimits
    private var number = 0
    private var cells: [ReadWorkbook.Cell] = []
    private var column = 0
    private var kind = ""
    private var value = ""
    private var isValue = false

    init(_ strings: [String], _ limits: WorkbookLimits, cellsSoFar: Int) {
        self.strings = strings
        self.limits = limits
        cellCount = cellsSoFar
    }

    override func begin(_ element: Substring, _ attributes: [String: String], _ parser: XMLParser) {
        switch element {
        case "row":
            number = attributes["r"].flatMap { Int($0) } ?? number + 1
            (cells, column) = ([], 0)
        case "c":
            if let place = attributes["r"], let named = Self.column(of: place, limit: limits.columns) {
                column = named
            }
            (kind, value) = (attributes["t"] ?? "n", "")
            if column >= limits.columns { stop(parser, .tooManyColumns(limit: limits.columns)) }
        case "v", "t": isValue = true
        default: break
        }
    }

    override func text(_ text: String, _ parser: XMLParser) {
        guard isValue else { return }
        value.append(text)
        if value.utf8.count > limits.textBytes { stop(parser, .textTooLong(limit: limits.textBytes)) }
    }

    override func end(_ element: Substring, _ parser: XMLParser) {
        switch element {
        case "v", "t": isValue = false
        case "c":
            take(parser)
            column += 1
        case "row": if !cells.isEmpty { rows.append(ReadWorkbook.Row(number: number, cells: cells)) }
        default: break
        }
    }

    private func take(_ parser: XMLParser) {
        let cell = read()
        guard cell != .empty else { return }
        cellCount += 1
        guard cellCount <= limits.cells else { return stop(parser, .tooManyCells(limit: limits.cells)) }
        while cells.count < column { cells.append(.empty) }
        // Two cells of one name: the later wins, as in Excel.
        if cells.count > column { cells[column] = cell } else { cells.append(cell) }
    }

    private func read() -> ReadWorkbook.Cell {
        switch kind {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return .empty }
            return strings[index].isEmpty ? .empty : .text(strings[index])
        case "str", "inlineStr", "d": return value.isEmpty ? .empty : .text(value)
        case "b": return .flag(value == "1")
        case "e": return .error(value)
        default: return value.isEmpty ? .empty : .number(value)
        }
    }

    /// `AB12` → 27; past the limit the limit itself, so that a row can't be made endless.
    private static func column(of place: String, limit: Int) -> Int? {
        var column = 0
        for byte in place.utf8 {
            guard (65...90).contains(byte) else { break }
            column = column * 26 + Int(byte - 64)
            if column > limit { return limit }
        }
        return column > 0 ? column - 1 : nil
    }
}
