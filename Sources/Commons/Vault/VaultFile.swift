internal import Foundation

/// Why the vault did not take or give a file.
public enum VaultError: Error, Hashable, Sendable {
    /// More bytes than the caller allows.
    case tooLarge(limit: Int)
    /// The bytes are not those that were announced.
    case otherContent
    /// No file of this name.
    case missing
    /// The stored file is no longer what its name says: the disk lies.
    case damaged
    /// The disk is full.
    case noSpace
    /// The system said no; the number is `errno`.
    case system(call: String, code: Int32)

    static func last(_ call: String) -> VaultError {
        let code = errno
        return code == ENOSPC || code == EDQUOT ? .noSpace : .system(call: call, code: code)
    }
}

/// One open file, closed once. Every call blocks.
struct VaultFile: ~Copyable {
    let descriptor: Int32

    /// - Throws: `.missing` where there is none, else `.system`.
    init(path: String, flags: Int32, mode: UInt32 = 0o600) throws(VaultError) {
        descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .last("open") }
    }

    deinit { close(descriptor) }

    borrowing func write(_ bytes: [UInt8]) throws(VaultError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { Foundation.write(descriptor, $0 + done, buffer.count - done) } ?? 0
            }
            if count > 0 { done += count } else if errno != EINTR { throw .last("write") }
        }
    }

    /// Writes at a place of its own, so that two writers of the same bytes do no harm.
    borrowing func write(_ bytes: [UInt8], at offset: Int) throws(VaultError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { pwrite(descriptor, $0 + done, buffer.count - done, offset + done) }
                    ?? 0
            }
            if count > 0 { done += count } else if errno != EINTR { throw .last("pwrite") }
        }
    }

    /// SHA-256 of the whole rest of the file, a piece in memory at a time.
    borrowing func sum() throws(VaultError) -> [UInt8] {
        var (sum, chunk) = (SHA256(), [UInt8](repeating: 0, count: 1 << 16))
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count == 0 { return sum.finished() }
            if count > 0 { sum.update(chunk[..<count]) } else if errno != EINTR { throw .last("read") }
        }
    }

    /// The whole rest of the file, at most `limit` bytes.
    borrowing func read(limit: Int) throws(VaultError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last("read")
            }
            guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Waits until the bytes are on the disk.
    borrowing func sync() throws(VaultError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }
}
