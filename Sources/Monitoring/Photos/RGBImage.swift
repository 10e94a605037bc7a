/// A picture in memory: three bytes a pixel, rows from the top, without padding.
struct RGBImage: Hashable {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// The picture turned as the Exif orientation (1...8) says, so that its top is up.
    func oriented(_ orientation: Int) -> RGBImage {
        guard (2...8).contains(orientation) else { return self }
        let (newWidth, newHeight) = orientation >= 5 ? (height, width) : (width, height)
        let (start, right, down) = steps(orientation)
        var turned = [UInt8](repeating: 0, count: pixels.count)
        pixels.withUnsafeBufferPointer { from in
            turned.withUnsafeMutableBufferPointer { to in
                var new = 0
                for y in 0..<newHeight {
                    var old = (start + y * down) * 3
                    for _ in 0..<newWidth {
                        to[new] = from[old]
                        to[new + 1] = from[old + 1]
                        to[new + 2] = from[old + 2]
                        new += 3
                        old += right * 3
                    }
                }
            }
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: turned)
    }

    /// Which stored pixel is the upright picture's first, and how many pixels further the next to its right
    /// and the next below it are stored.
    private func steps(_ orientation: Int) -> (start: Int, right: Int, down: Int) {
        let (endOfRow, lastRow) = (width - 1, (height - 1) * width)
        return switch orientation {
        case 2: (endOfRow, -1, width)
        case 3: (lastRow + endOfRow, -1, -width)
        case 4: (lastRow, 1, -width)
        case 5: (0, width, 1)
        case 6: (lastRow, -width, 1)
        case 7: (lastRow + endOfRow, -width, -1)
        case 8: (endOfRow, width, -1)
        default: (0, 1, width)
        }
    }

    /// The picture with its long side at most so many pixels, each new pixel the mean of the area it covers.
    func shrunk(longSide: Int) -> RGBImage {
        let side = max(width, height)
        guard side > longSide, longSide > 0 else { return self }
        let newWidth = max(1, width * longSide / side)
        let newHeight = max(1, height * longSide / side)
        let columns = Self.shares(of: width, among: newWidth)
        let small = [UInt8](unsafeUninitializedCapacity: newWidth * newHeight * 3) { to, count in
            count = newWidth * newHeight * 3
            var line = [Float](repeating: 0, count: width * 3)
            for (y, rows) in Self.shares(of: height, among: newHeight).enumerated() {
                sum(rows, into: &line)
                for (x, share) in columns.enumerated() {
                    var (red, green, blue) = (Float(0.5), Float(0.5), Float(0.5))
                    for (index, weight) in zip(share.first..., share.weights) {
                        red += weight * line[index * 3]
                        green += weight * line[index * 3 + 1]
                        blue += weight * line[index * 3 + 2]
                    }
                    let new = (y * newWidth + x) * 3
                    to[new] = Self.level(red)
                    to[new + 1] = Self.level(green)
                    to[new + 2] = Self.level(blue)
                }
            }
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: small)
    }

    /// What the pixels of a line weigh in one of the fewer pixels that it is shared among.
    private struct Share {
        let first: Int
        let weights: [Float]
    }

    private static func shares(of length: Int, among count: Int) -> [Share] {
        let size = Double(length) / Double(count)
        return (0..<count).map { place in
            let (start, end) = (Double(place) * size, Double(place + 1) * size)
            let pixels = Int(start)..<min(length, Int(end.rounded(.up)))
            let weights = pixels.map { pixel in
                Float((min(end, Double(pixel + 1)) - max(start, Double(pixel))) / size)
            }
            return Share(first: pixels.lowerBound, weights: weights)
        }
    }

    private func sum(_ rows: Share, into line: inout [Float]) {
        pixels.withUnsafeBufferPointer { from in
            line.withUnsafeMutableBufferPointer { line in
                line.update(repeating: 0)
                for (row, weight) in zip(rows.first..., rows.weights) {
                    let start = row * line.count
                    for index in line.indices { line[index] += weight * Float(from[start + index]) }
                }
            }
        }
    }

    private static func level(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value))) }

    /// The brightness of each pixel, 0...255 (ITU-R BT.601, as PDQ asks).
    var luma: LumaPlane {
        var values = [Float](repeating: 0, count: width * height)
        pixels.withUnsafeBufferPointer { from in
            values.withUnsafeMutableBufferPointer { to in
                for index in 0..<to.count {
                    let at = index * 3
                    to[index] =
                        0.299 * Float(from[at]) + 0.587 * Float(from[at + 1]) + 0.114 * Float(from[at + 2])
                }
            }
        }
        return LumaPlane(width: width, height: height, values: values)
    }
}
