import Foundation
import NIOCore

/// Packs a file once at the start with Debian's gzip (an essential package); no compressor is linked in.
enum Gzip {
    /// Below this size packing saves nothing worth a process.
    private static let smallestBytes = 1_000

    /// `nil` when the file is small, already packed by its format, or gzip is missing or fails.
    static func pack(_ data: Data, type: String) async -> ByteBuffer? {
        let isText = type.hasPrefix("text/") || type.hasPrefix("application/") || type == "image/svg+xml"
        guard isText, data.count >= smallestBytes else { return nil }
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: run(data)) }
        }
    }

    private static func run(_ data: Data) -> ByteBuffer? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = ["-9", "-n", "-c"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
            DispatchQueue.global().async {
                do {
                    try input.fileHandleForWriting.write(contentsOf: data)
                    try input.fileHandleForWriting.close()
                } catch {
                    process.terminate()
                }
            }
            let packed = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0, packed.count < data.count else { return nil }
            return ByteBuffer(bytes: packed)
        } catch {
            return nil
        }
    }
}
