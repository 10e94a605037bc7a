public import Foundation
import GeoIndex

/// Reads the three files of a screening: works (GeoJSON), photos (one JSON object a line), villages
/// (GeoJSON).
public enum ScreeningFiles {
    /// Reads works: a GeoJSON feature collection, or features one after the other (a line each, or a GeoJSON
    /// text sequence, RFC 8142).
    ///
    /// - Throws: `ScreeningFileError`.
    public static func works(at url: URL) throws(ScreeningFileError) -> [Work] {
        let data = try contents(of: url)
        var works: [Work] = []
        do {
            try data.withUnsafeBytes { bytes in
                var scanner = JSONScanner(bytes)
                guard scanner.nextText() != nil else { throw scanner.fault() }
                while scanner.nextText() != nil { try WorkReader.read(&scanner, into: &works) }
            }
        } catch {
            throw located(error, in: data, url)
        }
        var seen: Set<String> = []
        for work in works where !seen.insert(work.id).inserted { throw .repeatedProject(id: work.id) }
        return works
    }

    /// Reads photo records, one a line (or one JSON array of them), on all cores.
    ///
    /// - Throws: `ScreeningFileError`.
    public static func photos(at url: URL) async throws -> [SitePhoto] {
        let data = try contents(of: url)
        let isArray = data.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            return scanner.nextText() == 0x5B
        }
        let parts = isArray ? [0..<data.count] : lineParts(data, count: 8)
        return try await withThrowingTaskGroup(of: (Int, [SitePhoto]).self) { group in
            for (position, part) in parts.enumerated() {
                group.addTask { (position, try photos(in: data, part, url)) }
            }
            var results = [[SitePhoto]](repeating: [], count: parts.count)
            for try await (position, result) in group { results[position] = result }
            return results.flatMap { $0 }
        }
    }

    /// Reads the village boundaries.
    ///
    /// - Throws: `ScreeningFileError`.
    public static func villages(at url: URL) throws(ScreeningFileError) -> ScreeningVillages {
        let bytes = Array(try contents(of: url))
        let villages: ScreeningVillages
        do {
            villages = ScreeningVillages(try GeoJSON.features(from: bytes))
        } catch {
            throw .noVillages(path: url.path)
        }
        guard villages.count > 0 else { throw .noVillages(path: url.path) }
        return villages
    }

    /// Reads changed thresholds: one object of names and numbers.
    ///
    /// - Throws: `ScreeningFileError`.
    public static func parameters(at url: URL) throws(ScreeningFileError) -> ScreeningParameters {
        let data = try contents(of: url)
        var changes: [String: Double] = [:]
        do {
            try data.withUnsafeBytes { bytes in
                var scanner = JSONScanner(bytes)
                try scanner.object { (key, scanner) throws(ScreeningFileError) in
                    guard let value = try scanner.numberOrNil() else { throw .unknownParameter(name: key) }
                    changes[key] = value
                }
            }
        } catch {
            throw located(error, in: data, url)
        }
        return try ScreeningParameters(overriding: changes)
    }

    /// Joins photos with their works; photos of unknown works are left out.
    public static func sites(
        _ works: [Work], _ photos: [SitePhoto], parameters: ScreeningParameters
    ) async -> [ScreenedSite] {
        var index: [String: Int] = [:]
        index.reserveCapacity(works.count)
        for (position, work) in works.enumerated() { index[work.id] = position }
        var byWork = [[SitePhoto]](repeating: [], count: works.count)
        for photo in photos {
            if let position = index[photo.project] { byWork[position].append(photo) }
        }
        let grouped = byWork
        return await Parallel.map(Array(works.indices)) { position in
            [ScreenedSite(works[position], photos: grouped[position], parameters: parameters)]
        }
    }

    static func contents(of url: URL) throws(ScreeningFileError) -> Data {
        do {
            return try Data(contentsOf: url, options: .mappedIfSafe)
        } catch {
            throw .unreadable(path: url.path, reason: error.localizedDescription)
        }
    }

    private static func located(_ error: any Error, in data: Data, _ url: URL) -> ScreeningFileError {
        guard let error = error as? ScreeningFileError else {
            return .unreadable(path: url.path, reason: "\(error)")
        }
        switch error {
        case .malformed(let offset):
            let read = data.prefix(offset)
            let column = read.count - (read.lastIndex(of: 0x0A).map { $0 - read.startIndex + 1 } ?? 0) + 1
            return .malformedLine(path: url.path, line: line(of: offset, in: data), column: column)
        case .member(let name, let offset):
            return .memberInLine(name: name, path: url.path, line: line(of: offset, in: data))
        default: return error
        }
    }

    private static func line(of offset: Int, in data: Data) -> Int {
        data.prefix(offset).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    private static func lineParts(_ data: Data, count: Int) -> [Range<Int>] {
        data.withUnsafeBytes { bytes in
            var parts: [Range<Int>] = []
            var start = 0
            for part in 1...count where start < bytes.count {
                var end = max(start, bytes.count * part / count)
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                end = min(bytes.count, end + 1)
                parts.append(start..<end)
                start = end
            }
            return parts
        }
    }

    private static func photos(in data: Data, _ part: Range<Int>, _ url: URL) throws -> [SitePhoto] {
        do {
            return try data.withUnsafeBytes { bytes in
                var scanner = JSONScanner(bytes, from: part.lowerBound, to: part.upperBound)
                var photos: [SitePhoto] = []
                photos.reserveCapacity(part.count / 400)
                while let next = scanner.nextText() {
                    guard next == 0x5B else { photos.append(try PhotoReader.read(&scanner)); continue }
                    try scanner.array { (scanner) throws(ScreeningFileError) in
                        photos.append(try PhotoReader.read(&scanner))
                    }
                }
                return photos
            }
        } catch {
            throw located(error, in: data, url)
        }
    }
}
