import Commons
internal import Foundation
public import GeoIndex
import Postgres

/// Why a file of works is refused as a whole; rows and features count from 1 (CSV: lines of the file).
public enum WorkFileFault: Hashable, Sendable {
    case empty
    /// A column that the mapping names is not in the file.
    case unknownColumn(String)
    /// A field of the mapping that no work has.
    case unknownField(String)
    case missing(field: String, row: Int)
    case malformed(field: String, row: Int)
    /// Neither the village's code nor a boundary says where it is.
    case noVillage(row: Int)
    case repeatedKey(String, row: Int)
    case geometry(row: Int, GeometryError)
    case coordinates(row: Int, CoordinateList.Fault, ReferenceSystem)
    case unreadable

    var facts: [String: FactValue] {
        switch self {
        case .empty: ["works": "empty"]
        case .unknownColumn(let name): ["works": "unknown-column", "column": .text(name)]
        case .unknownField(let name): ["works": "unknown-field", "field": .text(name)]
        case .missing(let field, let row):
            ["works": "missing", "field": .text(field), "row": .integer(Int64(row))]
        case .malformed(let field, let row):
            ["works": "malformed", "field": .text(field), "row": .integer(Int64(row))]
        case .noVillage(let row): ["works": "no-village", "row": .integer(Int64(row))]
        case .repeatedKey(let key, let row):
            ["works": "repeated-key", "key": .text(key), "row": .integer(Int64(row))]
        case .geometry(let row, let error):
            error.facts.merging(["works": "geometry", "row": .integer(Int64(row))]) { $1 }
        case .coordinates(let row, let fault, let system):
            fault.facts(system).merging(["works": "coordinates", "row": .integer(Int64(row))]) { $1 }
        case .unreadable: ["works": "unreadable"]
        }
    }
}

/// A field of a work that a column of an agency's file can fill.
public enum WorkField: String, CaseIterable, Hashable, Sendable {
    /// The work's key in the agency's own list: a later file changes the same work.
    case key
    case name, kind, year, fund, agency, village, budget, paid, starts, ends, volume, unit, state, activity
    case longitude, latitude
    /// A GeoJSON geometry as text, in CSV.
    case geometry
}

/// Which column fills which field: `name=NAMA_PAKET,year=TAHUN`. A field that is not named is looked for
/// under its own name.
public struct WorkMapping: Hashable, Sendable {
    public let columns: [WorkField: String]

    /// - Throws: `MonitoringError.works(.unknownField)`.
    public init(parsing text: String) throws(MonitoringError) {
        var columns: [WorkField: String] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard parts.count == 2, let field = WorkField(rawValue: parts[0]) else {
                throw .works(.unknownField(String(pair)))
            }
            columns[field] = parts[1]
        }
        self.columns = columns
    }

    func column(_ field: WorkField) -> String { columns[field] ?? field.rawValue }
}

/// One work of a file, as its columns say it.
struct WorkRow {
    /// The line or feature, from 1.
    let row: Int
    let texts: [WorkField: String]
    let shape: Shape?
}

/// Reads an agency's file: a GeoJSON FeatureCollection, or CSV with a head.
struct WorkFile {
    let mapping: WorkMapping
    let system: ReferenceSystem
    /// Where coordinates are believed.
    let box: Bounds

    func rows(_ bytes: [UInt8]) throws(MonitoringError) -> [WorkRow] {
        MapFile(sniffing: bytes) == .geoJSON ? try features(bytes) : try table(bytes)
    }

    private func features(_ bytes: [UInt8]) throws(MonitoringError) -> [WorkRow] {
        let features: [Feature]
        do throws(GeometryError) {
            features = try GeoJSON.features(from: bytes)
        } catch {
            throw .geometry(error)
        }
        guard !features.isEmpty else { throw .works(.empty) }
        let known = Set(features.flatMap(\.properties.keys))
        try requireColumns(known)
        return features.enumerated().map { index, feature in
            var texts: [WorkField: String] = [:]
            for field in WorkField.allCases {
                if let value = feature.properties[mapping.column(field)]?.plain { texts[field] = value }
            }
            if texts[.key] == nil { texts[.key] = feature.id?.plain }
            return WorkRow(row: index + 1, texts: texts, shape: feature.shape)
        }
    }

    private func requireColumns(_ known: Set<String>) throws(MonitoringError) {
        for column in mapping.columns.values.sorted() where !known.contains(column) {
            throw .works(.unknownColumn(column))
        }
    }

    private func table(_ bytes: [UInt8]) throws(MonitoringError) -> [WorkRow] {
        let records = try records(bytes)
        guard let head = records.first, records.count > 1 else { throw .works(.empty) }
        let places = Dictionary(
            head.fields.enumerated().map { ($1.trimmingCharacters(in: .whitespaces), $0) },
            uniquingKeysWith: { first, _ in first })
        try requireColumns(Set(places.keys))
        var rows: [WorkRow] = []
        for record in records.dropFirst() {
            var texts: [WorkField: String] = [:]
            for field in WorkField.allCases {
                guard let place = places[mapping.column(field)], place < record.fields.count else { continue }
                let text = record.fields[place].trimmingCharacters(in: .whitespaces)
                if !text.isEmpty { texts[field] = text }
            }
            rows.append(WorkRow(row: record.line, texts: texts, shape: try shape(texts, record.line)))
        }
        return rows
    }

    private func records(_ bytes: [UInt8]) throws(MonitoringError) -> [CSVRow] {
        let head = bytes.prefix { $0 != 10 }
        let semicolons = head.filter { $0 == UInt8(ascii: ";") }.count
        let commas = head.filter { $0 == UInt8(ascii: ",") }.count
        var reader = CSVReader(bytes: bytes, separator: semicolons > commas ? ";" : ",")
        var records: [CSVRow] = []
        do throws(CSVError) {
            while let record = try reader.next() { records.append(record) }
        } catch {
            throw .works(.unreadable)
        }
        return records
    }

    private func shape(_ texts: [WorkField: String], _ row: Int) throws(MonitoringError) -> Shape? {
        if let geometry = texts[.geometry] {
            do throws(GeometryError) {
                return try GeoJSON.shape(from: Array(geometry.utf8))
            } catch {
                throw .works(.geometry(row: row, error))
            }
        }
        guard let x = texts[.longitude], let y = texts[.latitude] else { return nil }
        do throws(CoordinateList.Fault) {
            // Degrees are typed latitude first, metres easting first.
            let pair = system.isGeographic ? "\(y); \(x)" : "\(x); \(y)"
            return try CoordinateList.shape(pair, in: system, as: .point, expecting: box)
        } catch {
            throw .works(.coordinates(row: row, error, system))
        }
    }
}

extension JSONValue {
    /// As a cell of a table would show it; nil for what is no single value.
    fileprivate var plain: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): whole.map(String.init) ?? "\(number)"
        case .bool(let bool): bool ? "true" : "false"
        case .null, .list, .object: nil
        }
    }
}
