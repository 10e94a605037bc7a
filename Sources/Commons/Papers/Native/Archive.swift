internal import CZip
public import Foundation

/// Why an archive can't be made.
public enum ArchiveError: Error, Hashable, Sendable {
    /// More files than one archive may have.
    case tooManyFiles(limit: Int)
    /// More bytes than one archive may have.
    case tooLarge(limitBytes: Int64)
    /// libzip's own number, or the system's.
    case writing(code: Int)
}

/// A ZIP file made of files that lie ready: libzip reads them one after another, so memory stays flat however
/// large they are. Pictures and PDF are stored as they are, all else is compressed.
public struct Archive: Sendable {
    /// A file to be put in.
    public struct Entry: Hashable, Sendable {
        /// With `/` between folders, never beginning with one.
        public let name: String
        public let file: URL
        public let bytes: Int64

        public init(name: String, file: URL, bytes: Int64) {
            self.name = name
            self.file = file
            self.bytes = bytes
        }
    }

    public static let fileLimit = 50_000
    public static let byteLimit: Int64 = 8_000_000_000
    private static let threads = WorkerThreads("archives", threads: 2)

    /// Writes the archive to a new file.
    /// - Throws: `ArchiveError`; what was written so far is to be removed by the caller.
    public static func write(_ entries: [Entry], to target: URL) async throws(ArchiveError) {
        guard entries.count <= fileLimit else { throw .tooManyFiles(limit: fileLimit) }
        let bytes = entries.reduce(Int64(0)) { $0 &+ $1.bytes }
        guard bytes <= byteLimit else { throw .tooLarge(limitBytes: byteLimit) }
        try await threads.run { () throws(ArchiveError) in try pack(entries, to: target) }
    }

    /// An archive of small files, made in the folder for temporary files and gone from it when it is read.
    /// - Throws: `ArchiveError`, and what a full or read-only disk says.
    public static func bytes(of files: [(name: String, bytes: [UInt8])]) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let answer: Result<[UInt8], any Error>
        do {
            let entries = try files.enumerated().map { index, file in
                let part = folder.appendingPathComponent("part-\(index)")
                try Data(file.bytes).write(to: part)
                return Entry(name: file.name, file: part, bytes: Int64(file.bytes.count))
            }
            let target = folder.appendingPathComponent("archive.zip")
            try await write(entries, to: target)
            answer = .success([UInt8](try Data(contentsOf: target)))
        } catch {
            answer = .failure(error)
        }
        try FileManager.default.removeItem(at: folder)
        return try answer.get()
    }

    private static func pack(_ entries: [Entry], to target: URL) throws(ArchiveError) {
        var code: Int32 = 0
        guard let archive = zip_open(target.path, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw .writing(code: Int(code))
        }
        do throws(ArchiveError) {
            for entry in entries { try add(entry, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let failed = zip_error_code_zip(zip_get_error(archive))
            zip_discard(archive)
            throw .writing(code: Int(failed))
        }
    }

    private static func add(_ entry: Entry, to archive: OpaquePointer) throws(ArchiveError) {
        guard let source = zip_source_file(archive, entry.file.path, 0, -1) else {
            throw .writing(code: Int(zip_error_code_zip(zip_get_error(archive))))
        }
        let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw .writing(code: Int(zip_error_code_zip(zip_get_error(archive))))
        }
        let isPacked = [".jpg", ".jpeg", ".png", ".pdf", ".xlsx"].contains { entry.name.hasSuffix($0) }
        guard isPacked else { return }
        _ = zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0)
    }
}

/// A file being written while it is hashed and counted; writing runs on threads that may block.
public final class CountedFile: Sendable {
    public let url: URL
    private static let threads = WorkerThreads("exports", threads: 2)
    private static let fullBytes = 262_144
    private let state: State

    private final class State: @unchecked Sendable {
        // Only ever touched by the one task that writes, one call after another.
        var handle: FileHandle?
        var hash = SHA256()
        var waiting: [UInt8] = []
        var bytes: Int64 = 0
        var pieces: Int64 = 0
    }

    /// What was written, once the file is closed.
    public struct Sum: Hashable, Sendable {
        public let bytes: Int64
        /// How many pieces were added: rows, where each piece is one.
        public let pieces: Int64
        /// 64 hexadecimal digits.
        public let sha256: String

        public init(bytes: Int64, pieces: Int64, sha256: String) {
            self.bytes = bytes
            self.pieces = pieces
            self.sha256 = sha256
        }
    }

    /// - Throws: a file error.
    public init(_ url: URL) throws {
        self.url = url
        state = State()
        try Data().write(to: url, options: .withoutOverwriting)
        state.handle = try FileHandle(forWritingTo: url)
    }

    /// - Throws: a file error, such as a full disk.
    public func add(_ text: String) async throws { try await add(text.utf8) }

    public func add(_ bytes: some Sequence<UInt8>) async throws {
        state.waiting.append(contentsOf: bytes)
        state.pieces += 1
        if state.waiting.count >= Self.fullBytes { try await flush() }
    }

    /// Writes the rest and closes.
    public func finish() async throws -> Sum {
        try await flush()
        try state.handle?.close()
        state.handle = nil
        return Sum(
            bytes: state.bytes, pieces: state.pieces, sha256: SHA256.hexadecimal(state.hash.finished()))
    }

    private func flush() async throws {
        let (piece, handle) = (state.waiting, state.handle)
        state.waiting = []
        state.bytes += Int64(piece.count)
        state.hash.update(piece)
        try await Self.threads.run { try handle?.write(contentsOf: piece) }
    }
}
