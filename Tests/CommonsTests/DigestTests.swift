import Testing

@testable import Commons

/// Goal: a sum is read from 64 small hexadecimal digits and nothing else. Method: every byte at places of
/// each half and pair, and lengths around the right one.
@Suite struct DigestTests {
    private let digits = String(repeating: "0123456789abcdef", count: 4)

    @Test func `digits are read in their order and written as they were`() throws {
        let digest = try #require(Digest(hexadecimal: digits))
        #expect(digest.bytes.prefix(8) == [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef])
        #expect(digest.hexadecimal == digits)
        #expect(Digest(hexadecimal: String(repeating: "0", count: 64)) == .zero)
    }

    @Test func `any other byte at any place is refused`() {
        let sound = Set("0123456789abcdef".utf8)
        for place in [0, 1, 6, 7, 8, 31, 32, 62, 63] {
            for byte in UInt8.min...UInt8.max {
                var text = Array(digits.utf8)
                text[place] = byte
                let read = text.withUnsafeBytes { Digest(hexadecimal: $0) }
                #expect((read != nil) == sound.contains(byte), "byte \(byte) at \(place)")
            }
        }
    }

    @Test(arguments: [0, 1, 62, 63, 65, 66, 128, 100_000])
    func `another length is refused`(_ count: Int) {
        #expect(Digest(hexadecimal: String(repeating: "a", count: count)) == nil)
    }
}
