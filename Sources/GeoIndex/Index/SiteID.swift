public import struct Foundation.UUID

/// The key of an indexed site: 128 bits, made from a UUID or a number.
public struct SiteID: Hashable, Comparable, Sendable {
    let high: UInt64
    let low: UInt64

    /// The key of a site that is known by a UUID.
    public init(_ uuid: UUID) {
        let b = uuid.uuid
        high = Self.join(b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7)
        low = Self.join(b.8, b.9, b.10, b.11, b.12, b.13, b.14, b.15)
    }

    /// The key of a site that is known by its place in a list, 0 or more.
    public init(_ number: Int) {
        high = 0
        low = UInt64(truncatingIfNeeded: number)
    }

    /// The UUID this key was made from.
    public var uuid: UUID {
        func byte(_ word: UInt64, _ place: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: word >> (56 - 8 * place))
        }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }

    /// The number this key was made from.
    public var number: Int { Int(truncatingIfNeeded: low) }

    /// By the 128 bits as one unsigned number.
    public static func < (left: SiteID, right: SiteID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    private static func join(
        _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8, _ f: UInt8, _ g: UInt8, _ h: UInt8
    ) -> UInt64 {
        [a, b, c, d, e, f, g, h].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// A site and its planned geometry.
public struct Site: Hashable, Sendable {
    /// The key; one site has one shape.
    public let id: SiteID
    /// The planned geometry.
    public let shape: Shape

    /// A site with its planned geometry.
    public init(id: SiteID, shape: Shape) {
        self.id = id
        self.shape = shape
    }
}

/// A site found by a question, with its geodesic distance.
public struct SiteHit: Hashable, Sendable {
    /// The site found.
    public let id: SiteID
    /// The geodesic distance; zero where the shapes touch.
    public let distance: Metres
}

/// Two sites near each other, `first` < `second`.
public struct SitePair: Hashable, Sendable {
    /// The site with the lesser key.
    public let first: SiteID
    /// The site with the greater key.
    public let second: SiteID
    /// The geodesic distance; zero where the shapes touch.
    public let distance: Metres

    /// A pair; the caller sees to the order of the keys.
    public init(first: SiteID, second: SiteID, distance: Metres) {
        self.first = first
        self.second = second
        self.distance = distance
    }
}
