/// What a list of typed coordinates is to become.
public enum TypedShape: String, CaseIterable, Hashable, Sendable {
    case point, line, area
}

/// Reads several typed coordinates, one a line, in a reference system, against the box they should lie in. A
/// slip (wrong zone, swapped axes, missing minus) is named with its line, never mended in silence.
public enum CoordinateList {
    /// The most lines.
    public static let largestCount = 2_000

    /// A line that does not lie where it should.
    public struct Fault: Error, Hashable, Sendable {
        /// Counted from 1.
        public let line: Int
        public let kind: Kind

        /// What is wrong with it.
        public enum Kind: Hashable, Sendable {
            /// Not to be read as a coordinate at all.
            case unreadable(GeometryError)
            /// It would lie in the box if this slip were mended.
            case slip(CoordinateSlip, meant: Position)
            /// Outside, and no known slip explains it; nil when it is no place on earth.
            case outside(Position?)
        }
    }

    /// - Throws: the first line's `Fault`, or one of line 0 where the whole makes no shape.
    public static func shape(
        _ text: String, in system: ReferenceSystem, as kind: TypedShape, expecting box: Bounds
    ) throws(Fault) -> Shape {
        let positions = try positions(text, in: system, expecting: box)
        do throws(GeometryError) {
            switch kind {
            case .point:
                guard let first = positions.first else { throw .malformedCoordinate(.empty) }
                return positions.count == 1 ? .point(first) : .multiPoint(positions)
            case .line: return .line(try Line(positions))
            case .area:
                guard let first = positions.first else { throw .malformedCoordinate(.empty) }
                let closed = positions.last == first ? positions : positions + [first]
                return .polygon(Polygon(outer: try Ring(closed)))
            }
        } catch {
            throw Fault(line: 0, kind: .unreadable(error))
        }
    }

    /// The position of each line that is not empty.
    public static func positions(
        _ text: String, in system: ReferenceSystem, expecting box: Bounds
    ) throws(Fault) -> [Position] {
        var positions: [Position] = []
        let converter: CoordinateConverter
        do throws(GeometryError) {
            converter = try CoordinateConverter()
        } catch {
            throw Fault(line: 0, kind: .unreadable(error))
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard positions.count < largestCount else {
                throw Fault(line: index + 1, kind: .unreadable(.tooManyVertices(limit: largestCount)))
            }
            let reading: CoordinateReading
            do throws(GeometryError) {
                reading = try read(String(line), in: system, converter, box)
            } catch {
                throw Fault(line: index + 1, kind: .unreadable(error))
            }
            switch reading {
            case .fits(let position): positions.append(position)
            case .suspect(_, let meant, let slip):
                throw Fault(line: index + 1, kind: .slip(slip, meant: meant))
            case .outside(let given): throw Fault(line: index + 1, kind: .outside(given))
            }
        }
        return positions
    }

    private static func read(
        _ line: String, in system: ReferenceSystem, _ converter: CoordinateConverter, _ box: Bounds
    ) throws(GeometryError) -> CoordinateReading {
        guard !system.isGeographic else {
            let typed = try degrees(line)
            return try converter.read(
                GridCoordinate(x: typed.longitude, y: typed.latitude, system: system), expecting: box)
        }
        let pair = try GridText.parse(line)
        return try converter.read(GridCoordinate(x: pair.0, y: pair.1, system: system), expecting: box)
    }

    /// Numbers that are no position either way round are metres that lost their system.
    private static func degrees(_ line: String) throws(GeometryError) -> (longitude: Double, latitude: Double)
    {
        do throws(GeometryError) {
            let position = try CoordinateText.parse(line)
            return (position.longitude, position.latitude)
        } catch .latitudeOutOfRange, .longitudeOutOfRange {
            let pair = try GridText.parse(line)
            return (pair.0, pair.1)
        }
    }
}

/// Reads an easting and a northing in metres: `210135,6 9090506,2`, `210.135,629; 9.090.506,151`,
/// `X=210135.629 Y=9090506.151`.
public enum GridText {
    /// - Throws: `.malformedCoordinate`.
    public static func parse(_ text: String) throws(GeometryError) -> (Double, Double) {
        guard text.utf8.count <= CoordinateText.lengthLimit else { throw .malformedCoordinate(.tooLong) }
        let cleaned = text.uppercased().filter { !"XYETNUMM=:".contains($0) }
        guard cleaned.allSatisfy({ $0.isWhitespace || "0123456789.,;-/|".contains($0) }) else {
            throw .malformedCoordinate(.strangeCharacter)
        }
        var parts = cleaned.split { $0.isWhitespace || ";/|".contains($0) }.map(String.init)
        // "210135.629, 9090506.151" and "210135.629,9090506.151": the comma separates.
        if parts.count == 2, parts[0].hasSuffix(",") { parts[0].removeLast() }
        if parts.count == 1 {
            let halves = parts[0].split(separator: ",").map(String.init)
            guard halves.count == 2 else { throw .malformedCoordinate(.ambiguousCommas) }
            parts = halves
        }
        guard parts.count == 2 else { throw .malformedCoordinate(.notTwoValues) }
        return (try number(parts[0]), try number(parts[1]))
    }

    private static func number(_ text: String) throws(GeometryError) -> Double {
        var text = text
        let points = text.filter { $0 == "." }.count, commas = text.filter { $0 == "," }.count
        if commas == 1, points >= 1 {
            text = text.filter { $0 != "." }  // 9.090.506,151
        } else if points > 1, commas == 0 {
            text = text.filter { $0 != "." }  // 9.090.506
        } else if commas > 1 {
            guard points <= 1 else { throw .malformedCoordinate(.ambiguousCommas) }
            text = text.filter { $0 != "," }  // 9,090,506.151
        }
        text = String(text.map { $0 == "," ? "." : $0 })
        guard let number = Double(text), number.isFinite else { throw .malformedCoordinate(.notANumber) }
        return number
    }
}
