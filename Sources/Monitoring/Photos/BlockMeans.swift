/// The picture at an eighth of its size, read straight from a sound baseline JPEG: its pixels are the means
/// of the 8 × 8 blocks, which stand in the file as each block's first coefficient. The other 63 are stepped
/// over without being looked at, which is what makes it faster than a decoder (decision 0029).
///
/// It answers only for files about which there is nothing to say: one scan, whole to the last bit, the
/// colours and samplings that phones write. Everything else is libjpeg's to read, and to warn of.
struct BlockMeans {
    /// One component: its tables, and where its means stand among all.
    private struct Component {
        let tables: JPEGTables.Component
        let across: Int
        let down: Int
        let start: Int
        /// Blocks in a row, the padding of the last unit of the scan included.
        let stride: Int
        var previous = 0
    }

    /// One block of a unit of the scan.
    private struct Block {
        let component: Int
        let x: Int
        let y: Int
    }

    private let width: Int
    private let height: Int
    private let unitsAcross: Int
    private let unitsDown: Int
    private let tables: JPEGTables
    private var components: [Component] = []
    private var unit: [Block] = []
    private var means: [UInt8] = []

    /// The picture, or `nil` when the file is not of this kind.
    static func picture(of file: ArraySlice<UInt8>, _ outline: JPEGOutline) -> RGBImage? {
        guard outline.scanCount == 1, !outline.frame.isProgressive, !outline.hasAdobe, outline.hasEnd,
            outline.strayByteCount == 0, !outline.isBrokenAfterScan, let tables = JPEGTables(file, outline),
            var means = BlockMeans(tables, outline.frame), means.read(file)
        else { return nil }
        return means.picture
    }

    private init?(_ tables: JPEGTables, _ frame: JPEGOutline.Frame) {
        guard let first = tables.components.first else { return nil }
        let isGrey = tables.components.count == 1
        // A single component has no units of several blocks, whatever sampling it claims.
        let (across, down) = isGrey ? (1, 1) : (first.across, first.down)
        guard (1...2).contains(across), (1...2).contains(down) else { return nil }
        (width, height) = ((frame.width + 7) / 8, (frame.height + 7) / 8)
        (unitsAcross, unitsDown) = ((width + across - 1) / across, (height + down - 1) / down)
        self.tables = tables
        var start = 0
        for (index, part) in tables.components.enumerated() {
            let (across, down) = index == 0 ? (across, down) : (1, 1)
            guard isGrey || (part.across, part.down) == (across, down) else { return nil }
            let stride = unitsAcross * across
            components.append(
                Component(tables: part, across: across, down: down, start: start, stride: stride))
            for y in 0..<down { for x in 0..<across { unit.append(Block(component: index, x: x, y: y)) } }
            start += stride * unitsDown * down
        }
        means = [UInt8](repeating: 0, count: start)
    }

    /// `false` when the scan is not whole and sound.
    private mutating func read(_ file: ArraySlice<UInt8>) -> Bool {
        let looks = tables.huffman.flatMap(\.looks)
        var found = means
        let isSound = file.withUnsafeBufferPointer { bytes in
            looks.withUnsafeBufferPointer { looks in
                found.withUnsafeMutableBufferPointer { means in
                    // The slice starts with the file, so its places are the file's.
                    let scan = UnsafeBufferPointer(rebasing: bytes[..<tables.scan.upperBound])
                    return read(ScanReader(scan, at: tables.scan.lowerBound), looks, into: means)
                }
            }
        }
        means = found
        return isSound
    }

