/// A grid over the boundary map that answers "which villages hold this point" by a few comparisons.
///
/// A cell that no boundary touches knows its villages outright. In the others a ray is cast along the
/// row against the edges of the few villages there; the sign of each comparison is exact.
struct VillageGrid: Sendable {
    /// An edge from its lower to its upper end.
    private struct Edge {
        let lowX: Double
        let lowY: Double
        let highX: Double
        let highY: Double
    }

    /// A village that holds all of a cell, or whose edges in the cell's row are to be asked.
    private struct Candidate {
        let village: Int32
        let edges: Range<Int32>

        var holdsAll: Bool { edges.isEmpty }
    }

    private let frame: GridFrame
    /// Where the candidates of each cell start; one more at the end.
    private var starts: [Int32] = []
    private var candidates: [Candidate] = []
    private var edges: [Edge] = []

    /// - Parameter shapes: the boundaries; answers are their places in this list, in ascending order.
    init(_ shapes: [Shape]) {
        let bounds = shapes.map(\.bounds).reduce(nil as Bounds?) { $0?.union($1) ?? $1 }
        let edgeCount = shapes.reduce(0) { $0 + $1.vertexCount }
        frame = GridFrame(bounds ?? Bounds(trustedWest: 0, 0, 0, 0), edgeCount: edgeCount)
        var byCell = [[Candidate]](repeating: [], count: frame.cellCount)
        for (place, shape) in shapes.enumerated() {
            add(shape, village: Int32(truncatingIfNeeded: place), to: &byCell)
        }
        starts.reserveCapacity(frame.cellCount + 1)
        starts.append(0)
        for list in byCell {
            candidates.append(contentsOf: list)
            starts.append(Int32(truncatingIfNeeded: candidates.count))
        }
    }

    private mutating func add(_ shape: Shape, village: Int32, to byCell: inout [[Candidate]]) {
        let bounds = shape.bounds
        let columns = frame.column(bounds.west)...frame.column(bounds.east)
        let rows = frame.row(bounds.south)...frame.row(bounds.north)
        var touched = Set<Int>()
        var byRow = [[Edge]](repeating: [], count: rows.count)
        for chain in shape.chains {
            for (from, to) in zip(chain, chain.dropFirst()) {
                let (low, high) = from.latitude <= to.latitude ? (from, to) : (to, from)
                let edge = Edge(
                    lowX: low.longitude, lowY: low.latitude, highX: high.longitude, highY: high.latitude)
                let span = frame.row(edge.lowY)...frame.row(edge.highY)
                let west = frame.column(min(edge.lowX, edge.highX))
                let east = frame.column(max(edge.lowX, edge.highX))
                for row in span {
                    // A level edge bounds cells, but no ray along its row can cross it.
                    if edge.lowY != edge.highY { byRow[row - rows.lowerBound].append(edge) }
                    for column in west...east { touched.insert(frame.cell(column, row)) }
                }
            }
        }
        for row in rows {
            let start = Int32(truncatingIfNeeded: edges.count)
            edges.append(contentsOf: byRow[row - rows.lowerBound])
            let range = start..<Int32(truncatingIfNeeded: edges.count)
            for column in columns {
                let cell = frame.cell(column, row)
                if touched.contains(cell) {
                    if !range.isEmpty {
                        byCell[cell].append(Candidate(village: village, edges: range))
                    }
                } else if holds(range, frame.middle(column, row)) {
                    byCell[cell].append(Candidate(village: village, edges: 0..<0))
                }
            }
        }
    }

    /// Whether a ray eastwards crosses the edges an odd number of times.
    private func holds(_ range: Range<Int32>, _ position: Position) -> Bool {
        edges.withUnsafeBufferPointer { edges in
            var inside = false
            let x = position.longitude, y = position.latitude
            for place in Int(range.lowerBound)..<Int(range.upperBound) {
                let edge = edges[place]
                guard edge.lowY <= y, y < edge.highY else { continue }
                if x < min(edge.lowX, edge.highX) {
                    inside.toggle()
                } else if x < max(edge.lowX, edge.highX),
                    isLeft(x - edge.lowX, y - edge.lowY, edge.highX - edge.lowX, edge.highY - edge.lowY)
                {
                    inside.toggle()
                }
            }
            return inside
        }
    }

    /// Whether a way (x, y) from an upward edge's foot turns to the left of the edge, decided exactly:
    /// where rounding could flip the sign, the rounding errors of both products are compared too.
    private func isLeft(_ x: Double, _ y: Double, _ edgeX: Double, _ edgeY: Double) -> Bool {
        let first = edgeX * y
        let second = x * edgeY
        let difference = first - second
        let doubt = 4.5e-16 * (first.magnitude + second.magnitude)
        if difference.magnitude > doubt { return difference > 0 }
        let firstRest = (-first).addingProduct(edgeX, y)
        let secondRest = (-second).addingProduct(x, edgeY)
        return difference + (firstRest - secondRest) > 0
    }

    /// Calls `body` with each village that holds the position, in ascending order, until it says stop.
    @inline(__always)
    func forEach(holding position: Position, _ body: (Int) -> Bool) {
        guard let cell = frame.cell(of: position) else { return }
        for place in Int(starts[cell])..<Int(starts[cell + 1]) {
            let candidate = candidates[place]
            if candidate.holdsAll || holds(candidate.edges, position) {
                guard body(Int(candidate.village)) else { return }
            }
        }
    }
}

/// How a grid divides a box into cells.
struct GridFrame: Sendable {
    private let bounds: Bounds
    private let columns: Int
    private let rows: Int
    private let columnScale: Double
    private let rowScale: Double

    /// About four cells for each edge, at most a million.
    init(_ bounds: Bounds, edgeCount: Int) {
        self.bounds = bounds
        let side = min(1_000, max(1, Int(Double(edgeCount * 4).squareRoot())))
        columns = side
        rows = side
        columnScale = Double(side) / max(bounds.east - bounds.west, 1e-9)
        rowScale = Double(side) / max(bounds.north - bounds.south, 1e-9)
    }

    var cellCount: Int { columns * rows }

    func column(_ longitude: Double) -> Int {
        min(columns - 1, max(0, Int((longitude - bounds.west) * columnScale)))
    }

    func row(_ latitude: Double) -> Int {
        min(rows - 1, max(0, Int((latitude - bounds.south) * rowScale)))
    }

    func cell(_ column: Int, _ row: Int) -> Int { row * columns + column }

    /// The cell of a position; nil outside the box.
    @inline(__always)
    func cell(of position: Position) -> Int? {
        guard bounds.contains(position) else { return nil }
        return cell(column(position.longitude), row(position.latitude))
    }

    /// A position that surely lies in the cell.
    func middle(_ column: Int, _ row: Int) -> Position {
        Position(
            trustedLongitude: bounds.west + (Double(column) + 0.5) / columnScale,
            latitude: bounds.south + (Double(row) + 0.5) / rowScale)
    }
}
