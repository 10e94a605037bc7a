import Commons
import Foundation
import Testing

@Suite struct OneTimeCodeTests {
    /// RFC 6238 appendix B, the SHA-1 rows, last six digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `the published vectors hold`(_ seconds: Double, _ code: String) {
        let secret = OneTimeCode(secret: Array("12345678901234567890".utf8))
        #expect(secret.code(step: OneTimeCode.step(at: Date(timeIntervalSince1970: seconds))) == code)
        #expect(secret.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }

    @Test func `a code is good one step to either side, once, and no further`() {
        let secret = OneTimeCode.random()
        let now = Date(timeIntervalSince1970: 1_800_000_015)
        let step = OneTimeCode.step(at: now)
        for offset in Int64(-1)...1 {
            let typed = secret.code(step: step + offset)
            #expect(secret.acceptedStep(for: typed, at: now, after: 0) == step + offset)
            #expect(secret.acceptedStep(for: typed, at: now, after: step + offset) == nil)
        }
        #expect(secret.acceptedStep(for: secret.code(step: step + 2), at: now, after: 0) == nil)
        #expect(secret.acceptedStep(for: "", at: now, after: 0) == nil)
        #expect(secret.acceptedStep(for: String(repeating: "1", count: 100_000), at: now, after: 0) == nil)
    }
}

@Suite struct SecretTests {
    @Test func `a sealed secret opens with its own key and context only`() throws {
        let key = Sodium.randomBytes(32)
        let sealed = Sodium.seal([1, 2, 3], context: "totp", key: key)
        #expect(try Sodium.open(sealed, context: "totp", key: key) == [1, 2, 3])
        #expect(throws: SealError.unreadable) { try Sodium.open(sealed, context: "other", key: key) }
        #expect(throws: SealError.unreadable) {
            try Sodium.open(sealed, context: "totp", key: Sodium.randomBytes(32))
        }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealError.unreadable) { try Sodium.open(changed, context: "totp", key: key) }
        }
        #expect(throws: SealError.unreadable) { try Sodium.open([], context: "totp", key: key) }
    }

    @Test func `a password is checked against its own hash, and an unknown name takes a no`() async throws {
        let passwords = try Passwords()
        let hash = try await passwords.hash("rahasia desa 2026")
        #expect(hash.hasPrefix("$argon2id$"))
        #expect(await passwords.verify("rahasia desa 2026", against: hash))
        #expect(await passwords.verify("rahasia desa 2025", against: hash) == false)
        #expect(await passwords.verify("", against: hash) == false)
        #expect(await passwords.verify("apa saja", against: nil) == false)
        #expect(await passwords.verify("apa saja", against: "bukan hash") == false)
    }

    @Test func `a token comes back only in its own shape`() {
        let token = Token.random()
        #expect(Token(received: token.text)?.hash == token.hash)
        #expect(token.hash.count == 32)
        for text in [
            "", "a", token.text + "a", String(token.text.dropLast()) + "=", String(repeating: "é", count: 43),
        ] {
            #expect(Token(received: text) == nil)
        }
    }

    @Test func `a version 7 id carries its millisecond and its version`() {
        let moment = Date(timeIntervalSince1970: 1_795_000_000.123)
        let id = UUID.v7(at: moment).uuidString
        #expect(id.replacingOccurrences(of: "-", with: "").prefix(12) == "01A1EE565E7B")
        #expect(Array(id)[14] == "7")
        #expect("89AB".contains(Array(id)[19]))
        #expect(UUID.v7(at: moment) != UUID.v7(at: moment))
    }

    @Test func `keys are made once, kept private and of one length`() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: directory) }
        let first = try Keyring(directory: directory)
        let second = try Keyring(directory: directory)
        #expect(first.sealing == second.sealing)
        #expect(first.identity != first.sealing)
        let file = directory.appendingPathComponent("sealing.key")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try Data([1, 2, 3]).write(to: file)
        #expect(throws: KeyringError.wrongLength(file: "sealing.key", bytes: 3)) {
            try Keyring(directory: directory)
        }
    }
}
