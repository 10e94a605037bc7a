/// Something about an accepted photo that a person weighing it as evidence should know. Most are innocent;
/// none is a verdict. The text is `photo.note.CODE`.
public enum PhotoNote: String, CaseIterable, Hashable, Sendable {
    // The file
    case damaged = "damaged"
    case truncated = "truncated"
    case noEndMarker = "no-end-marker"
    case trailingData = "trailing-data"
    // The Exif block
    case noExif = "no-exif"
    case exifDamaged = "exif-damaged"
    case exifRepeated = "exif-repeated"
    case exifAfterScan = "exif-after-scan"
    case orientationInvalid = "orientation-invalid"
    case textCleaned = "text-cleaned"
    case editorSoftware = "editor-software"
    // The position
    case positionRemoved = "position-removed"
    case positionIncomplete = "position-incomplete"
    case positionUnreadable = "position-unreadable"
    case positionZero = "position-zero"
    case positionOutOfRange = "position-out-of-range"
    case positionReferenceMissing = "position-reference-missing"
    case positionPartsOdd = "position-parts-odd"
    case positionStatusVoid = "position-status-void"
    case positionCoarse = "position-coarse"
    case positionOnlyInXMP = "position-only-in-xmp"
    case positionDiffersInXMP = "position-differs-in-xmp"
    case altitudeReferenceMissing = "altitude-reference-missing"
    // The times
    case timeMissing = "time-missing"
    case timeUnreadable = "time-unreadable"
    case timeImplausible = "time-implausible"
    case offsetUnreadable = "offset-unreadable"
    case gpsTimeIncomplete = "gps-time-incomplete"
    // The picture
    case thumbnailDiffers = "thumbnail-differs"
    case featureless = "featureless"

    /// The stable code, such as `position-zero`.
    public var code: String { rawValue }
}
