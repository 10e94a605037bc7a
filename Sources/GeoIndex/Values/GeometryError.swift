/// Why something is not a usable geometry; each case is a different answer to the person who sent it.
public enum GeometryError: Error, Hashable, Sendable {
    /// NaN or infinity.
    case notFinite(Place)
    /// Beyond ±180 degrees.
    case longitudeOutOfRange(Double, Place)
    /// Beyond ±90 degrees.
    case latitudeOutOfRange(Double, Place)
    /// Latitude stands where longitude belongs; `meant` is the position the other way round.
    case axesSwapped(meant: Position, Place)
    /// The position lies outside the bounds that were asked for.
    case outside(Bounds, Position, Place)
    /// A line needs 2 vertices, a ring 4.
    case tooFewVertices(count: Int, needed: Int, Place)
    /// The last vertex of a ring differs from its first.
    case ringNotClosed(Place)
    /// All vertices are one point (line) or lie on one line (ring).
    case noExtent(Place)
    /// A vertex equals the one before it, where the caller asked to refuse that.
    case repeatedVertex(Place)
    /// A segment spans more than 180 degrees of longitude. Shapes are to be cut there (RFC 7946, 3.1.9).
    case crossesAntimeridian(Place)
    /// A shape or part without positions.
    case empty(Place)
    /// Built correctly but not valid as a shape, with the place of the fault.
    case invalid(ShapeFault, at: Position?)
    /// A geometry of another kind than the caller can use.
    case wrongKind(found: String, expected: String)
    /// Not JSON from this byte on.
    case malformedJSON(byte: Int)
    /// A `type` that is no GeoJSON type known here.
    case unknownType(String, byte: Int)
    /// A required member is absent or of the wrong JSON type.
    case badMember(String, byte: Int)
    /// Larger than the named limit allows.
    case tooManyBytes(limit: Int)
    /// More vertices than the named limit allows.
    case tooManyVertices(limit: Int)
    /// More features than the named limit allows.
    case tooManyFeatures(limit: Int)
    /// Nested deeper than the named limit allows.
    case tooDeep(limit: Int, byte: Int)
    /// Neither GeoJSON, KML nor GPX, or broken off in this line.
    case unreadableFile(line: Int)
    /// Not little- or big-endian ISO WKB from this byte on.
    case malformedWKB(byte: Int)
    /// Text that is no coordinate.
    case malformedCoordinate(CoordinateFault)
    /// An EPSG code that has no use in this regency.
    case unsupportedCRS(Int)
    /// A coordinate that the projection cannot convert.
    case outsideProjection(epsg: Int)
    /// A C library refused; the name of its function and its own words.
    case library(call: String, message: String)
    /// A C library had no memory left.
    case outOfMemory
}

/// What makes a well-formed shape invalid.
public enum ShapeFault: String, Hashable, Sendable, CaseIterable {
    /// Two edges cross.
    case selfIntersection = "Self-intersection"
    /// A ring touches or crosses itself.
    case ringSelfIntersection = "Ring Self-intersection"
    /// A hole lies outside its polygon.
    case holeOutside = "Hole lies outside shell"
    /// A hole lies in another hole.
    case nestedHoles = "Holes are nested"
    /// One part of a multi-polygon lies in another.
    case nestedParts = "Nested shells"
    /// Holes cut the polygon in two.
    case interiorDisconnected = "Interior is disconnected"
    /// Two rings are the same.
    case duplicateRings = "Duplicate Rings"
    /// Fewer distinct points than the kind of shape needs.
    case tooFewPoints = "Too few points in geometry component"
    /// Any other reason the library gives.
    case other = "Other"
}

/// Why a typed coordinate could not be read.
public enum CoordinateFault: String, Hashable, Sendable, CaseIterable {
    /// Nothing there.
    case empty
    /// Not exactly two values.
    case notTwoValues
    /// A character that belongs to no notation.
    case strangeCharacter
    /// A number that cannot be read.
    case notANumber
    /// Minutes or seconds of 60 or more, or negative.
    case minutesOutOfRange
    /// Commas could be decimal or separating.
    case ambiguousCommas
    /// A sign and a direction letter that contradict each other, or two directions of the same axis.
    case contradictoryDirections
    /// Longer than any coordinate.
    case tooLong
}
