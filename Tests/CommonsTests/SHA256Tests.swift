import Testing

@testable import Commons

/// Goal: SHA-256 as published, however the bytes arrive. Method: the vectors of FIPS 180-4.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `the published sums come out`(_ text: String, _ expected: String) {
        #expect(SHA256.hexadecimal(SHA256.sum(of: text.utf8)) == expected)
    }

    @Test func `a million letters in uneven pieces give the published sum`() {
        var sum = SHA256()
        var left = 1_000_000
        var size = 1
        while left > 0 {
            let count = min(size, left)
            sum.update([UInt8](repeating: 0x61, count: count))
            left -= count
            size = size * 3 % 4_097 + 1
        }
        #expect(
            SHA256.hexadecimal(sum.finished())
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `a sum can be read and go on`() {
        var sum = SHA256()
        sum.update(Array("ab".utf8))
        _ = sum.finished()
        sum.update(Array("c".utf8))
        #expect(sum.finished() == SHA256.sum(of: Array("abc".utf8)))
        sum.update([])
        #expect(sum.finished() == SHA256.sum(of: Array("abc".utf8)))
    }
}
