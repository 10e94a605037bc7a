import CCrypto

/// The hashes of a transparency log (RFC 6962): leaves and nodes are told apart by their first byte. Uses
/// libcrypto, which knows the processor's own SHA-256.
public enum TreeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let empty = sum { _ in }

    /// SHA-256 of 0x00 and the bytes.
    public static func leaf(_ bytes: UnsafeRawBufferPointer) -> Digest {
        sum { context in
            var prefix: UInt8 = 0
            SHA256_Update(&context, &prefix, 1)
            SHA256_Update(&context, bytes.baseAddress, bytes.count)
        }
    }

    /// SHA-256 of 0x00 and the bytes.
    public static func leaf(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { leaf($0) } }

    /// SHA-256 of 0x01 and both sums.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        sum { context in
            var prefix: UInt8 = 1
            SHA256_Update(&context, &prefix, 1)
            add(left, to: &context)
            add(right, to: &context)
        }
    }

    /// SHA-256 of both sums: one step of a chain.
    public static func link(_ chain: Digest, _ next: Digest) -> Digest {
        sum { context in
            add(chain, to: &context)
            add(next, to: &context)
        }
    }

    /// What stands for a text in a leaf: SHA-256 of the entry's salt, the field's name, a zero byte and the
    /// text. Without the salt nobody can guess the text.
    public static func commitment(
        salt: Digest, field: StaticString, text: UnsafeRawBufferPointer
    ) -> Digest {
        sum { context in
            var zero: UInt8 = 0
            add(salt, to: &context)
            SHA256_Update(&context, field.utf8Start, field.utf8CodeUnitCount)
            SHA256_Update(&context, &zero, 1)
            SHA256_Update(&context, text.baseAddress, text.count)
        }
    }

    /// The same for a text that is a string.
    public static func commitment(salt: Digest, field: StaticString, text: String) -> Digest {
        var text = text
        return text.withUTF8 { commitment(salt: salt, field: field, text: UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    private static func sum(_ add: (inout SHA256_CTX) -> Void) -> Digest {
        var context = SHA256_CTX()
        SHA256_Init(&context)
        add(&context)
        var digest = Digest()
        withUnsafeMutableBytes(of: &digest) { bytes in
            _ = SHA256_Final(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), &context)
        }
        return digest
    }

    @inline(__always)
    private static func add(_ digest: Digest, to context: inout SHA256_CTX) {
        withUnsafeBytes(of: digest) { bytes in
            _ = SHA256_Update(&context, bytes.baseAddress, bytes.count)
        }
    }
}
