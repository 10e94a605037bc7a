/// The brightness of a picture, row by row from the top, 0...255.
struct LumaPlane: Hashable {
    let width: Int
    let height: Int
    let values: [Float]

    /// A rectangle of the picture, in pixels; at least one pixel is left.
    func cropped(x: Range<Int>, y: Range<Int>) -> LumaPlane {
        let columns = x.clamped(to: 0..<width)
        let rows = y.clamped(to: 0..<height)
        guard !columns.isEmpty, !rows.isEmpty else { return self }
        var kept: [Float] = []
        kept.reserveCapacity(columns.count * rows.count)
        for row in rows {
            kept += values[(row * width + columns.lowerBound)..<(row * width + columns.upperBound)]
        }
        return LumaPlane(width: columns.count, height: rows.count, values: kept)
    }

    /// The picture without its bottom share, where GPS camera apps print their panel.
    func withoutBottom(_ share: Double) -> LumaPlane {
        cropped(x: 0..<width, y: 0..<max(1, Int((Double(height) * (1 - share)).rounded())))
    }

    /// The middle share of both sides.
    func centre(_ share: Double) -> LumaPlane {
        let (cutX, cutY) = (Int(Double(width) * (1 - share) / 2), Int(Double(height) * (1 - share) / 2))
        return cropped(x: cutX..<(width - cutX), y: cutY..<(height - cutY))
    }

    /// The picture without plain black or white bars at its edges; itself when it has none worth the name.
    var trimmed: LumaPlane {
        let top = barLength(0..<height, isRow: true)
        let bottom = barLength((0..<height).reversed(), isRow: true)
        let left = barLength(0..<width, isRow: false)
        let right = barLength((0..<width).reversed(), isRow: false)
        guard top + bottom >= max(2, height / 50) || left + right >= max(2, width / 50) else { return self }
        return cropped(x: left..<(width - right), y: top..<(height - bottom))
    }

    /// How many of the lines, in this order, are part of a bar; at most three tenths of them.
    private func barLength(_ lines: some Collection<Int>, isRow: Bool) -> Int {
        lines.prefix(lines.count * 3 / 10).prefix { line($0, isRow: isRow) }.count
    }

    /// A line is part of a bar when nearly all of it is nearly black or nearly white.
    private func line(_ index: Int, isRow: Bool) -> Bool {
        let (start, step, count) = isRow ? (index * width, 1, width) : (index, width, height)
        var (dark, light) = (0, 0)
        values.withUnsafeBufferPointer { values in
            var at = start
            for _ in 0..<count {
                if values[at] < 24 { dark += 1 }
                if values[at] > 231 { light += 1 }
                at += step
            }
        }
        return max(dark, light) * 50 >= count * 49
    }

    /// The picture made smaller by a whole factor, so that its long side keeps at least so many pixels.
    func reduced(longSide: Int) -> LumaPlane {
        let factor = max(1, max(width, height) / max(1, longSide))
        let (columns, rows) = (width / factor, height / factor)
        guard factor > 1, columns > 0, rows > 0 else { return self }
        let whole = cropped(x: 0..<(columns * factor), y: 0..<(rows * factor))
        return LumaPlane(width: columns, height: rows, values: whole.means(columns: columns, rows: rows))
    }

    /// The picture in a grid of fields, each the mean of the pixels it covers.
    func means(columns: Int, rows: Int) -> [Float] {
        var means: [Float] = []
        means.reserveCapacity(columns * rows)
        values.withUnsafeBufferPointer { values in
            for row in 0..<rows {
                let ys = span(row, of: rows, length: height)
                for column in 0..<columns {
                    let xs = span(column, of: columns, length: width)
                    var sum: Float = 0
                    for y in ys { for x in xs { sum += values[y * width + x] } }
                    means.append(sum / Float(ys.count * xs.count))
                }
            }
        }
        return means
    }

    /// The pixels of one field; never empty, also when there are more fields than pixels.
    private func span(_ index: Int, of count: Int, length: Int) -> Range<Int> {
        let start = min(index * length / count, length - 1)
        return start..<max(start + 1, (index + 1) * length / count)
    }
}
