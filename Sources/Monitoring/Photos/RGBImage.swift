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

    /// The picture with its long side at most so many pixels, each new pixel the mean of those it covers.
    func shrunk(longSide: Int) -> RGBImage {
        let side = max(width, height)
        guard side > longSide, longSide > 0 else { return self }
        let newWidth = max(1, width * longSide / side)
        let newHeight = max(1, height * longSide / side)
        var small = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        pixels.withUnsafeBufferPointer { from in
            for y in 0..<newHeight {
                let rows = (y * height / newHeight)..<((y + 1) * height / newHeight)
                for x in 0..<newWidth {
                    let columns = (x * width / newWidth)..<((x + 1) * width / newWidth)
                    var (red, green, blue) = (0, 0, 0)
                    for row in rows {
                        var at = (row * width + columns.lowerBound) * 3
                        for _ in columns {
                            red += Int(from[at])
                            green += Int(from[at + 1])
                            blue += Int(from[at + 2])
                            at += 3
                        }
                    }
                    let count = rows.count * columns.count
                    let new = (y * newWidth + x) * 3
                    small[new] = UInt8((red + count / 2) / count)
                    small[new + 1] = UInt8((green + count / 2) / count)
                    small[new + 2] = UInt8((blue + count / 2) / count)
                }
            }
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: small)
    }

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
