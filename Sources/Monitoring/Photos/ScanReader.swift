/// The bits of one scan, as far as its first marker. What is not there reads as zeros, and is counted.
struct ScanReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    /// The next bits, the first at the top.
    private var bits: UInt64 = 0
    /// How many of them are filled.
    private var filled = 0
    /// How many of these were not in the file.
    private var missing = 0

    /// - Parameter bytes: the file up to the end of the scan; the scan starts at `position`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Something was read that the file does not hold.
    var isOverrun: Bool { filled < missing }

    /// The next 16 bits, which `fill` brought.
    @inline(__always)
    var top: UInt32 { UInt32(truncatingIfNeeded: bits >> 48) }

    /// The next bits as an index of `HuffmanTable.looks`.
    @inline(__always)
    var look: Int { Int(truncatingIfNeeded: bits >> UInt64(64 - HuffmanTable.lookBits)) }

    /// Steps over bits that `fill` brought.
    @inline(__always)
    mutating func skip(_ count: Int) {
        bits &<<= UInt64(truncatingIfNeeded: count)
        filled &-= count
    }

    /// The next bits as JPEG's signed value of a size (Annex F, EXTEND).
    @inline(__always)
    mutating func value(size: Int) -> Int {
        guard size > 0 else { return 0 }
        let raw = Int(truncatingIfNeeded: bits >> UInt64(64 - size))
        skip(size)
        return raw < 1 << (size - 1) ? raw - (1 << size) + 1 : raw
    }

    /// Sees to it that 56 bits can be read: four looks, or the longest code with the longest value (31).
    @inline(__always)
    mutating func fill() {
        if position &+ 8 <= bytes.count, let base = bytes.baseAddress {
            let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self).bigEndian
            // A byte 0xFF is a zero byte of the complement.
            if (~word &- 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 == 0 {
                bits |= word >> UInt64(truncatingIfNeeded: filled)
                position &+= (63 &- filled) >> 3
                filled |= 56
                return
            }
        }
        self = filledByByte()
    }

    /// A copy, so that the reader itself can live in the processor's registers.
    @inline(never)
    private func filledByByte() -> ScanReader {
        var reader = self
        // What a whole word left below the filled bits is read again.
        reader.bits &= filled == 0 ? 0 : UInt64.max << UInt64(64 - filled)
        while reader.filled <= 56 {
            if let byte = reader.nextByte() {
                reader.bits |= UInt64(byte) << UInt64(56 - reader.filled)
            } else {
                reader.missing += 8
            }
            reader.filled += 8
        }
        return reader
    }

    /// The next byte of data; 0xFF stands for itself when a zero follows, else it starts a marker.
    private mutating func nextByte() -> UInt8? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        guard byte == 0xFF else {
            position += 1
            return byte
        }
        guard position + 1 < bytes.count, bytes[position + 1] == 0 else { return nil }
        position += 2
        return byte
    }

    /// Whether the data ends here as it should: less than a byte of padding, and nothing more.
    private var isAtEnd: Bool {
        let left = filled - missing
        return (0..<8).contains(left) && (position == bytes.count || bytes[position] == 0xFF)
    }

    /// Whether nothing of the scan is left.
    var isFinished: Bool { isAtEnd && position == bytes.count }

    /// Steps over the restart marker of a number (0…7) that is due here; `false` when it is not there.
    mutating func restart(_ number: Int) -> Bool {
        guard isAtEnd, position + 1 < bytes.count, bytes[position] == 0xFF,
            bytes[position + 1] == 0xD0 + UInt8(number)
        else { return false }
        position += 2
        (bits, filled, missing) = (0, 0, 0)
        return true
    }
}
