/// Reads coordinates as people type them: decimal degrees with dot or comma, degrees with minutes and
/// seconds, with directions in Indonesian (LS, LU, BT, BB) or English (S, N, E, W) before or behind.
///
/// Without directions the first value is the latitude, as maps show it, unless it can't be one.
public enum CoordinateText {
    /// The longest text that is read at all.
    public static let lengthLimit = 120

    /// - Throws: `GeometryError.malformedCoordinate` with the reason, or the range errors of `Position`.
    public static func parse(_ text: String) throws(GeometryError) -> Position {
        guard text.utf8.count <= lengthLimit else { throw .malformedCoordinate(.tooLong) }
        let tokens = try CoordinateScanner.tokens(of: text)
        guard !tokens.isEmpty else { throw .malformedCoordinate(.empty) }
        let (head, tail) = try halves(of: tokens)
        let first = try TypedAngle(head)
        let second = try TypedAngle(tail)
        if let axis = first.axis, axis == second.axis {
            throw .malformedCoordinate(.contradictoryDirections)
        }
        let isLongitudeFirst: Bool =
            switch (first.axis, second.axis) {
            case (.longitude, _), (_, .latitude): true
            case (.latitude, _), (_, .longitude): false
            case (nil, nil): first.degrees.magnitude > 90 && second.degrees.magnitude <= 90
            }
        return isLongitudeFirst
            ? try Position(longitude: first.degrees, latitude: second.degrees)
            : try Position(longitude: second.degrees, latitude: first.degrees)
    }

    /// As `parse`, then checks the place against a box and explains what does not fit.
    ///
    /// - Throws: as `parse`.
    public static func read(
        _ text: String, expecting box: Bounds
    ) throws(GeometryError) -> CoordinateReading {
        let position = try parse(text)
        return try CoordinateConverter().read(
            GridCoordinate(x: position.longitude, y: position.latitude, system: .wgs84), expecting: box)
    }

    /// Divides the tokens between the two values: by directions, by a separator, by the second degree
    /// sign, or in the middle.
    private static func halves(
        of tokens: [CoordinateToken]
    ) throws(GeometryError) -> (ArraySlice<CoordinateToken>, ArraySlice<CoordinateToken>) {
        let directions = tokens.indices.filter { tokens[$0].isDirection }
        if !directions.isEmpty {
            guard directions.count == 2 else { throw .malformedCoordinate(.notTwoValues) }
            let cut = directions[0] == 0 ? directions[1] : directions[0] + 1
            guard directions[0] == 0 || directions[1] == tokens.count - 1 else {
                throw .malformedCoordinate(.notTwoValues)
            }
            return (tokens[..<cut], tokens[cut...])
        }
        let separators = tokens.indices.filter { tokens[$0] == .separator }
        if let cut = separators.first {
            guard separators.count == 1 else { throw .malformedCoordinate(.notTwoValues) }
            return (tokens[..<cut], tokens[(cut + 1)...])
        }
        let degreeSigns = tokens.indices.filter { tokens[$0] == .degreeSign }
        if degreeSigns.count == 2 {
            var cut = degreeSigns[1] - 1
            if cut > 0, tokens[cut - 1] == .minus { cut -= 1 }
            return (tokens[..<max(0, cut)], tokens[max(0, cut)...])
        }
        let numbers = tokens.indices.filter { tokens[$0].isNumber }
        guard numbers.count.isMultiple(of: 2), (2...6).contains(numbers.count) else {
            throw .malformedCoordinate(.notTwoValues)
        }
        var cut = numbers[numbers.count / 2]
        if cut > 0, tokens[cut - 1] == .minus { cut -= 1 }
        return (tokens[..<cut], tokens[cut...])
    }
}

/// Longitude or latitude.
enum CoordinateAxis: Hashable, Sendable {
    case longitude, latitude
}

/// A piece of a typed coordinate.
enum CoordinateToken: Hashable, Sendable {
    /// The value and whether it has a fraction.
    case number(Double, isWhole: Bool)
    case minus
    case degreeSign, minuteSign, secondSign
    case separator
    case direction(CoordinateAxis, isNegative: Bool)

    var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    var isDirection: Bool {
        if case .direction = self { true } else { false }
    }
}

/// One of the two values: degrees, perhaps minutes and seconds, perhaps a direction.
private struct TypedAngle {
    private(set) var degrees = 0.0
    private(set) var axis: CoordinateAxis?

    init(_ tokens: ArraySlice<CoordinateToken>) throws(GeometryError) {
        var parts: [Double] = []
        var isWholeSoFar = true, isMinus = false
        var facesNegative: Bool?
        for token in tokens {
            switch token {
            case .number(let value, let isWhole):
                // Only the last part may have a fraction, and there are at most three.
                guard isWholeSoFar, parts.count < 3 else { throw .malformedCoordinate(.notTwoValues) }
                isWholeSoFar = isWhole
                parts.append(value)
            case .minus:
                guard parts.isEmpty, !isMinus else { throw .malformedCoordinate(.notANumber) }
                isMinus = true
            case .degreeSign, .minuteSign, .secondSign:
                guard parts.count == token.markedPart else { throw .malformedCoordinate(.notANumber) }
            case .separator: continue
            case .direction(let axis, let isNegative):
                self.axis = axis
                facesNegative = isNegative
            }
        }
        guard let whole = parts.first else { throw .malformedCoordinate(.notTwoValues) }
        guard parts.dropFirst().allSatisfy({ $0 < 60 }) else {
            throw .malformedCoordinate(.minutesOutOfRange)
        }
        degrees = whole
        if parts.count > 1 { degrees += parts[1] / 60 }
        if parts.count > 2 { degrees += parts[2] / 3_600 }
        // "−8.2 LS" says south twice and is common; "−8.2 LU" says both.
        if isMinus, facesNegative == false { throw .malformedCoordinate(.contradictoryDirections) }
        if isMinus || facesNegative == true { degrees = -degrees }
    }
}

extension CoordinateToken {
    /// How many numbers must stand before this mark.
    fileprivate var markedPart: Int {
        switch self {
        case .degreeSign: 1
        case .minuteSign: 2
        default: 3
        }
    }
}
