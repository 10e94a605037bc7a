public import Foundation

/// Why a piece of an upload is not taken.
public enum PartialUploadError: Error, Hashable, Sendable {
    /// The piece does not begin where the bytes that are here end, or before; go on from there.
    case wrongOffset(have: Int)
    /// The sender has too many unfinished uploads.
    case tooManyOpen(limit: Int)
    /// Not all bytes are here yet.
    case incomplete(have: Int)
}

/// Uploads that arrive in pieces, over days if need be: a phone on a bad line goes on where it was cut.
///
/// A part is named by its sender and by the hash its bytes will have, so nobody can touch another's, and two
/// connections of one sender write the same bytes to the same places. Only `finish` believes anything.
public final class PartialUploads: Sendable {
    /// Which upload: its sender (32 bytes that stand for a link or an account) and the announced hash.
    public struct Name: Hashable, Sendable {
        public let sender: [UInt8]
        public let hash: ContentHash

        public init(sender: [UInt8], hash: ContentHash) {
            (self.sender, self.hash) = (sender, hash)
        }

        fileprivate var senderPart: String { String(SHA256.hexadecimal(sender).prefix(32)) }
        fileprivate var file: String { "\(senderPart)-\(hash.hexadecimal)" }
    }

    /// What unfinished uploads may take.
    public struct Limits: Hashable, Sendable {
        /// Of one upload.
        public var byteCount = 25_000_000
        /// Unfinished uploads of one sender.
        public var openPerSender = 24
        /// Unfinished uploads of all.
        public var openInAll = 4_000
        /// Seconds after the last byte until a leftover is removed.
        public var lifetime: TimeInterval = 7 * 86_400

        public init() {}
    }

    let vault: Vault
    let limits: Limits
    private let folder: String

    /// - Throws: `VaultError.system` when the folder can't be made.
    public init(_ vault: Vault, limits: Limits = Limits()) async throws(VaultError) {
        (self.vault, self.limits) = (vault, limits)
        folder = vault.directory + "/partial"
        let folder = folder
        try await vault.workers.run { () throws(VaultError) in try Vault.makeFolder(folder) }
        await sweep()
    }

    /// How many bytes are here; 0 for an upload not begun.
    public func offset(of name: Name) async -> Int {
        let path = path(of: name)
        return await vault.workers.run { Self.size(path) ?? 0 }
    }

    /// Writes what arrives, as far as it arrives: when the line is cut, the bytes before the cut stay.
    /// - Parameters:
    ///   - offset: where the piece begins; at most what is here.
    ///   - total: bytes of the whole file.
    /// - Returns: how many bytes are here now.
    /// - Throws: `PartialUploadError.wrongOffset`, `.tooManyOpen`; `VaultError.tooLarge`, `.noSpace`;
    ///   what the body throws.
    public func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to name: Name, at offset: Int, total: Int
    ) async throws -> Int where Body.Element == [UInt8] {
        guard (1...limits.byteCount).contains(total), offset >= 0 else {
            throw VaultError.tooLarge(limit: limits.byteCount)
        }
        let part = try await open(name, at: offset)
        var position = offset
        for try await piece in body where !piece.isEmpty {
            guard position + piece.count <= total else { throw VaultError.tooLarge(limit: total) }
            let start = position
            try await vault.workers.run { () throws(VaultError) in try part.file.write(piece, at: start) }
            position += piece.count
        }
        return await self.offset(of: name)
    }

    /// All bytes are here and on the disk, and they are what was announced. Otherwise the upload is thrown
    /// away, to begin anew.
    /// - Parameter total: how many bytes the sender says there are.
    /// - Throws: `PartialUploadError.incomplete`; `VaultError.otherContent`, `.system`.
    public func finish(_ name: Name, total: Int) async throws -> ArrivedFile {
        let path = path(of: name)
        let sum: Result<[UInt8], any Error> = await vault.workers.run {
            Result {
                guard let have = Self.size(path), have >= total, total > 0 else {
                    throw PartialUploadError.incomplete(have: Self.size(path) ?? 0)
                }
                let file = try VaultFile(path: path, flags: O_RDWR)
                try file.sync()
                return try file.sum()
            }
        }
        guard try sum.get() == name.hash.bytes else {
            await remove(name)
            throw VaultError.otherContent
        }
        return ArrivedFile(path: path, hash: name.hash, vault: vault)
    }

    /// Throws an upload away.
    public func remove(_ name: Name) async {
        let path = path(of: name)
        await vault.workers.run { _ = unlink(path) }
    }

    /// Removes what nobody went on with.
    public func sweep(now: Date = Date()) async {
        let (folder, oldest) = (folder, now.timeIntervalSince1970 - limits.lifetime)
        await vault.workers.run {
            for name in Self.names(folder) {
                var status = stat()
                let path = folder + "/" + name
                if stat(path, &status) == 0, Double(status.st_mtim.tv_sec) < oldest { unlink(path) }
            }
        }
    }

    private func open(_ name: Name, at offset: Int) async throws -> OpenPart {
        let (path, folder, limits) = (path(of: name), folder, limits)
        let opened: Result<OpenPart, any Error> = await vault.workers.run {
            Result {
                let have = Self.size(path)
                guard offset <= have ?? 0 else { throw PartialUploadError.wrongOffset(have: have ?? 0) }
                if have == nil {
                    let names = Self.names(folder)
                    let own = names.count { $0.hasPrefix(name.senderPart) }
                    guard own < limits.openPerSender, names.count < limits.openInAll else {
                        throw PartialUploadError.tooManyOpen(limit: limits.openPerSender)
                    }
                }
                return OpenPart(file: try VaultFile(path: path, flags: O_WRONLY | O_CREAT))
            }
        }
        return try opened.get()
    }

    private func path(of name: Name) -> String { folder + "/" + name.file }

    private static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    private static func names(_ folder: String) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch { return [] }
    }
}

/// One open part, closed with its last user.
private final class OpenPart: Sendable {
    let file: VaultFile

    init(file: consuming VaultFile) { self.file = file }
}

/// A file that arrived whole and is what its name says; the vault does not have it yet.
public struct ArrivedFile: Sendable {
    /// Where it lies until it is removed: for whoever must look at it.
    public let path: String
    public let hash: ContentHash
    let vault: Vault

    /// Gives it its lasting name in the vault. It also stays where it arrived: its sender may ask again.
    /// - Throws: `VaultError.system`, `.noSpace`.
    public func keep() async throws(VaultError) {
        let (vault, path, hash) = (vault, path, hash)
        try await vault.workers.run { () throws(VaultError) in
            try vault.keep(path, as: hash, removesArrived: false)
        }
    }
}