    private func read(
        _ start: ScanReader, _ looks: UnsafeBufferPointer<UInt32>,
        into means: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        var reader = start
        var previous = SIMD4<Int>()
        var (restarts, untilRestart) = (0, tables.restartInterval)
        for row in 0..<unitsDown {
            for column in 0..<unitsAcross {
                if tables.restartInterval > 0 {
                    if untilRestart == 0 {
                        guard reader.restart(restarts & 7) else { return false }
                        (restarts, untilRestart, previous) = (restarts + 1, tables.restartInterval, SIMD4())
                    }
                    untilRestart -= 1
                }
                for block in unit {
                    let part = components[block.component]
                    guard let change = firstCoefficient(part.tables.first, looks, &reader) else {
                        return false
                    }
                    let level = previous[block.component] + change
                    guard abs(level) < 32_768, stepOver(part.tables.rest, looks, &reader) else {
                        return false
                    }
                    previous[block.component] = level
                    // As libjpeg's inverse transform of one coefficient.
                    let mean = (level * part.tables.step + 4) >> 3 + 128
                    let line = part.start + (row * part.down + block.y) * part.stride
                    means[line + column * part.across + block.x] = UInt8(max(0, min(255, mean)))
                }
            }
            if reader.isOverrun { return false }
        }
        return reader.isFinished
    }

    @inline(__always)
    private func firstCoefficient(
        _ table: Int, _ looks: UnsafeBufferPointer<UInt32>, _ reader: inout ScanReader
    ) -> Int? {
        reader.fill()
        let look = looks[table << HuffmanTable.lookBits + reader.look]
        if look != 0 {
            reader.skip(Int(look >> 23 & 31))
            return reader.value(size: Int(look >> 28))
        }
        guard let code = tables.huffman[table].code(at: reader.top) else { return nil }
        reader.skip(code.length)
        return reader.value(size: Int(code.symbol))
    }

    /// Steps over the 63 other coefficients; `false` when they are not 63.
    @inline(__always)
    private func stepOver(
        _ table: Int, _ looks: UnsafeBufferPointer<UInt32>, _ reader: inout ScanReader
    ) -> Bool {
        let start = table << HuffmanTable.lookBits
        var left = 63
        while left > 0 {
            reader.fill()
            var look = looks[start + reader.look]
            guard look & 31 != 0, Int(look >> 5 & 127) < left else {
                guard let step = single(look, table, reader.top) else { return false }
                reader.skip(step.bits)
                if step.coefficients == 0 { return true }
                left -= step.coefficients
                continue
            }
            // What was filled lasts for four looks.
            for _ in 0..<4 {
                reader.skip(Int(look & 31))
                if look & 1 << 12 != 0 { return true }
                left -= Int(look >> 5 & 127)
                look = looks[start + reader.look]
                guard look & 31 != 0, Int(look >> 5 & 127) < left else { break }
            }
        }
        return left == 0
    }

    /// The next code alone: near the end of a block, and for codes longer than a look.
    private func single(_ look: UInt32, _ table: Int, _ top: UInt32) -> (bits: Int, coefficients: Int)? {
        if look != 0 { return (Int(look >> 13 & 31), Int(look >> 18 & 31)) }
        return tables.huffman[table].code(at: top).map { ($0.bits, $0.coefficients) }
    }

    /// The means as colours (JFIF's YCbCr); each mean of a halved colour serves the blocks it covers.
    private var picture: RGBImage {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { to, count in
            count = width * height * 3
            means.withUnsafeBufferPointer { means in
                for y in 0..<height { fill(&to, means, row: y) }
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    private func fill(
        _ to: inout UnsafeMutableBufferPointer<UInt8>, _ means: UnsafeBufferPointer<UInt8>, row: Int
    ) {
        let luma = components[0]
        let lights = luma.start + row * luma.stride
        var at = row * width * 3
        guard components.count == 3 else {
            for x in 0..<width {
                for place in at..<(at + 3) { to[place] = means[lights + x] }
                at += 3
            }
            return
        }
        let (blues, reds) = (components[1], components[2])
        let line = row / luma.down * blues.stride
        for x in 0..<width {
            let light = Int(means[lights + x]) << 16 + 32_768
            let from = line + (luma.across == 2 ? x >> 1 : x)
            let (blue, red) = (Int(means[blues.start + from]) - 128, Int(means[reds.start + from]) - 128)
            to[at] = Self.level(light + 91_881 * red)
            to[at + 1] = Self.level(light - 22_554 * blue - 46_802 * red)
            to[at + 2] = Self.level(light + 116_130 * blue)
            at += 3
        }
    }

    /// A level in 16.16 fixed point, kept within a byte.
    @inline(__always)
    private static func level(_ fixed: Int) -> UInt8 { UInt8(max(0, min(255, fixed >> 16))) }
}
