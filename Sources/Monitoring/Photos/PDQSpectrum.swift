import Glibc

/// Facebook's PDQ, written from its published description (ThreatExchange, `pdq/`): the 16 × 16 lowest
/// frequencies of a picture, from which its hash and those of its turned and mirrored copies are taken.
struct PDQSpectrum {
    /// Row by row; row and column n hold frequency n + 1.
    let coefficients: [Float]
    /// 0...100: how much structure there is. Below 50 a hash says nothing.
    let quality: Int

    static let side = 16
    private static let blockSide = 64

    init(_ plane: LumaPlane) {
        let block = Self.block(plane)
        quality = Self.quality(block)
        coefficients = Self.transformed(block)
    }

    /// The hash of the picture as it stands.
    var hash: PictureHash { Self.hash(coefficients) }

    /// The hashes of the eight ways to turn and mirror the picture; the first is `hash`.
    var dihedralHashes: [PictureHash] { dihedralCoefficients.map(Self.hash) }

    /// The 64 lowest frequencies of the eight ways, as bits: coarser than the hash, for small pictures.
    var coarseBits: [UInt64] {
        dihedralCoefficients.map { coefficients in
            let low = (0..<64).map { coefficients[$0 / 8 * Self.side + $0 % 8] }
            let median = low.sorted()[31]
            return low.enumerated().reduce(0) { $1.element > median ? $0 | 1 << UInt64($1.offset) : $0 }
        }
    }

    private var dihedralCoefficients: [[Float]] {
        let side = Self.side
        var all: [[Float]] = []
        for isTransposed in [false, true] {
            for (flipsRows, flipsColumns) in [(false, false), (false, true), (true, false), (true, true)] {
                var turned = [Float](repeating: 0, count: side * side)
                for row in 0..<side {
                    for column in 0..<side {
                        let from = isTransposed ? column * side + row : row * side + column
                        // Mirroring changes the sign of the odd frequencies, which are the even places.
                        let isNegated = (flipsRows && row % 2 == 0) != (flipsColumns && column % 2 == 0)
                        turned[row * side + column] = isNegated ? -coefficients[from] : coefficients[from]
                    }
                }
                all.append(turned)
            }
        }
        return all
    }

    private static func hash(_ coefficients: [Float]) -> PictureHash {
        let median = coefficients.sorted()[(coefficients.count - 1) / 2]
        var words = SIMD4<UInt64>()
        for (index, value) in coefficients.enumerated() where value > median {
            words[index / 64] |= 1 << UInt64(index % 64)
        }
        return PictureHash(words: words)
    }

    /// Two passes of a tent-like box filter, then one pixel in the middle of each of 64 × 64 fields.
    private static func block(_ plane: LumaPlane) -> [Float] {
        var block = [Float](repeating: 0, count: blockSide * blockSide)
        guard plane.width > 0, plane.height > 0 else { return block }
        var values = plane.values
        if plane.width != blockSide || plane.height != blockSide {
            var work = values
            for _ in 0..<2 {
                box(values, &work, plane.height, plane.width, step: 1, lineStep: plane.width)
                box(work, &values, plane.width, plane.height, step: plane.width, lineStep: 1)
            }
        }
        for row in 0..<blockSide {
            let y = (2 * row + 1) * plane.height / (2 * blockSide)
            for column in 0..<blockSide {
                let x = (2 * column + 1) * plane.width / (2 * blockSide)
                block[row * blockSide + column] = values[y * plane.width + x]
            }
        }
        return block
    }

    /// The running mean over one 128th of the length of each line, narrower at both ends.
    private static func box(
        _ from: [Float], _ to: inout [Float], _ lineCount: Int, _ length: Int, step: Int, lineStep: Int
    ) {
        let window = (length + 127) / 128
        let half = (window + 2) / 2
        from.withUnsafeBufferPointer { from in
            to.withUnsafeMutableBufferPointer { to in
                for line in 0..<lineCount {
                    let start = line * lineStep
                    var sum: Float = 0
                    var count = 0
                    var (left, right) = (0, 0)
                    for place in 0..<length {
                        let end = min(place + half, length)
                        while right < end {
                            sum += from[start + right * step]
                            right += 1
                            count += 1
                        }
                        while left < place + half - window {
                            sum -= from[start + left * step]
                            left += 1
                            count -= 1
                        }
                        to[start + place * step] = sum / Float(count)
                    }
                }
            }
        }
    }

    /// The sum of the steps between neighbours, scaled as PDQ does.
    private static func quality(_ block: [Float]) -> Int {
        var sum = 0
        for row in 0..<blockSide {
            for column in 0..<blockSide {
                let here = block[row * blockSide + column]
                if row + 1 < blockSide { sum += gradient(here, block[(row + 1) * blockSide + column]) }
                if column + 1 < blockSide { sum += gradient(here, block[row * blockSide + column + 1]) }
            }
        }
        return min(100, sum / 90)
    }

    private static func gradient(_ first: Float, _ second: Float) -> Int {
        abs(Int((first - second) * 100 / 255))
    }

    private static func transformed(_ block: [Float]) -> [Float] {
        var half = [Float](repeating: 0, count: side * blockSide)
        for row in 0..<side {
            for column in 0..<blockSide {
                var sum: Float = 0
                for k in 0..<blockSide { sum += cosines[row * blockSide + k] * block[k * blockSide + column] }
                half[row * blockSide + column] = sum
            }
        }
        var result = [Float](repeating: 0, count: side * side)
        for row in 0..<side {
            for column in 0..<side {
                var sum: Float = 0
                for k in 0..<blockSide { sum += half[row * blockSide + k] * cosines[column * blockSide + k] }
                result[row * side + column] = sum
            }
        }
        return result
    }

    /// Row n is the cosine of frequency n + 1 at the 64 places.
    private static let cosines: [Float] = (0..<side * blockSide).map { index in
        let (row, place) = index.quotientAndRemainder(dividingBy: blockSide)
        let angle = Double.pi / 2 / Double(blockSide) * Double((row + 1) * (2 * place + 1))
        return Float((2.0 / Double(blockSide)).squareRoot() * cos(angle))
    }
}
