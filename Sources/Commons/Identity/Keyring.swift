public import Foundation

/// The server's own keys, in a directory beside the data directory, never in it: who takes the data alone
/// can't read what is sealed. Made on first use, readable by the server's user only.
public struct Keyring: Sendable {
    /// Seals second-factor secrets.
    public let sealing: [UInt8]
    /// Keyed hash of NIK and KK numbers.
    public let identity: [UInt8]
    /// Seed of the Ed25519 key that signs the log of the books.
    public let signing: [UInt8]
    /// Where the keys lie; what must be remembered outside the database lies beside them.
    public let directory: URL

    /// - Throws: `KeyringError` when the directory can't be made or a key file has another length.
    public init(directory: URL) throws {
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sealing = try Self.key(named: "sealing.key", in: directory)
        identity = try Self.key(named: "identity.key", in: directory)
        signing = try Self.key(named: "signing.key", in: directory)
        self.directory = directory
    }

    private static func key(named name: String, in directory: URL) throws -> [UInt8] {
        let file = directory.appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: file.path) {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard bytes.count == 32 else { throw KeyringError.wrongLength(file: name, bytes: bytes.count) }
            return bytes
        }
        let bytes = Sodium.randomBytes(32)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        if descriptor < 0 && errno == EEXIST { return try key(named: name, in: directory) }
        guard descriptor >= 0 else { throw KeyringError.notWritable(file: name) }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw KeyringError.notWritable(file: name)
        }
        return bytes
    }
}

public enum KeyringError: Error, Hashable, Sendable {
    case wrongLength(file: String, bytes: Int)
    case notWritable(file: String)
}
