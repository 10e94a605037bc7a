import Foundation
import GeoIndex
import Monitoring

extension Disturbance {
    /// Other hands on the map.
    static let drawing: [Disturbance] = [
        .shapes("lines reversed") { shape, _, _ in shape.bent { $0.reversed() } },
        .shapes("a third of the lines reversed") { shape, _, dice in
            dice.chance(0.33) ? shape.bent { $0.reversed() } : shape
        },
        .shapes("a vertex every 6 m") { shape, _, _ in shape.bent { Hand.densified($0, step: 6) } },
        .shapes("lines simplified to 3 m") { shape, _, _ in
            shape.bent { Hand.simplified($0, tolerance: 3) }
        },
        .shapes("lines simplified to 6 m") { shape, _, _ in
            shape.bent { Hand.simplified($0, tolerance: 6) }
        },
        .shapes("five decimals") { shape, _, _ in shape.moved { Hand.rounded($0, 1e5) } },
        .shapes("four decimals") { shape, _, _ in shape.moved { Hand.rounded($0, 1e4) } },
        moved("moved by 5 m", by: 5, vertices: 0),
        moved("moved by 8 m", by: 8, vertices: 0),
        moved("each vertex by 3 m", by: 0, vertices: 3),
        moved("moved by 8 m, each vertex by 5 m", by: 8, vertices: 5),
        walked("walked tracks: a vertex every 8 m, each off by 3 m", off: 3),
        .shapes("ends off by up to 15 m") { shape, _, dice in
            let cut = (dice.between(-15, 15), dice.between(-15, 15))
            return shape.bent { Hand.stretched($0, cut) }
        },
        .shapes("lines in two pieces") { shape, _, dice in
            dice.chance(0.5) ? Hand.halved(shape) : shape
        },
        .shapes("3 % of the lines as a point") { shape, _, dice in
            dice.chance(0.03) ? Hand.pinned(shape, lines: true) : shape
        },
        .shapes("half of the buildings as a point") { shape, _, dice in
            dice.chance(0.5) ? Hand.pinned(shape, lines: false) : shape
        },
        .shapes("half of the points of buildings as an outline") { shape, work, dice in
            dice.chance(0.5) ? Hand.outlined(shape, work, &dice) : shape
        },
        .shapes("outlines turned and resized") { shape, _, dice in Hand.redrawn(shape, &dice) },
        .shapes("one road in ten as a strip") { shape, _, dice in
            dice.chance(0.1) ? Hand.strip(shape, halfWidth: 2) : shape
        },
    ]

    static func moved(_ name: String, by metres: Double, vertices: Double) -> Disturbance {
        .shapes(name) { shape, _, dice in
            let shift = (dice.normal(metres), dice.normal(metres))
            return shape.moved {
                Hand.shifted($0, shift.0 + dice.normal(vertices), shift.1 + dice.normal(vertices))
            }
        }
    }

    static func walked(_ name: String, off metres: Double) -> Disturbance {
        .shapes(name) { shape, _, dice in
            shape.bent { Hand.densified($0, step: 8) }.moved {
                Hand.shifted($0, dice.normal(metres), dice.normal(metres))
            }
        }
    }
}

extension Shape {
    /// Each line's vertices replaced; other kinds stay.
    func bent(_ change: ([Position]) -> [Position]) -> Shape {
        func bend(_ line: Line) -> Line {
            do { return try Line(change(line.vertices)) } catch { return line }
        }
        switch self {
        case .line(let line): return .line(bend(line))
        case .multiLine(let lines): return .multiLine(lines.map(bend))
        default: return self
        }
    }

    /// Each vertex moved; a ring stays closed.
    func moved(_ change: (Position) -> Position) -> Shape {
        func ring(_ ring: Ring) -> Ring {
            var vertices = ring.vertices.dropLast().map(change)
            vertices.append(vertices[0])
            do { return try Ring(vertices) } catch { return ring }
        }
        func polygon(_ area: Polygon) -> Polygon {
            Polygon(outer: ring(area.outer), holes: area.holes.map(ring))
        }
        switch self {
        case .point(let position): return .point(change(position))
        case .multiPoint(let positions): return .multiPoint(positions.map(change))
        case .line, .multiLine: return bent { $0.map(change) }
        case .polygon(let area): return .polygon(polygon(area))
        case .multiPolygon(let areas): return .multiPolygon(areas.map(polygon))
        }
    }
}

/// What a hand does to a drawing.
enum Hand {
    private static let perDegree = 110_574.0

    private static func east(at latitude: Double) -> Double { 111_320 * cos(latitude * .pi / 180) }

    static func position(_ longitude: Double, _ latitude: Double, else other: Position) -> Position {
        do { return try Position(longitude: longitude, latitude: latitude) } catch { return other }
    }

    static func shifted(_ position: Position, _ east: Double, _ north: Double) -> Position {
        Self.position(
            position.longitude + east / Self.east(at: position.latitude),
            position.latitude + north / perDegree, else: position)
    }

    static func rounded(_ position: Position, _ scale: Double) -> Position {
        Self.position(
            (position.longitude * scale).rounded() / scale, (position.latitude * scale).rounded() / scale,
            else: position)
    }

