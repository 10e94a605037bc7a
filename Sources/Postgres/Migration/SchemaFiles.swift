internal import Foundation

/// One file of `schema/`, by its name there: `migrations/0001_foundation.sql`.
struct SchemaFile: Sendable {
    let name: String
    let text: String
}

/// The files of a `schema/` directory, each kind in the order of its names.
struct SchemaFiles: Sendable {
    let roles: SchemaFile?
    let migrations: [SchemaFile]
    let code: [SchemaFile]
    let checks: [SchemaFile]
    let reference: [SchemaFile]

    init(_ directory: URL) throws(MigrationError) {
        guard FileManager.default.fileExists(atPath: directory.path) else {
            throw .unreadable(path: directory.path)
        }
        let roles = directory.appendingPathComponent("roles.sql")
        let hasRoles = FileManager.default.fileExists(atPath: roles.path)
        self.roles = hasRoles ? try Self.read(roles, as: "roles.sql") : nil
        migrations = try Self.files(directory, "migrations", "sql")
        code = try Self.files(directory, "code", "sql")
        checks = try Self.files(directory, "checks", "sql")
        reference = try Self.files(directory, "reference", "tsv")
    }

    private static func files(
        _ directory: URL, _ folder: String, _ ending: String
    ) throws(MigrationError) -> [SchemaFile] {
        let place = directory.appendingPathComponent(folder)
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        } catch {
            throw .unreadable(path: place.path)
        }
        var found: [SchemaFile] = []
        for name in names.sorted() where name.hasSuffix("." + ending) {
            found.append(try read(place.appendingPathComponent(name), as: folder + "/" + name))
        }
        return found
    }

    private static func read(_ file: URL, as name: String) throws(MigrationError) -> SchemaFile {
        do {
            return SchemaFile(name: name, text: try String(contentsOf: file, encoding: .utf8))
        } catch {
            throw .unreadable(path: file.path)
        }
    }
}

/// A tab-separated list as a JSON array of objects named as its first line's columns.
func jsonRows(of file: SchemaFile) throws(MigrationError) -> String {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first else { return "[]" }
    let columns = first.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    var objects: [[String: String]] = []
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
        let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard values.count == columns.count else { throw .malformedList(file: file.name, line: number + 1) }
        objects.append(Dictionary(zip(columns, values), uniquingKeysWith: { first, _ in first }))
    }
    do {
        return String(decoding: try JSONEncoder().encode(objects), as: UTF8.self)
    } catch {
        throw .unreadable(path: file.name)
    }
}
