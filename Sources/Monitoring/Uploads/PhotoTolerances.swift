internal import Foundation

/// How far is near: limits in metres, county parameters with their basis (docs/photos.md).
public struct PhotoTolerances: Hashable, Sendable, Decodable {
    /// Up to here a photo counts as at the site: one honest photo in a thousand lies farther off in the worst
    /// published case.
    public var near: Double
    /// Beyond it is away from the site; between the two it asks for a look.
    public var far: Double
    /// An error up to this is in the limits already; what is beyond widens them, twice.
    public var usualError: Double
    /// With a greater error a place can't be told.
    public var worstError: Double
    /// Past the boundary map by more than this is outside.
    public var boundary: Double

    public static let usual = PhotoTolerances(
        near: 60, far: 150, usualError: 12, worstError: 100, boundary: 200)

    public init(near: Double, far: Double, usualError: Double, worstError: Double, boundary: Double) {
        (self.near, self.far, self.usualError) = (near, far, usualError)
        (self.worstError, self.boundary) = (worstError, boundary)
    }

    /// From what `monitoring.tolerances` gives.
    init(json: String) throws {
        self = try JSONDecoder().decode(PhotoTolerances.self, from: Data(json.utf8))
    }
}
