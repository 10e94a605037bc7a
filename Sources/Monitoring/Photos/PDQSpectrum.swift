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

    /// The spectrum of a picture as it stands.
    init(_ plane: LumaPlane) {
        self.init(plane, of: (plane.width, plane.height), step: 1)
    }

    /// The spectrum of a picture of which only a smaller one is at hand, each value the mean of `step` ×
    /// `step` pixels: the filter is laid over the whole picture's pixels, and a value weighs what they weigh.
    init(_ plane: LumaPlane, of size: (width: Int, height: Int), step: Int) {
        let block = Self.block(plane, size, step)
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

    /// The picture through PDQ's filter at the middle of each of 64 × 64 fields. Only what is looked at there
    /// is summed, first down the columns, then along the rows.
    private static func block(_ plane: LumaPlane, _ size: (width: Int, height: Int), _ step: Int) -> [Float] {
        var block = [Float](repeating: 0, count: blockSide * blockSide)
        guard plane.width > 0, plane.height > 0 else { return block }
        let columns = tents(size.width, step)
        var line = [Float](repeating: 0, count: plane.width)
        for (row, tent) in tents(size.height, step).enumerated() {
            plane.values.withUnsafeBufferPointer { values in
                line.withUnsafeMutableBufferPointer { line in
                    line.update(repeating: 0)
                    for (step, weight) in tent.weights.enumerated() {
                        let start = (tent.start + step) * plane.width
                        for index in line.indices { line[index] += weight * values[start + index] }
                    }
                }
            }
            for (column, tent) in columns.enumerated() {
                var sum: Float = 0
                for (step, weight) in tent.weights.enumerated() { sum += weight * line[tent.start + step] }
                block[row * blockSide + column] = sum
            }
        }
        return block
    }

    /// PDQ's filter at one place of a line: the running mean over one 128th of its length, narrower at both
    /// ends, taken twice, as one row of weights.
    private struct Tent {
        let start: Int
        let weights: [Float]

        init(at place: Int, of length: Int) {
            let window = (length + 127) / 128
            let half = (window + 2) / 2
            func span(_ place: Int) -> Range<Int> {
                max(0, place + half - window)..<min(place + half, length)
            }
            let outer = span(place)
            let start = span(outer.lowerBound).lowerBound
            var weights = [Float](repeating: 0, count: span(outer.upperBound - 1).upperBound - start)
            for middle in outer {
                let inner = span(middle)
                let weight = 1 / Float(outer.count * inner.count)
                for index in inner { weights[index - start] += weight }
            }
            (self.start, self.weights) = (start, weights)
        }

        /// The same over means of `step` neighbours each.
        func over(_ step: Int) -> Tent {
            guard step > 1 else { return self }
            let first = start / step
            var sums = [Float](repeating: 0, count: (start + weights.count - 1) / step - first + 1)
            for (index, weight) in weights.enumerated() { sums[(start + index) / step - first] += weight }
            return Tent(start: first, weights: sums)
        }

        private init(start: Int, weights: [Float]) {
            (self.start, self.weights) = (start, weights)
        }
    }

    private static func tents(_ length: Int, _ step: Int) -> [Tent] {
        (0..<blockSide).map { place in
            Tent(at: (2 * place + 1) * length / (2 * blockSide), of: length).over(step)
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
