internal import Foundation
internal import Synchronization

/// A file on its way into the vault: bytes are hashed while they are written. Without `keep` nothing remains.
public final class IncomingFile: Sendable {
    /// Where the bytes lie until they are kept: for whoever must look at them first.
    public let path: String
    private let limit: Int
    private let vault: Vault
    private let state: Mutex<State>

    private struct State: ~Copyable {
        var file: VaultFile?
        var sum = SHA256()
        var count = 0
    }

    init(path: String, file: consuming VaultFile, limit: Int, vault: Vault) {
        self.path = path
        self.limit = limit
        self.vault = vault
        state = Mutex(State(file: consume file))
    }

    deinit { unlink(path) }

    /// Bytes received so far.
    public var byteCount: Int { state.withLock { $0.count } }

    /// Adds the next piece. One piece at a time.
    /// - Throws: `.tooLarge` as soon as the limit is passed, `.noSpace`, `.system`.
    public func write(_ piece: [UInt8]) async throws(VaultError) {
        let result: Result<Void, VaultError> = await vault.workers.run { [self] in
            Result { () throws(VaultError) in try add(piece) }
        }
        try result.get()
    }

    private func add(_ piece: [UInt8]) throws(VaultError) {
        let result: Result<Void, VaultError> = state.withLock { state in
            guard state.count + piece.count <= limit else { return .failure(.tooLarge(limit: limit)) }
            guard state.file != nil else { return .failure(.missing) }
            state.count += piece.count
            state.sum.update(piece)
            do throws(VaultError) {
                try state.file?.write(piece)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// All bytes are here and on the disk: their hash.
    /// - Parameter announced: what the sender said it would be.
    /// - Throws: `.otherContent` when it is not that; `.system`, `.noSpace`.
    public func finish(announced: ContentHash? = nil) async throws(VaultError) -> ContentHash {
        let result: Result<[UInt8], VaultError> = await vault.workers.run { [self] in
            state.withLock { state in
                do throws(VaultError) {
                    try state.file?.sync()
                    state.file = nil
                    return .success(state.sum.finished())
                } catch {
                    return .failure(error)
                }
            }
        }
        guard let hash = ContentHash(try result.get()) else { throw .damaged }
        if let announced, announced != hash { throw .otherContent }
        return hash
    }

    /// Gives the file its lasting name.
    /// - Parameter hash: what `finish` gave.
    /// - Throws: `.system`, `.noSpace`.
    public func keep(as hash: ContentHash) async throws(VaultError) {
        let (vault, path) = (vault, path)
        try await vault.workers.run { () throws(VaultError) in try vault.keep(path, as: hash) }
    }
}
