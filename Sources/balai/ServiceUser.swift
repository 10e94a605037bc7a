import Commons
import Foundation
import Postgres

/// What root does before it becomes the service user: give it the keys' folder, and a copy of the pages,
/// texts and schema when the checkout lies where that user can't look (such as /root).
enum ServiceUser {
    /// - Returns: the folder with `static`, `texts` and `schema` to use from now on.
    /// - Throws: `ClusterError` when the data directory is out of the service user's reach.
    static func become(_ settings: Settings) throws -> URL {
        guard geteuid() == 0 else { return settings.resources }
        let files = FileManager.default
        try files.createDirectory(
            at: settings.keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try files.createDirectory(at: settings.data, withIntermediateDirectories: true)
        let resources = isOpenToAll(settings.resources) ? settings.resources : try copy(settings)
        let owner = try files.attributesOfItem(atPath: settings.data.path)[.ownerAccountID] as? Int
        let user = try Privileges.serviceAccount()
        if owner == 0 { try files.setAttributes(user.ownership, ofItemAtPath: settings.data.path) }
        try give(settings.keys, to: user)
        try Privileges.dropIfRoot(dataDirectory: settings.data)
        return resources
    }

    /// Whether everybody may pass through each folder above and read this one.
    private static func isOpenToAll(_ folder: URL) -> Bool {
        var path = folder.standardizedFileURL
        while path.path != "/" {
            var status = stat()
            guard stat(path.path, &status) == 0, status.st_mode & 0o001 != 0 else { return false }
            path.deleteLastPathComponent()
        }
        return true
    }

    private static func copy(_ settings: Settings) throws -> URL {
        let files = FileManager.default
        let target = settings.data.appendingPathComponent("resources", isDirectory: true)
        if files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        for name in ["static", "texts", "schema"] {
            try files.copyItem(
                at: settings.resources.appendingPathComponent(name), to: target.appendingPathComponent(name))
        }
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target.path)
        return target
    }

    private static func give(_ folder: URL, to user: Privileges.ServiceAccount) throws {
        let files = FileManager.default
        try files.setAttributes(user.ownership, ofItemAtPath: folder.path)
        for name in try files.contentsOfDirectory(atPath: folder.path) {
            try files.setAttributes(user.ownership, ofItemAtPath: folder.appendingPathComponent(name).path)
        }
    }
}

extension Privileges.ServiceAccount {
    var ownership: [FileAttributeKey: Any] { [.ownerAccountID: user, .groupOwnerAccountID: group] }
}
