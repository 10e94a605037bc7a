import CSodium
import Foundation

/// The only place that speaks to libsodium: hashing, random bytes, sealing, passwords.
public enum Sodium {
    /// Starts the library once; safe to call from any thread.
    private static let isReady: Bool = sodium_init() >= 0

    /// `count` bytes from the system's random source.
    public static func randomBytes(_ count: Int) -> [UInt8] {
        precondition(isReady && count >= 0)
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// SHA-256 of bytes that are in memory anyway; files are hashed while they stream.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        precondition(isReady)
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// Keyed hash (BLAKE2b-256) for numbers that must be found again but not read, such as a NIK.
    public static func keyedHash(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        precondition(isReady && key.count == 32)
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), key, key.count)
        return digest
    }

    /// Compares without telling by its time where the difference is.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    /// Seals a small secret with XChaCha20-Poly1305; `context` must be the same when it is opened.
    public static func seal(_ secret: [UInt8], context: String, key: [UInt8]) -> [UInt8] {
        precondition(isReady && key.count == 32)
        let nonce = randomBytes(24)
        let bound = Array(context.utf8)
        var sealed = [UInt8](repeating: 0, count: secret.count + 16)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, secret, UInt64(secret.count), bound, UInt64(bound.count), nil, nonce, key)
        return nonce + sealed
    }

    /// - Throws: `.unreadable` when the bytes, the context or the key are not those of `seal`.
    public static func open(_ sealed: [UInt8], context: String, key: [UInt8]) throws(SealError) -> [UInt8] {
        precondition(isReady && key.count == 32)
        guard sealed.count >= 40 else { throw .unreadable }
        let bound = Array(context.utf8)
        let body = Array(sealed[24...])
        var secret = [UInt8](repeating: 0, count: body.count - 16)
        let result = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &secret, nil, nil, body, UInt64(body.count), bound, UInt64(bound.count), Array(sealed[..<24]), key
        )
        guard result == 0 else { throw .unreadable }
        return secret
    }

    /// The Ed25519 public key of a 32-byte seed.
    static func publicKey(of seed: [UInt8]) -> [UInt8] { keyPair(of: seed).publicKey }

    /// The Ed25519 signature of a message, 64 bytes.
    static func sign(_ message: [UInt8], seed: [UInt8]) -> [UInt8] {
        let secret = keyPair(of: seed).secret
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature
    }

    /// Whether the signature of the message is that key's.
    static func isSigned(_ message: [UInt8], by publicKey: [UInt8], signature: [UInt8]) -> Bool {
        precondition(isReady)
        guard publicKey.count == Int(crypto_sign_PUBLICKEYBYTES), signature.count == Int(crypto_sign_BYTES)
        else { return false }
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }

    private static func keyPair(of seed: [UInt8]) -> (publicKey: [UInt8], secret: [UInt8]) {
        precondition(isReady && seed.count == Int(crypto_sign_SEEDBYTES))
        var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        crypto_sign_seed_keypair(&publicKey, &secret, seed)
        return (publicKey, secret)
    }

    /// The argon2id PHC string of a password: 19 MiB, two passes (OWASP). Takes some 50 ms: never on the
    /// cooperative pool.
    fileprivate static func hashPassword(_ password: String) throws(SealError) -> String {
        precondition(isReady)
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = Array(password.utf8CString)
        let result = crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count - 1), 2, 19 << 20, crypto_pwhash_ALG_ARGON2ID13)
        guard result == 0 else { throw .outOfMemory }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    fileprivate static func verifyPassword(_ password: String, hash: String) -> Bool {
        precondition(isReady)
        let bytes = Array(password.utf8CString)
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count - 1)) == 0
    }
}

/// Why a sealed secret can't be read or a password not be hashed.
public enum SealError: Error, Hashable, Sendable {
    case unreadable, outOfMemory
}

/// Passwords, hashed on threads of their own: at most four argon2 computations at once, others wait their
/// turn.
public final class Passwords: Sendable {
    /// Shortest password accepted; length is what counts (NIST SP 800-63B).
    public static let shortest = 10
    /// Longest password accepted, in bytes.
    public static let longest = 256

    private let queue: OperationQueue
    /// Hash of a random password: what an unknown username is checked against, so that it takes as long.
    private let decoy: String

    public init() throws(SealError) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = 4
        queue.name = "balai.argon2"
        decoy = try Sodium.hashPassword(
            String(decoding: Sodium.randomBytes(16).map { $0 % 64 + 48 }, as: UTF8.self))
    }

    /// How many wait or run; the server refuses sign-ins past a limit instead of queueing for minutes.
    public var waiting: Int { queue.operationCount }

    public func hash(_ password: String) async throws(SealError) -> String {
        let result = await onOwnThread {
            Result { () throws(SealError) in try Sodium.hashPassword(password) }
        }
        return try result.get()
    }

    /// Checks against `hash`; with `nil` it takes as long and says no.
    public func verify(_ password: String, against hash: String?) async -> Bool {
        let decoy = decoy
        return await onOwnThread {
            Sodium.verifyPassword(password, hash: hash ?? decoy) && hash != nil
        }
    }

    private func onOwnThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.addOperation { continuation.resume(returning: body()) }
        }
    }
}
