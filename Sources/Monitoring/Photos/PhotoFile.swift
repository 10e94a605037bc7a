import Commons
import Glibc

/// A photo on disk: its bytes, up to the limit, and the SHA-256 of all of them.
enum PhotoFile {
    /// Beyond so many times the limit a file is not even summed: it may have no end.
    private static let summedLimits = 16

    /// - Parameters:
    ///   - path: bytes up to a NUL.
    ///   - byteLimit: of the file.
    /// - Throws: `.unreadableFile`; `.tooManyBytes` when the file is over the limit, with the SHA-256 unless
    ///   it is far over.
    static func read(
        _ path: [CChar], byteLimit: Int
    ) throws(PhotoRefusal) -> (bytes: [UInt8], sha256: [UInt8]) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe must not make us wait
        guard descriptor >= 0 else { throw PhotoRefusal(.unreadableFile) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PhotoRefusal(.unreadableFile)
        }
        // One byte more than there should be tells the end of the file from the end of the room.
        let room = min(max(0, Int(status.st_size)), byteLimit) + 1
        var bytes = try piece(of: descriptor, room)
        var sum = SHA256()
        sum.update(bytes)
        var count = bytes.count
        // The rest of a file that is too long, or that grows, or that does not know its size.
        while count >= room, count <= byteLimit * summedLimits {
            let more = try piece(of: descriptor, 262_144)
            if more.isEmpty { break }
            sum.update(more)
            count += more.count
            if count <= byteLimit { bytes += more }
        }
        guard count <= byteLimit else {
            var refusal = PhotoRefusal(.tooManyBytes, ["limit": byteLimit / 1_000_000])
            if count <= byteLimit * summedLimits { refusal.sha256 = sum.finished() }
            throw refusal
        }
        return (bytes, sum.finished())
    }

    /// The next bytes of a file, fewer than asked for only at its end.
    private static func piece(of descriptor: Int32, _ size: Int) throws(PhotoRefusal) -> [UInt8] {
        var isRead = true
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let base = buffer.baseAddress {
                let got = Glibc.read(descriptor, base + count, size - count)
                if got < 0, errno == EINTR { continue }
                isRead = got >= 0
                if got <= 0 { break }
                count += got
            }
        }
        guard isRead else { throw PhotoRefusal(.unreadableFile) }
        return bytes
    }
}

extension PhotoInspector {
    /// The year that tomorrow falls in, UTC: a clock may be a day ahead of ours, not a year.
    public static func yearOfTomorrow() -> Int {
        var moment = time(nil) + 86_400
        var parts = tm()
        gmtime_r(&moment, &parts)
        return Int(parts.tm_year) + 1_900
    }
}
