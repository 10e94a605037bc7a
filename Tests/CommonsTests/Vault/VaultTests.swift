import Foundation
import Testing

@testable import Commons

/// Goal: what the vault says it has, it has: bytes are what their name says, nothing half-written is ever
/// found. Method: small files in a directory of the test's own.
@Suite struct VaultTests {
    private func folder() -> String {
        NSTemporaryDirectory() + "balai-vault-" + UUID().uuidString
    }

    private func kept(_ bytes: [UInt8], in vault: Vault) async throws -> ContentHash {
        let file = try await vault.begin(limit: 1_000)
        try await file.write(bytes)
        let hash = try await file.finish()
        try await file.keep(as: hash)
        return hash
    }

    @Test func `a file comes back by its hash, the same bytes are kept once`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        let bytes = Array("Balai".utf8)
        let hash = try await kept(bytes, in: vault)
        #expect(hash.bytes == SHA256.sum(of: bytes))
        #expect(try await vault.bytes(of: hash) == bytes)
        #expect(try await kept(bytes, in: vault) == hash)
        #expect(await vault.contains(hash))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/incoming").isEmpty)
    }

    @Test func `a file that is not kept leaves nothing`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        var file: IncomingFile? = try await vault.begin(limit: 10)
        try await file?.write([1, 2, 3])
        let hash = try #require(try await file?.finish())
        file = nil
        #expect(await !vault.contains(hash))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/incoming").isEmpty)
        await #expect(throws: VaultError.missing) { try await vault.bytes(of: hash) }
    }

    @Test func `the limit holds to the byte, however the pieces come`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        let file = try await vault.begin(limit: 4)
        try await file.write([1, 2])
        try await file.write([3, 4])
        await #expect(throws: VaultError.tooLarge(limit: 4)) { try await file.write([5]) }
        #expect(file.byteCount == 4)
    }

    @Test func `other bytes than announced are refused`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        let announced = try #require(ContentHash(SHA256.sum(of: [1])))
        let file = try await vault.begin(limit: 4)
        try await file.write([2])
        await #expect(throws: VaultError.otherContent) { try await file.finish(announced: announced) }
    }

    @Test func `a file that the disk changed is noticed`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        let hash = try await kept([1, 2, 3], in: vault)
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: vault.path(of: hash)))
        await #expect(throws: VaultError.damaged) { try await vault.bytes(of: hash) }
    }

    @Test func `a derived file can be replaced and be missing`() async throws {
        let path = folder()
        defer { remove(path) }
        let vault = try await Vault(directory: path)
        let hash = try await kept([1, 2, 3], in: vault)
        await #expect(throws: VaultError.missing) { try await vault.derived("thumbnail", of: hash) }
        try await vault.keepDerived([9], kind: "thumbnail", of: hash)
        try await vault.keepDerived([8], kind: "thumbnail", of: hash)
        #expect(try await vault.derived("thumbnail", of: hash) == [8])
    }

    @Test(arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "a", count: 65)])
    func `what is no hash names no file`(_ text: String) {
        #expect(ContentHash(hexadecimal: text) == nil)
    }

    @Test func `a hash is read in either case and written in lower case`() {
        let text = String(repeating: "Ab", count: 32)
        #expect(ContentHash(hexadecimal: text)?.hexadecimal == text.lowercased())
    }

    private func remove(_ path: String) {
        do { try FileManager.default.removeItem(atPath: path) } catch { return }
    }
}
