internal import Foundation

/// A directory of files named by their content: written once, never over, found again by their SHA-256.
///
/// `incoming/` holds what is still arriving, `AB/CD…` what is kept, `derived/` what can be made again. A file
/// appears under its name only when all its bytes are on the disk. All file work runs on threads of its own.
public final class Vault: Sendable {
    /// The vault's directory, without a slash at its end.
    public let directory: String
    let workers: WorkerThreads
    private static let arriving = "incoming"
    private static let derived = "derived"

    /// Opens the vault, makes its folders and throws away what a killed server left arriving.
    /// - Throws: `VaultError.system` when the directory can't be made.
    public init(directory: String, threads: Int = 4) async throws(VaultError) {
        self.directory = directory
        workers = WorkerThreads("balai.vault", threads: threads)
        try await workers.run { () throws(VaultError) in
            for folder in ["", "/" + Self.arriving, "/" + Self.derived] {
                try Self.makeFolder(directory + folder)
            }
            try Self.removeStale(directory + "/" + Self.arriving)
        }
    }

    /// Begins a file that arrives piece by piece.
    /// - Parameter limit: the most bytes it may have.
    /// - Throws: `VaultError.system`, `.noSpace`.
    public func begin(limit: Int) async throws(VaultError) -> IncomingFile {
        let name = SHA256.hexadecimal(Sodium.randomBytes(16))
        let path = directory + "/" + Self.arriving + "/" + name
        return try await workers.run { () throws(VaultError) in
            IncomingFile(
                path: path, file: try VaultFile(path: path, flags: O_WRONLY | O_CREAT | O_EXCL), limit: limit,
                vault: self)
        }
    }

    /// Where a kept file lies, whether or not it is there.
    public func path(of hash: ContentHash) -> String {
        let name = hash.hexadecimal
        return directory + "/" + name.prefix(2) + "/" + name.dropFirst(2)
    }

    /// Whether the file is kept.
    public func contains(_ hash: ContentHash) async -> Bool {
        let path = path(of: hash)
        return await workers.run { access(path, F_OK) == 0 }
    }

    /// All bytes of a kept file, checked against its name.
    /// - Throws: `.missing`, `.tooLarge`, `.damaged`, `.system`.
    public func bytes(of hash: ContentHash, limit: Int = 64_000_000) async throws(VaultError) -> [UInt8] {
        let path = path(of: hash)
        return try await workers.run { () throws(VaultError) in
            let bytes = try VaultFile(path: path, flags: O_RDONLY).read(limit: limit)
            guard SHA256.sum(of: bytes) == hash.bytes else { throw .damaged }
            return bytes
        }
    }

    /// Keeps something made from a file, such as its thumbnail; an older one of the same kind is replaced.
    /// - Parameter kind: lower-case letters, digits, hyphens: our own words, never a sender's.
    public func keepDerived(_ bytes: [UInt8], kind: String, of hash: ContentHash) async throws(VaultError) {
        let target = derivedPath(kind, hash)
        let made = directory + "/" + Self.arriving + "/" + SHA256.hexadecimal(Sodium.randomBytes(16))
        try await workers.run { () throws(VaultError) in
            try Self.makeFolder(Self.folder(of: target))
            let file = try VaultFile(path: made, flags: O_WRONLY | O_CREAT | O_EXCL)
            try file.write(bytes)
            guard rename(made, target) == 0 else { throw .last("rename") }
        }
    }

    /// What was made from a file.
    /// - Throws: `.missing` when it has to be made (again).
    public func derived(_ kind: String, of hash: ContentHash, limit: Int = 16_000_000)
        async throws(VaultError)
        -> [UInt8]
    {
        let path = derivedPath(kind, hash)
        return try await workers.run { () throws(VaultError) in
            try VaultFile(path: path, flags: O_RDONLY).read(limit: limit)
        }
    }

    private func derivedPath(_ kind: String, _ hash: ContentHash) -> String {
        precondition(
            !kind.isEmpty
                && kind.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (97...122).contains($0) })
        let name = hash.hexadecimal
        return directory + "/" + Self.derived + "/" + name.prefix(2) + "/" + name.dropFirst(2) + "." + kind
    }

    /// Gives an arrived file its name. A file that is there already stays: equal names are equal bytes.
    func keep(_ arrived: String, as hash: ContentHash, removesArrived: Bool = true) throws(VaultError) {
        let target = path(of: hash)
        let folder = Self.folder(of: target)
        try Self.makeFolder(folder)
        // A hard link never replaces: of two uploads of the same bytes the first wins, both are kept.
        if link(arrived, target) != 0, errno != EEXIST { throw .last("link") }
        if removesArrived { unlink(arrived) }
        try VaultFile(path: folder, flags: O_RDONLY | O_DIRECTORY).sync()
    }

    private static func folder(of path: String) -> String {
        String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
    }

    static func makeFolder(_ path: String) throws(VaultError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .last("mkdir")
        }
    }

    /// Files that have been arriving for more than a day: other servers may be receiving the younger ones.
    private static func removeStale(_ folder: String) throws(VaultError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw .last("readdir")
        }
        for name in names {
            var status = stat()
            let path = folder + "/" + name
            if stat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec > 86_400 { unlink(path) }
        }
    }
}
