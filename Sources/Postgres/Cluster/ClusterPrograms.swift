internal import Foundation

/// The PostgreSQL programs of one major version, as Debian lays them out: `/usr/lib/postgresql/15/bin`.
struct ClusterPrograms: Sendable {
    static let debianFolder = "/usr/lib/postgresql"
    static let oldestMajor = 15
    let folder: String
    let major: Int

    func path(_ program: String) -> String { "\(folder)/\(major)/bin/\(program)" }

    /// Major versions under the folder that have a server, oldest first.
    static func installed(in folder: String) -> [Int] {
        let manager = FileManager.default
        let names: [String]
        do { names = try manager.contentsOfDirectory(atPath: folder) } catch { return [] }
        return names.compactMap { Int($0) }.filter { major in
            major >= oldestMajor && manager.isExecutableFile(atPath: "\(folder)/\(major)/bin/initdb")
        }.sorted()
    }

    /// The programs for a data directory made by `version` (the text of PG_VERSION), or the newest for a new
    /// one.
    static func find(version: String?, in folder: String) throws(ClusterError) -> ClusterPrograms {
        let majors = installed(in: folder)
        guard let newest = majors.last else { throw .programsMissing(folder: folder) }
        guard let version else { return ClusterPrograms(folder: folder, major: newest) }
        guard let major = majors.first(where: { $0.description == version }) else {
            throw .otherVersion(found: version, installed: majors)
        }
        return ClusterPrograms(folder: folder, major: major)
    }
}
