public import Commons
internal import Foundation
import GeoIndex
public import Postgres

/// What works go out as.
public enum WorkFormat: String, CaseIterable, Hashable, Sendable {
    case geojson, kml, gpx, csv, xlsx

    public var mediaType: String {
        switch self {
        case .geojson: "application/geo+json"
        case .kml: "application/vnd.google-earth.kml+xml"
        case .gpx: "application/gpx+xml"
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: Workbook.mediaType
        }
    }
}

/// Writes the works a person may see, with the same filters as the list, as a file: streamed, so that memory
/// stays flat and the first bytes come at once (a workbook is put together first).
public struct ExportWorks: Sendable {
    /// Bytes that go out together.
    private static let chunk = 64 << 10
    /// Works in memory looked at together.
    private static let batch = 512
    let database: Database
    let directory: SiteDirectory

    public init(_ database: Database, _ directory: SiteDirectory) {
        self.database = database
        self.directory = directory
    }

    /// - Parameters:
    ///   - title: of the map or sheet.
    ///   - headings: of the table's columns, in their order: id, village, district, year, activity, fund,
    ///     name, kind, agency, state, stage, budget, longitude, latitude.
    ///   - write: takes one chunk; it waits as long as the reader does.
    public func callAsFunction(
        _ filter: ProjectFilter, as format: WorkFormat, title: String, headings: [String],
        by session: Session, write: ([UInt8]) async throws -> Void
    ) async throws {
        switch format {
        case .geojson where filter.flag == nil && filter.search == nil && filter.isAhead != true:
            try await remembered(filter, session, write)
        case .geojson: try await geoJSON(filter, session, write)
        case .kml, .gpx: try await markup(filter, format == .kml ? .kml : .gpx, title, session, write)
        case .csv: try await table(filter, headings, session, write)
        case .xlsx: try await workbook(filter, title, headings, session, write)
        }
    }

    private func rows(_ filter: ProjectFilter, _ session: Session) -> AsyncThrowingStream<Row, any Error> {
        database.stream(
            SiteStatement.exportWorks, parameters: filter.parameters, as: session.key)
    }

    /// From the works in memory, in the order they became known: what any signed-in person may know of a work
    /// (docs/disclosure.md), kept to the person's own villages. The first bytes go out before any work is
    /// looked at.
    private func remembered(
        _ filter: ProjectFilter, _ session: Session, _ write: ([UInt8]) async throws -> Void
    ) async throws {
        let sites = try await directory.current(session.regency)
        var buffer = GeoJSONBuffer()
        buffer.open()
        try await write(buffer.take())
        var place = 0
        while true {
            let records = sites.records(from: place, count: Self.batch)
            if records.isEmpty { break }
            place += records.count
            for record in records where filter.takes(record) && session.sees(record.village) {
                guard let shape = record.shape, record.state != .cancelled || filter.state == .cancelled
                else { continue }
                buffer.feature(record, shape)
                if buffer.bytes.count >= Self.chunk { try await write(buffer.take()) }
            }
        }
        buffer.close()
        try await write(buffer.take())
    }

    private func geoJSON(
        _ filter: ProjectFilter, _ session: Session, _ write: ([UInt8]) async throws -> Void
    ) async throws {
        var buffer = GeoJSONBuffer()
        buffer.open()
        for try await row in rows(filter, session) {
            let work = try ExportedWork(row)
            guard work.shape != nil else { continue }
            buffer.feature(id: work.id, work.shape) { buffer in
                buffer.member("name", work.name)
                buffer.member("village", work.village)
                buffer.member("year", Int64(work.year))
                buffer.member("fund", work.fund)
                buffer.member("kind", work.kind)
                buffer.member("state", work.state)
                buffer.member("stage", Int64(work.stage))
                buffer.member("budgetSen", work.budget.sen)
            }
            if buffer.bytes.count >= Self.chunk { try await write(buffer.take()) }
        }
        buffer.close()
        try await write(buffer.take())
    }

    private func markup(
        _ filter: ProjectFilter, _ format: MapFile, _ title: String, _ session: Session,
        _ write: ([UInt8]) async throws -> Void
    ) async throws {
        let writer = MapMarkupWriter(format)
        var text = writer.opening(title)
        for try await row in rows(filter, session) {
            let work = try ExportedWork(row)
            guard let shape = work.shape else { continue }
            let place = "\(work.villageName), \(work.district)"
            let about = "\(place) · \(work.fund) \(work.year) · \(work.stage) %"
            text += writer.work(work.name, about, shape)
            if text.utf8.count >= Self.chunk {
                try await write(Array(text.utf8))
                text = ""
            }
        }
        try await write(Array((text + writer.closing).utf8))
    }