    static func offset(_ from: Position, _ to: Position) -> (x: Double, y: Double) {
        (
            (to.longitude - from.longitude) * east(at: from.latitude),
            (to.latitude - from.latitude) * perDegree
        )
    }

    static func metres(_ from: Position, _ to: Position) -> Double {
        let way = offset(from, to)
        return hypot(way.x, way.y)
    }

    static func between(_ from: Position, _ to: Position, _ share: Double) -> Position {
        position(
            from.longitude + share * (to.longitude - from.longitude),
            from.latitude + share * (to.latitude - from.latitude), else: from)
    }

    static func densified(_ line: [Position], step: Double) -> [Position] {
        var result = [line[0]]
        for (from, to) in zip(line, line.dropFirst()) {
            let pieces = max(1, Int(metres(from, to) / step))
            result += (1...pieces).map { between(from, to, Double($0) / Double(pieces)) }
        }
        return result
    }

    /// Douglas and Peucker.
    static func simplified(_ line: [Position], tolerance: Double) -> [Position] {
        guard line.count > 2, let first = line.first, let last = line.last else { return line }
        let way = offset(first, last)
        let length = max(hypot(way.x, way.y), 1e-9)
        var worst = (index: 0, metres: 0.0)
        for index in line.indices.dropFirst().dropLast() {
            let to = offset(first, line[index])
            let off = abs(way.x * to.y - way.y * to.x) / length
            if off > worst.metres { worst = (index, off) }
        }
        guard worst.metres > tolerance else { return [first, last] }
        return simplified(Array(line[...worst.index]), tolerance: tolerance).dropLast()
            + simplified(Array(line[worst.index...]), tolerance: tolerance)
    }

    /// Both ends lengthened, or cut where negative, by so many metres but at most a tenth of the line.
    static func stretched(_ line: [Position], _ by: (Double, Double)) -> [Position] {
        let most = zip(line, line.dropFirst()).reduce(0) { $0 + metres($1.0, $1.1) } / 10
        func end(_ line: [Position], _ wish: Double) -> [Position] {
            let wish = min(most, max(-most, wish))
            let length = metres(line[0], line[1])
            guard length > 0, wish > -length else { return line.count > 2 ? Array(line.dropFirst()) : line }
            return [between(line[0], line[1], -wish / length)] + line.dropFirst()
        }
        return end(end(line, by.0).reversed(), by.1).reversed()
    }

    static func halved(_ shape: Shape) -> Shape {
        guard case .line(let line) = shape, line.vertices.count >= 3 else { return shape }
        let middle = line.vertices.count / 2
        do {
            return .multiLine([
                try Line(Array(line.vertices[...middle])), try Line(Array(line.vertices[middle...])),
            ])
        } catch {
            return shape
        }
    }

    static func pinned(_ shape: Shape, lines: Bool) -> Shape {
        switch shape {
        case .line(let line) where lines: return .point(line.vertices[line.vertices.count / 2])
        case .polygon where !lines: return .point(shape.bounds.centre)
        default: return shape
        }
    }

    private static let buildings: Set<String> = ["2.1.06", "2.2.09", "2.3.15", "2.4.14", "2.4.11"]

    static func box(around centre: Position, width: Double, depth: Double, turned angle: Double) -> Shape {
        let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)]
        let ring = corners.map { corner -> Position in
            let x = corner.0 * width, y = corner.1 * depth
            return shifted(
                centre, x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))
        }
        do { return .polygon(Polygon(outer: try Ring(ring))) } catch { return .point(centre) }
    }

    static func outlined(_ shape: Shape, _ work: Work, _ dice: inout Dice) -> Shape {
        guard case .point(let position) = shape, buildings.contains(work.activity) else { return shape }
        return box(
            around: shifted(position, dice.normal(2), dice.normal(2)), width: dice.between(5, 14),
            depth: dice.between(4, 10), turned: dice.between(0, .pi))
    }

    static func redrawn(_ shape: Shape, _ dice: inout Dice) -> Shape {
        guard case .polygon(let area) = shape else { return shape }
        let ring = area.outer.vertices
        return box(
            around: shape.bounds.centre, width: metres(ring[0], ring[1]) * dice.between(0.8, 1.25),
            depth: metres(ring[1], ring[2]) * dice.between(0.8, 1.25), turned: dice.between(0, .pi))
    }

    static func strip(_ shape: Shape, halfWidth: Double) -> Shape {
        guard case .line(let line) = shape else { return shape }
        let vertices = line.vertices
        func side(_ sign: Double) -> [Position] {
            vertices.indices.map { index in
                let way = offset(vertices[max(0, index - 1)], vertices[min(vertices.count - 1, index + 1)])
                let length = max(hypot(way.x, way.y), 1e-9)
                return shifted(
                    vertices[index], -sign * way.y / length * halfWidth, sign * way.x / length * halfWidth)
            }
        }
        let left = side(1)
        do { return .polygon(Polygon(outer: try Ring(left + side(-1).reversed() + [left[0]]))) } catch {
            return shape
        }
    }
}
