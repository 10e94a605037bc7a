public import Foundation

/// What was signed last, remembered in the keys folder, outside the database: a database that was put back
/// to an older state is found by it.
public struct LogMemory: Sendable {
    private let directory: URL
    private static let threads = WorkerThreads("balai.log-memory", threads: 1)
    private static let fileBytes = 10_000

    /// - Parameter directory: the keys folder.
    public init(directory: URL) { self.directory = directory }

    /// What was signed last of a log; nil when nothing is known of it.
    /// - Throws: `ProofError.memory` when the file is there and can't be read.
    public func read(_ origin: String) async throws(ProofError) -> Checkpoint? {
        let path = path(origin)
        return try await Self.threads.run { () throws(ProofError) in try Self.read(path) }
    }

    /// Remembers a checkpoint, unless a larger one of its log is known.
    /// - Throws: `ProofError.memory`.
    public func remember(_ checkpoint: Checkpoint) async throws(ProofError) {
        let path = path(checkpoint.origin)
        try await Self.threads.run { () throws(ProofError) in
            if let known = try Self.read(path), known.size >= checkpoint.size { return }
            let fresh = path + ".new"
            do throws(VaultError) {
                let file = try VaultFile(path: fresh, flags: O_WRONLY | O_CREAT | O_TRUNC)
                try file.write(Array(checkpoint.text.utf8))
                try file.sync()
            } catch {
                throw .memory("\(error)")
            }
            guard rename(fresh, path) == 0 else { throw .memory("rename: \(errno)") }
        }
    }

    /// What a keys folder remembers, by file name: kept over a restore, which brings older ones.
    public static func heads(in folder: URL) throws -> [String: Data] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".head")
        }
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try Data(contentsOf: folder.appendingPathComponent($0)))
            })
    }

    /// Puts back what `heads` gave.
    public static func put(_ heads: [String: Data], into folder: URL) throws {
        for (name, content) in heads { try content.write(to: folder.appendingPathComponent(name)) }
    }

    private func path(_ origin: String) -> String {
        let name = origin.replacingOccurrences(of: "/", with: "-")
        return directory.appendingPathComponent("\(name).head").path
    }

    private static func read(_ path: String) throws(ProofError) -> Checkpoint? {
        let bytes: [UInt8]
        do throws(VaultError) {
            let file = try VaultFile(path: path, flags: O_RDONLY)
            bytes = try file.read(limit: fileBytes)
        } catch {
            if error == .missing { return nil }
            throw .memory("\(error)")
        }
        do throws(NoteError) {
            return try Checkpoint(parsing: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .memory("\(error)")
        }
    }
}

/// Why nothing is signed.
public enum ProofError: Error, Hashable, Sendable {
    /// A restore was made and not declared yet (`balai ledger declare-restore`).
    case stopped(regency: Int)
    /// The database holds fewer leaves than were signed: it was put back.
    case rolledBack(signed: UInt64, found: UInt64)
    /// The database holds another tree than was signed.
    case forked(size: UInt64)
    /// The keys folder knows nothing of a log that has leaves: it is not the folder that signed it.
    case forgotten(origin: String)
    /// The stored head does not lead to what was signed, or another key signed it.
    case headChanged(origin: String)
    /// The file beside the keys can't be read or written.
    case memory(String)
    /// Two batches at once: one of them must ask again.
    case outrun
}
