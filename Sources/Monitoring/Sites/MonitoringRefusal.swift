public import GeoIndex
public import Postgres

extension MonitoringError {
    /// The same in the form in which rules in SQL refuse: a code for the problem type, and facts for its
    /// sentence.
    public var refusal: Refusal {
        switch self {
        case .invalidField(let field, let fault):
            Refusal(code: "invalid-fields", facts: ["field": .text(field), "fault": .text(fault.rawValue)])
        case .geometry(let error): Refusal(code: "invalid-geometry", facts: error.facts)
        case .coordinates(let fault, let system):
            Refusal(code: "invalid-coordinates", facts: fault.facts(system))
        case .works(let fault): Refusal(code: "invalid-works", facts: fault.facts)
        case .notFound(let kind): Refusal(code: "not-found", facts: ["kind": .text(kind)])
        case .photoRefused(let refusal):
            Refusal(
                code: "photo-refused",
                facts: refusal.facts.mapValues { .integer(Int64($0)) }
                    .merging(["reason": .text(refusal.code)]) { $1 })
        case .otherContent: Refusal(code: "other-content")
        case .boundaries(let fault): Refusal(code: "invalid-boundaries", facts: fault.facts)
        }
    }
}

extension BoundaryFault {
    /// `fault` is the key `boundaries.fault.CODE`.
    var facts: [String: FactValue] {
        switch self {
        case .empty: ["fault": "empty"]
        case .missingCode(let feature): ["fault": "missing-code", "feature": .integer(Int64(feature + 1))]
        case .repeatedCode(let code): ["fault": "repeated-code", "code": .text(code)]
        case .notPolygon(let code): ["fault": "not-polygon", "code": .text(code)]
        case .unknownCodes(let codes):
            [
                "fault": "unknown-codes", "count": .integer(Int64(codes.count)),
                "codes": .text(codes.prefix(50).joined(separator: ", ")),
            ]
        case .geometry(let code, let error):
            error.facts.merging(["fault": "geometry", "code": .text(code)]) { $1 }
        }
    }
}

extension GeometryError {
    /// `geometry` is the key `geometry.fault.CODE`; the place is counted from 1, as people count.
    public var facts: [String: FactValue] {
        var facts: [String: FactValue] = ["geometry": .text(code)]
        switch self {
        case .notFinite(let place), .ringNotClosed(let place), .noExtent(let place),
            .repeatedVertex(let place),
            .crossesAntimeridian(let place), .empty(let place):
            facts.add(place)
        case .longitudeOutOfRange(let value, let place), .latitudeOutOfRange(let value, let place):
            facts["value"] = .text("\(value)")
            facts.add(place)
        case .axesSwapped(let meant, let place):
            facts.add(meant)
            facts.add(place)
        case .outside(_, let position, let place):
            facts.add(position)
            facts.add(place)
        case .tooFewVertices(let count, let needed, let place):
            facts["count"] = .integer(Int64(count))
            facts["needed"] = .integer(Int64(needed))
            facts.add(place)
        case .invalid(let why, let position):
            facts["geometry"] = .text(why.code)
            facts["longitude"] = .text(position.map { "\($0.longitude)" } ?? "?")
            facts["latitude"] = .text(position.map { "\($0.latitude)" } ?? "?")
        case .wrongKind(let found, let expected):
            facts["found"] = .text(found)
            facts["expected"] = .text(expected)
        case .unreadableFile(let line): facts["line"] = .integer(Int64(line))
        case .malformedJSON(let byte), .malformedWKB(let byte): facts["byte"] = .integer(Int64(byte + 1))
        case .unknownType(let name, let byte), .badMember(let name, let byte):
            facts["name"] = .text(name)
            facts["byte"] = .integer(Int64(byte + 1))
        case .tooManyBytes(let limit), .tooManyVertices(let limit), .tooManyFeatures(let limit),
            .tooDeep(let limit, _):
            facts["limit"] = .integer(Int64(limit))
        case .malformedCoordinate(let why): facts["geometry"] = .text(why.code)
        case .unsupportedCRS(let number), .outsideProjection(let number):
            facts["epsg"] = .integer(Int64(number))
        case .library, .outOfMemory: break
        }
        return facts
    }

    private var code: String {
        switch self {
        case .notFinite: "not-finite"
        case .longitudeOutOfRange: "longitude-out-of-range"
        case .latitudeOutOfRange: "latitude-out-of-range"
        case .axesSwapped: "axes-swapped"
        case .outside: "outside"
        case .tooFewVertices: "too-few-vertices"
        case .ringNotClosed: "ring-not-closed"
        case .noExtent: "no-extent"
        case .repeatedVertex: "repeated-vertex"
        case .crossesAntimeridian: "crosses-antimeridian"
        case .empty: "empty"
        case .invalid: "invalid"
        case .wrongKind: "wrong-kind"
        case .malformedJSON: "malformed-json"
        case .unreadableFile: "unreadable-file"
        case .unknownType: "unknown-type"
        case .badMember: "bad-member"
        case .tooManyBytes, .tooManyVertices, .tooManyFeatures, .tooDeep: "too-large"
        case .malformedWKB: "malformed-wkb"
        case .malformedCoordinate(let why): why.code
        case .unsupportedCRS, .outsideProjection: "unsupported-projection"
        case .library, .outOfMemory: "unreadable"
        }
    }
}

extension CoordinateFault {
    fileprivate var code: String {
        switch self {
        case .empty: "coordinate-empty"
        case .notTwoValues: "coordinate-not-two"
        case .strangeCharacter: "coordinate-strange"
        case .notANumber: "coordinate-no-number"
        case .minutesOutOfRange: "coordinate-minutes"
        case .ambiguousCommas: "coordinate-commas"
        case .contradictoryDirections: "coordinate-directions"
        case .tooLong: "coordinate-too-long"
        }
    }
}

extension ShapeFault {
    fileprivate var code: String {
        switch self {
        case .selfIntersection: "self-intersection"
        case .ringSelfIntersection: "ring-self-intersection"
        case .holeOutside: "hole-outside"
        case .nestedHoles: "nested-holes"
        case .nestedParts: "nested-parts"
        case .interiorDisconnected: "interior-disconnected"
        case .duplicateRings: "duplicate-rings"
        case .tooFewPoints: "too-few-points"
        case .other: "invalid"
        }
    }
}

extension [String: FactValue] {
    /// Where nothing is counted there is one: the only feature, part, ring, vertex.
    fileprivate mutating func add(_ place: Place) {
        self["feature"] = .integer(Int64((place.feature ?? 0) + 1))
        self["part"] = .integer(Int64((place.part ?? 0) + 1))
        self["ring"] = .integer(Int64((place.ring ?? 0) + 1))
        self["vertex"] = .integer(Int64((place.vertex ?? 0) + 1))
    }

    fileprivate mutating func add(_ position: Position) {
        self["longitude"] = .text("\(position.longitude)")
        self["latitude"] = .text("\(position.latitude)")
    }
}
