/// What one accepted photo says about itself. Claims of the file, not findings: position and times are what
/// the camera, or whoever edited the file, wrote.
public struct PhotoFacts: Hashable, Sendable {
    /// SHA-256 of the file.
    public internal(set) var sha256: [UInt8]
    /// SHA-256 of all that makes the picture, without the metadata segments and without what follows the
    /// picture: equal when only the Exif block was changed.
    public internal(set) var pictureSHA256: [UInt8]
    /// Size of the file.
    public internal(set) var byteCount: Int
    /// Width in pixels as stored, before the orientation is applied.
    public internal(set) var width: Int
    /// Height in pixels as stored.
    public internal(set) var height: Int
    /// 1...8 as in Exif; `nil` when the file has none.
    public internal(set) var orientation: Int?
    /// Degrees north, -90...90.
    public internal(set) var latitude: Double?
    /// Degrees east, -180...180.
    public internal(set) var longitude: Double?
    /// Metres above the sea or the ellipsoid, as the camera meant it.
    public internal(set) var altitudeMetres: Double?
    /// The radius in metres that the camera gave for its fix (GPSHPositioningError).
    public internal(set) var positionErrorMetres: Double?
    /// ISO 8601; local time without a zone unless the file gives the offset.
    public internal(set) var takenAt: String?
    /// ISO 8601 in UTC, from the satellites.
    public internal(set) var gpsAt: String?
    /// The camera's maker.
    public internal(set) var make: String?
    /// The camera's model.
    public internal(set) var model: String?
    /// The software that wrote the file.
    public internal(set) var software: String?
    /// The perceptual hashes of the upright picture.
    public internal(set) var hashes: PhotoHashes
    /// What a person weighing the photo should know, in a fixed order.
    public internal(set) var notes: [PhotoNote]
}