    private func table(
        _ filter: ProjectFilter, _ headings: [String], _ session: Session,
        _ write: ([UInt8]) async throws -> Void
    ) async throws {
        var text = headings.map(Self.cell).joined(separator: ",") + "\r\n"
        for try await row in rows(filter, session) {
            text += try ExportedWork(row).cells.map { Self.cell($0.text) }.joined(separator: ",") + "\r\n"
            if text.utf8.count >= Self.chunk {
                try await write(Array(text.utf8))
                text = ""
            }
        }
        try await write(Array(text.utf8))
    }

    private func workbook(
        _ filter: ProjectFilter, _ title: String, _ headings: [String], _ session: Session,
        _ write: ([UInt8]) async throws -> Void
    ) async throws {
        var lines: [Workbook.Row] = []
        for try await row in rows(filter, session) {
            lines.append(Workbook.Row(try ExportedWork(row).cells.map(\.cell)))
        }
        let columns = headings.enumerated().map { Workbook.Column($1, width: $0 == 6 ? 48 : 16) }
        let bytes = try await Workbook(title: title, sheets: [.table(title, columns, lines)]).bytes()
        try await write(bytes)
    }

    /// A cell of CSV; what a spreadsheet would take for a formula gets an apostrophe.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+@\t".contains($0) } ?? false ? "'" + text : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

/// A work as an export's row.
private struct ExportedWork {
    let id: String
    let village: Int64
    let villageName: String
    let district: String
    let year: Int
    let activity: String
    let fund: String
    let name: String
    let kind: String
    let agency: String
    let state: String
    let stage: Int
    let budget: Rupiah
    let shape: Shape?

    init(_ row: Row) throws {
        id = try row.text("id")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        district = try row.text("district_name")
        year = try row.int("year")
        activity = try row.textOrNil("activity") ?? ""
        fund = try row.text("fund")
        name = try row.text("name")
        kind = try row.text("kind")
        agency = try row.text("agency")
        state = try row.text("state")
        stage = try row.int("stage")
        budget = Rupiah(sen: try row.int64("budget_sen"))
        shape = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
    }

    enum Value {
        case text(String), count(Int), money(Rupiah), number(Double?)

        var text: String {
            switch self {
            case .text(let text): text
            case .count(let count): String(count)
            case .money(let money): "\(money.sen / 100).\(money.sen % 100 < 10 ? "0" : "")\(money.sen % 100)"
            case .number(let number): number.map { "\($0)" } ?? ""
            }
        }

        var cell: Workbook.Cell {
            switch self {
            case .text(let text): .text(text)
            case .count(let count): .count(count)
            case .money(let money): .money(money)
            case .number(let number): number.map { .number($0) } ?? .empty
            }
        }
    }

    var cells: [Value] {
        let centre = shape?.bounds.centre
        return [
            .text(id), .text(villageName), .text(district), .count(year), .text(activity), .text(fund),
            .text(name), .text(kind), .text(agency), .text(state), .count(stage), .money(budget),
            .number(centre?.longitude), .number(centre?.latitude),
        ]
    }
}

extension GeoJSONBuffer {
    /// A work in memory with its place.
    fileprivate mutating func feature(_ record: WorkRecord, _ shape: Shape) {
        feature(id: record.id.uuidString.lowercased(), shape) { buffer in
            buffer.member("name", record.name)
            buffer.member("village", record.village)
            buffer.member("year", Int64(record.year))
            buffer.member("fund", record.fund)
            buffer.member("kind", record.kind.rawValue)
            buffer.member("state", record.state.rawValue)
            buffer.member("stage", Int64(record.stage))
            buffer.member("budgetSen", record.budgetSen)
        }
    }
}

extension ProjectFilter {
    /// Whether a work in memory is meant; flags, words and money are the database's to know.
    func takes(_ record: WorkRecord) -> Bool {
        (villages?.contains(record.village) ?? true) && (year == nil || record.year == year)
            && (fund == nil || record.fund == fund)
            && (state == nil ? true : record.state == state)
            && (activity == nil || record.activity == activity)
    }
}
