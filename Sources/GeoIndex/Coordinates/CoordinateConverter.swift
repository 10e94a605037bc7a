/// Converts between WGS 84 positions and the grids in use, and recognises coordinates of the wrong grid.
/// Not `Sendable`: make one per task.
public final class CoordinateConverter {
    private let context: ProjectionContext

    /// - Throws: `GeometryError.outOfMemory`.
    public init() throws(GeometryError) {
        context = try ProjectionContext()
    }

    /// The position of a coordinate.
    ///
    /// - Throws: `.notFinite`, `.outsideProjection`, and the range errors of `Position`.
    public func position(of coordinate: GridCoordinate) throws(GeometryError) -> Position {
        guard coordinate.x.isFinite, coordinate.y.isFinite else { throw .notFinite(.whole) }
        if coordinate.system.isGeographic {
            // Also checks the range, which a datum shift would not.
            let position = try Position(longitude: coordinate.x, latitude: coordinate.y)
            if coordinate.system == .wgs84 { return position }
        }
        let degrees = try context.transform(
            coordinate.x, coordinate.y, epsg: coordinate.system.rawValue, forward: false)
        return try Position(longitude: degrees.x, latitude: degrees.y)
    }

    /// The coordinate of a position.
    ///
    /// - Throws: `.outsideProjection`.
    public func coordinate(
        of position: Position, in system: ReferenceSystem
    ) throws(GeometryError) -> GridCoordinate {
        if system == .wgs84 {
            return GridCoordinate(x: position.longitude, y: position.latitude, system: system)
        }
        let result = try context.transform(
            position.longitude, position.latitude, epsg: system.rawValue, forward: true)
        return GridCoordinate(x: result.x, y: result.y, system: system)
    }

    /// Reads a coordinate that should lie in a box; where it does not, tries the slips people make and
    /// names the first that explains it.
    ///
    /// - Throws: `.notFinite` only.
    public func read(
        _ coordinate: GridCoordinate, expecting box: Bounds
    ) throws(GeometryError) -> CoordinateReading {
        guard coordinate.x.isFinite, coordinate.y.isFinite else { throw .notFinite(.whole) }
        let asGiven = place(coordinate)
        if let asGiven, box.contains(asGiven) { return .fits(asGiven) }
        for (slip, meant) in explanations(of: coordinate) {
            if let position = place(meant), box.contains(position) {
                return .suspect(given: asGiven, meant: position, slip)
            }
        }
        return .outside(asGiven)
    }

    private func explanations(of given: GridCoordinate) -> [(CoordinateSlip, GridCoordinate)] {
        var list: [(CoordinateSlip, GridCoordinate)] = []
        if given.system.isGeographic {
            let south = GridCoordinate(x: given.x, y: -given.y, system: given.system)
            let swappedSouth = GridCoordinate(x: given.y, y: -given.x, system: given.system)
            list = [
                (.axesSwapped, given.swapped), (.southMissing, south),
                (.axesSwappedAndSouthMissing, swappedSouth),
            ]
        } else {
            list = [(.axesSwapped, given.swapped)]
            if let other = given.system.otherZone {
                list.append((.otherSystem(other), given.with(other)))
                list.append((.axesSwappedInOtherSystem(other), given.swapped.with(other)))
            }
        }
        for system in Self.likely where system != given.system && system != given.system.otherZone {
            list.append((.otherSystem(system), given.with(system)))
            list.append((.axesSwappedInOtherSystem(system), given.swapped.with(system)))
        }
        return list
    }

    /// One system of each family that differs by more than some metres from the others.
    private static let likely: [ReferenceSystem] = [
        .wgs84, .utm50S, .utm49S, .tm3Zone50p1, .tm3Zone49p2,
    ]

    private func place(_ coordinate: GridCoordinate) -> Position? {
        do {
            return try position(of: coordinate)
        } catch {
            return nil  // a coordinate that converts to nothing explains nothing
        }
    }
}

/// What a coordinate turns out to be.
public enum CoordinateReading: Hashable, Sendable {
    /// It lies where it should.
    case fits(Position)
    /// It does not, but would if this slip were mended.
    case suspect(given: Position?, meant: Position, CoordinateSlip)
    /// It does not, and no known slip explains it; nil when it is no place on earth at all.
    case outside(Position?)
}

/// A slip that people make with coordinates.
public enum CoordinateSlip: Hashable, Sendable {
    /// Latitude before longitude, or northing before easting.
    case axesSwapped
    /// 8.2 instead of −8.2.
    case southMissing
    /// Both of these.
    case axesSwappedAndSouthMissing
    /// The numbers belong to another system or zone.
    case otherSystem(ReferenceSystem)
    /// The numbers belong to another system or zone, and stand the other way round.
    case axesSwappedInOtherSystem(ReferenceSystem)
}
