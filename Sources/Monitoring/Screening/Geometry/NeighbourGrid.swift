import GeoIndex

/// Which plans lie near which: a grid of squares of some hundred metres over the bounds of all plans.
struct NeighbourGrid: Sendable {
    private struct Cell: Hashable {
        let column: Int32
        let row: Int32
    }

    private var cells: [Cell: [Int32]] = [:]
    private let bounds: [Bounds?]
    private let reach: Double
    private static let degrees = 0.0025

    /// - Parameter reachMetres: the largest distance that will be asked for.
    init(_ plans: [GroundPlan?], reachMetres: Double) {
        reach = reachMetres
        bounds = plans.map { $0?.bounds }
        for (index, bounds) in bounds.enumerated() {
            guard let bounds else { continue }
            for cell in Self.cells(of: bounds) { cells[cell, default: []].append(Int32(index)) }
        }
    }

    private static func cells(of bounds: Bounds) -> [Cell] {
        let west = Int32((bounds.west / degrees).rounded(.down)),
            east = Int32((bounds.east / degrees).rounded(.down))
        let south = Int32((bounds.south / degrees).rounded(.down))
        let north = Int32((bounds.north / degrees).rounded(.down))
        guard Int(east - west) * Int(north - south) < 10_000 else { return [] }
        return (west...east).flatMap { column in (south...north).map { Cell(column: column, row: $0) } }
    }

    /// Plans whose bounds lie within the reach of this one's, by index, without itself.
    func neighbours(of index: Int) -> [Int] {
        guard let own = bounds[index] else { return [] }
        return near(own).filter { $0 != index }
    }

    /// Plans whose bounds lie within the reach of some bounds, in order.
    func near(_ own: Bounds) -> [Int] {
        let wide = own.expanded(by: Metres(reach))
        var found: [Int] = []
        for cell in Self.cells(of: wide) {
            for candidate in cells[cell] ?? [] where bounds[Int(candidate)]?.intersects(wide) == true {
                found.append(Int(candidate))
            }
        }
        found.sort()
        var last = -1
        return found.filter { value in
            defer { last = value }
            return value != last
        }
    }
}
