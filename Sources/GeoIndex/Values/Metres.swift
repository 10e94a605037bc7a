/// A length on the ground in metres. Never a number of degrees, which has its own types.
public struct Metres: Hashable, Comparable, Sendable {
    /// The length in metres; never NaN when it comes from this module.
    public let value: Double

    /// - Parameter value: the length in metres.
    public init(_ value: Double) {
        self.value = value
    }

    /// No length at all.
    public static let zero = Metres(0)

    /// The shorter first.
    public static func < (left: Metres, right: Metres) -> Bool {
        left.value < right.value
    }

    /// The sum of two lengths.
    public static func + (left: Metres, right: Metres) -> Metres {
        Metres(left.value + right.value)
    }

    /// The difference of two lengths; may be negative.
    public static func - (left: Metres, right: Metres) -> Metres {
        Metres(left.value - right.value)
    }

    /// A length stretched by a plain factor.
    public static func * (left: Metres, factor: Double) -> Metres {
        Metres(left.value * factor)
    }

    /// The share that one length is of another; a plain number.
    public static func / (left: Metres, right: Metres) -> Double {
        left.value / right.value
    }
}

extension Metres: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// So that `15` can be written for 15 metres.
    public init(integerLiteral value: Int) {
        self.init(Double(value))
    }

    /// So that `0.5` can be written for half a metre.
    public init(floatLiteral value: Double) {
        self.init(value)
    }
}

extension Metres: CustomStringConvertible {
    /// The number with its unit.
    public var description: String { "\(value) m" }
}

/// An area on the ground in square metres.
public struct SquareMetres: Hashable, Comparable, Sendable {
    /// The area in square metres.
    public let value: Double

    /// - Parameter value: the area in square metres.
    public init(_ value: Double) {
        self.value = value
    }

    /// No area at all.
    public static let zero = SquareMetres(0)

    /// The area in square kilometres.
    public var squareKilometres: Double { value / 1_000_000 }

    /// The smaller first.
    public static func < (left: SquareMetres, right: SquareMetres) -> Bool {
        left.value < right.value
    }

    /// The sum of two areas.
    public static func + (left: SquareMetres, right: SquareMetres) -> SquareMetres {
        SquareMetres(left.value + right.value)
    }

    /// The difference of two areas; may be negative.
    public static func - (left: SquareMetres, right: SquareMetres) -> SquareMetres {
        SquareMetres(left.value - right.value)
    }

    /// The share that one area is of another; a plain number.
    public static func / (left: SquareMetres, right: SquareMetres) -> Double {
        left.value / right.value
    }
}

extension SquareMetres: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// So that `15` can be written for 15 square metres.
    public init(integerLiteral value: Int) {
        self.init(Double(value))
    }

    /// So that `0.5` can be written for half a square metre.
    public init(floatLiteral value: Double) {
        self.init(value)
    }
}

/// An angle between two directions, or a direction counted clockwise from north.
public struct Angle: Hashable, Comparable, Sendable {
    /// The angle in degrees.
    public let degrees: Double

    /// - Parameter degrees: the angle in degrees.
    public init(degrees: Double) {
        self.degrees = degrees
    }

    /// The lesser number of degrees first.
    public static func < (left: Angle, right: Angle) -> Bool {
        left.degrees < right.degrees
    }

    /// The smallest angle between two undirected lines with these bearings: 0 to 90 degrees.
    public func undirectedDifference(to other: Angle) -> Angle {
        var difference = (degrees - other.degrees).magnitude.truncatingRemainder(dividingBy: 180)
        if difference > 90 { difference = 180 - difference }
        return Angle(degrees: difference)
    }
}
