internal import Commons
public import Foundation
public import GeoIndex

/// Where a claim of a photo's place comes from. Claims are kept apart, never merged into one.
public enum ClaimSource: String, CaseIterable, Hashable, Sendable {
    /// The file's own GPS block.
    case exif
    /// The phone's position when the page took the picture, or sent it.
    case device
    /// Where a person put a pin.
    case pin
}

/// What a nonce says of the photo set that brought it: a fact beside the claim, never a reason to refuse.
public enum NonceState: String, CaseIterable, Hashable, Sendable {
    /// Issued to this sender, not too long ago, first used here.
    case fresh
    /// Issued longer ago than the county's limit.
    case old
    /// Another photo set brought it first.
    case reused
    /// Never issued to this sender.
    case unknown
}

/// One statement of where a photo was taken.
public struct LocationClaim: Hashable, Sendable {
    public let source: ClaimSource
    public let position: Position
    /// Radius as its source gave it; nil where it gave none.
    public let accuracyMetres: Double?
    /// The server's nonce of an in-page capture: with it the position belongs to the picture.
    public let nonce: [UInt8]?
    /// When the phone found the position, by its own clock.
    public let fixedAt: Date?
    /// What the server found of the nonce; nil where none came.
    public var nonceState: NonceState?
    /// Exact 0, 0 is no place but the absence of one.
    static let nowhere = 0.000_1

    /// - Throws: `MonitoringError.invalidField` `latitude`, `longitude` or `accuracyM` out of range; 0, 0
    ///   counts as
    ///   malformed.
    public init(
        source: ClaimSource, latitude: Double, longitude: Double, accuracyMetres: Double? = nil,
        nonce: [UInt8]? = nil, fixedAt: Date? = nil, nonceState: NonceState? = nil
    ) throws(MonitoringError) {
        guard latitude.isFinite, (-90...90).contains(latitude) else {
            throw .invalidField("latitude", .outOfRange)
        }
        guard longitude.magnitude >= Self.nowhere || latitude.magnitude >= Self.nowhere else {
            throw .invalidField("latitude", .malformed)
        }
        if let accuracyMetres, !(0...1_000_000).contains(accuracyMetres) {
            throw .invalidField("accuracyM", .outOfRange)
        }
        if let nonce, !(8...64).contains(nonce.count) { throw .invalidField("nonce", .malformed) }
        do throws(GeometryError) {
            position = try Position(longitude: longitude, latitude: latitude)
        } catch {
            throw .invalidField("longitude", .outOfRange)
        }
        (self.source, self.accuracyMetres, self.nonce) = (source, accuracyMetres, nonce)
        (self.fixedAt, self.nonceState) = (fixedAt, nonceState)
    }

    /// What the phone or browser sent beside a picture.
    var stored: StoredClaim { stored(in: nil) }

    /// The same, as one of a photo set.
    func stored(in photoSet: UUID?) -> StoredClaim {
        StoredClaim(
            source: source.rawValue, latitude: position.latitude, longitude: position.longitude,
            accuracyM: accuracyMetres, nonce: nonce.map(SHA256.hexadecimal),
            fixedAt: fixedAt.map { $0.ISO8601Format() }, set: photoSet?.uuidString.lowercased())
    }
}

/// A claim as the SQL functions read it.
struct StoredClaim: Encodable {
    let source: String, latitude: Double, longitude: Double, accuracyM: Double?, nonce: String?
    let fixedAt: String?, set: String?
}

/// What comes beside a picture from the page that took or sent it.
public struct CaptureContext: Hashable, Sendable {
    /// Of sources `device` and `pin`; others are left out.
    public let claims: [LocationClaim]
    /// The phone's own clock.
    public let deviceAt: Date?

    public init(claims: [LocationClaim] = [], deviceAt: Date? = nil) {
        self.claims = claims.filter { $0.source != .exif }
        self.deviceAt = deviceAt
    }
}
