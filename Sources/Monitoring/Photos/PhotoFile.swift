import Commons
import Glibc

/// A photo on disk: its bytes, up to the limit, and the SHA-256 of all of them.
enum PhotoFile {
    /// - Throws: `.unreadableFile`; `.tooManyBytes` with the SHA-256 when the file is over the limit.
    static func read(
        _ path: String, byteLimit: Int
    ) throws(PhotoRefusal) -> (bytes: [UInt8], sha256: [UInt8]) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe must not make us wait
        guard descriptor >= 0 else { throw PhotoRefusal(.unreadableFile) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PhotoRefusal(.unreadableFile)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(0, Int(status.st_size)), byteLimit))
        var sum = SHA256()
        var count = 0
        var piece = [UInt8](repeating: 0, count: 262_144)
        while true {
            let got = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw PhotoRefusal(.unreadableFile) }
            if got == 0 { break }
            sum.update(piece[..<got])
            count += got
            if count <= byteLimit { bytes.append(contentsOf: piece[..<got]) }
        }
        guard count <= byteLimit else {
            var refusal = PhotoRefusal(.tooManyBytes, ["limit": byteLimit / 1_000_000])
            refusal.sha256 = sum.finished()
            throw refusal
        }
        return (bytes, sum.finished())
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
