import Foundation
import Testing

@testable import Commons

/// Goal: an upload that is cut goes on where it was, and what is whole is what was announced. Method: small
/// files sent in pieces, cut at random places.
@Suite struct PartialUploadsTests {
    private struct Cut: Error {}

    private let folder = NSTemporaryDirectory() + "balai-partial-" + UUID().uuidString

    private func open(_ change: (inout PartialUploads.Limits) -> Void = { _ in }) async throws
        -> PartialUploads
    {
        var limits = PartialUploads.Limits()
        change(&limits)
        return try await PartialUploads(Vault(directory: folder), limits: limits)
    }

    private func remove() {
        do { try FileManager.default.removeItem(atPath: folder) } catch { return }
    }

    private func name(_ bytes: [UInt8], sender: UInt8 = 1) throws -> PartialUploads.Name {
        let hash = try #require(ContentHash(SHA256.sum(of: bytes)))
        return PartialUploads.Name(sender: Array(repeating: sender, count: 32), hash: hash)
    }

    /// The bytes in pieces; the line is cut after `limit` of them.
    private func body(_ bytes: ArraySlice<UInt8>, cutAfter limit: Int = .max) -> AsyncThrowingStream<
        [UInt8], any Error
    > {
        AsyncThrowingStream { stream in
            for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 700) {
                let piece = Array(bytes[start..<min(start + 700, bytes.endIndex)])
                let sent = start - bytes.startIndex
                guard sent + piece.count <= limit else {
                    if limit > sent { stream.yield(Array(piece.prefix(limit - sent))) }
                    return stream.finish(throwing: Cut())
                }
                stream.yield(piece)
            }
            stream.finish()
        }
    }

    @Test func `cut at random bytes five hundred times, each file is whole in the end and there once`()
        async throws
    {
        let uploads = try await open()
        defer { remove() }
        var random = SystemRandomNumberGenerator()
        var cuts = 0
        while cuts < 500 {
            let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            let name = try name(bytes)
            while await uploads.offset(of: name) < bytes.count {
                let have = await uploads.offset(of: name)
                let limit = Int.random(in: 0...4_000, using: &random)
                do {
                    _ = try await uploads.append(
                        body(bytes[have...], cutAfter: limit), to: name, at: have, total: bytes.count)
                } catch is Cut {
                    cuts += 1
                    let now = await uploads.offset(of: name)
                    #expect(now == min(bytes.count, have + limit), "what came before the cut stays")
                }
            }
            let file = try await uploads.finish(name, total: bytes.count)
            try await file.keep()
            await uploads.remove(name)
            #expect(try await uploads.vault.bytes(of: name.hash) == bytes)
            #expect(await uploads.offset(of: name) == 0)
        }
    }

    @Test func `a piece may overlap what is here, but leave no gap`() async throws {
        let uploads = try await open()
        defer { remove() }
        let bytes = (0..<5_000).map { UInt8($0 % 251) }
        let name = try name(bytes)
        _ = try await uploads.append(body(bytes[..<3_000]), to: name, at: 0, total: 5_000)
        await #expect(throws: PartialUploadError.wrongOffset(have: 3_000)) {
            try await uploads.append(body(bytes[3_001...]), to: name, at: 3_001, total: 5_000)
        }
        await #expect(throws: PartialUploadError.incomplete(have: 3_000)) {
            _ = try await uploads.finish(name, total: 5_000)
        }
        #expect(try await uploads.append(body(bytes[1_000...]), to: name, at: 1_000, total: 5_000) == 5_000)
        _ = try await uploads.finish(name, total: 5_000)
    }

    @Test func `other bytes than announced are thrown away, to begin anew`() async throws {
        let uploads = try await open()
        defer { remove() }
        let bytes = (0..<5_000).map { UInt8($0 % 251) }
        let name = try name(bytes)
        _ = try await uploads.append(body(bytes.reversed()[...]), to: name, at: 0, total: 5_000)
        await #expect(throws: VaultError.otherContent) { _ = try await uploads.finish(name, total: 5_000) }
        #expect(await uploads.offset(of: name) == 0)
        #expect(await !uploads.vault.contains(name.hash))
    }

    @Test func `one sender's part is not another's`() async throws {
        let uploads = try await open()
        defer { remove() }
        let bytes = (0..<5_000).map { UInt8($0 % 251) }
        _ = try await uploads.append(body(bytes[...]), to: name(bytes), at: 0, total: 5_000)
        #expect(try await uploads.offset(of: name(bytes, sender: 2)) == 0)
    }

    @Test func `too much is refused: bytes past the total, a file past the limit, too many open`()
        async throws
    {
        let uploads = try await open {
            $0.byteCount = 4_000
            $0.openPerSender = 2
        }
        defer { remove() }
        let bytes = (0..<5_000).map { UInt8($0 % 251) }
        await #expect(throws: VaultError.tooLarge(limit: 4_000)) {
            try await uploads.append(body(bytes[...]), to: name(bytes), at: 0, total: 5_000)
        }
        await #expect(throws: VaultError.tooLarge(limit: 3_000)) {
            try await uploads.append(body(bytes[...]), to: name(bytes), at: 0, total: 3_000)
        }
        _ = try await uploads.append(body(bytes[..<10]), to: name([1]), at: 0, total: 10)
        await #expect(throws: PartialUploadError.tooManyOpen(limit: 2)) {
            try await uploads.append(body(bytes[..<10]), to: name([2]), at: 0, total: 10)
        }
        _ = try await uploads.append(body(bytes[..<10]), to: name([2], sender: 3), at: 0, total: 10)
    }

    @Test func `what nobody goes on with is removed after a week`() async throws {
        let uploads = try await open()
        defer { remove() }
        let bytes = (0..<500).map { UInt8($0 % 251) }
        let name = try name(bytes)
        _ = try await uploads.append(body(bytes[..<100]), to: name, at: 0, total: 500)
        await uploads.sweep(now: Date(timeIntervalSinceNow: 6 * 86_400))
        #expect(await uploads.offset(of: name) == 100)
        await uploads.sweep(now: Date(timeIntervalSinceNow: 8 * 86_400))
        #expect(await uploads.offset(of: name) == 0)
    }
}
