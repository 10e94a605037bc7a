/// Sorts places along Hilbert's curve, so that neighbours in the list are neighbours on the ground.
enum HilbertOrder {
    /// The indexes of the points in curve order.
    ///
    /// - Parameters:
    ///   - count: how many points there are; at most 2³².
    ///   - bounds: a box around all of them.
    ///   - point: longitude and latitude by index.
    static func indexes(
        count: Int, bounds: Bounds, point: (Int) -> (longitude: Double, latitude: Double)
    ) -> [UInt32] {
        let width = max(bounds.east - bounds.west, 1e-12)
        let height = max(bounds.north - bounds.south, 1e-12)
        var keys = [UInt64](repeating: 0, count: count)
        for index in 0..<count {
            let place = point(index)
            let x = UInt32(min(max((place.longitude - bounds.west) / width, 0), 1) * 65535)
            let y = UInt32(min(max((place.latitude - bounds.south) / height, 0), 1) * 65535)
            keys[index] = UInt64(key(x, y)) << 32 | UInt64(index)
        }
        sortByUpperHalf(&keys)
        return keys.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The place of a cell of a 65536 × 65536 grid on the curve.
    static func key(_ column: UInt32, _ row: UInt32) -> UInt32 {
        var x = column, y = row, key: UInt32 = 0
        var half: UInt32 = 1 << 15
        while half > 0 {
            let right: UInt32 = x & half == 0 ? 0 : 1
            let upper: UInt32 = y & half == 0 ? 0 : 1
            key = key << 2 | (3 &* right) ^ upper
            if upper == 0 {
                if right == 1 {
                    x = 0xFFFF &- x
                    y = 0xFFFF &- y
                }
                swap(&x, &y)
            }
            half >>= 1
        }
        return key
    }

    /// Radix sort by the upper 32 bits, three passes of 11 bits.
    private static func sortByUpperHalf(_ keys: inout [UInt64]) {
        var other = [UInt64](repeating: 0, count: keys.count)
        for shift: UInt64 in [32, 43, 54] {
            var starts = [Int](repeating: 0, count: 2049)
            for key in keys { starts[Int(key >> shift & 2047) + 1] += 1 }
            for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
            for key in keys {
                let digit = Int(key >> shift & 2047)
                other[starts[digit]] = key
                starts[digit] += 1
            }
            swap(&keys, &other)
        }
    }
}
