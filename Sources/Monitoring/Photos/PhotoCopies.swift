/// The pictures that Balai shows: re-encoded from the pixels, upright, without any of the file's metadata and
/// whatever else it carried. Originals are never shown in a page.
public struct PhotoCopies: Sendable {
    private let limits: PhotoLimits

    /// The long side of the copy shown alone, in pixels.
    public static let displaySide = 1_600
    /// The long side of the copy shown in lists, in pixels.
    public static let thumbnailSide = 320
    static let thumbnailQuality = 75

    /// Copies under the same limits as the inspection.
    public init(limits: PhotoLimits = .standard) {
        self.limits = limits
    }

    /// A JPEG of at most `displaySide` pixels on its long side. Blocks: call it through `PhotoWorkers`.
    /// - Throws: the refusal, as the inspection would.
    public func display(of bytes: [UInt8]) throws(PhotoRefusal) -> [UInt8] {
        try copy(of: bytes, longSide: Self.displaySide, quality: 82)
    }

    /// A JPEG of at most `thumbnailSide` pixels on its long side. Blocks: call it through `PhotoWorkers`.
    /// - Throws: the refusal, as the inspection would.
    public func thumbnail(of bytes: [UInt8]) throws(PhotoRefusal) -> [UInt8] {
        try copy(of: bytes, longSide: Self.thumbnailSide, quality: Self.thumbnailQuality)
    }

    /// A JPEG of at most so many pixels on its long side.
    /// - Throws: the refusal, as the inspection would.
    public func copy(of bytes: [UInt8], longSide: Int, quality: Int) throws(PhotoRefusal) -> [UInt8] {
        guard bytes.count <= limits.byteCount else {
            throw PhotoRefusal(.tooManyBytes, ["limit": limits.byteCount / 1_000_000])
        }
        if let refusal = FileKind.refusal(of: bytes.prefix(64)) { throw refusal }
        let outline = try JPEGWalk.outline(of: bytes, limits: limits)
        let exif = ExifReading(bytes, outline, limits: limits, lastYear: .max)
        let decoded = try JPEG.decode(
            bytes[..<outline.end], outline, longSide: longSide, limits: limits)
        let image = decoded.image.shrunk(longSide: longSide).oriented(exif.orientation ?? 1)
        guard let file = JPEG.encode(image, quality: quality) else { throw PhotoRefusal(.tooCostly) }
        return file
    }

    /// A baseline JPEG of pixels (RGB, three bytes each, rows from the top), without metadata. Blocks.
    /// - Throws: `.tooCostly` when there is no memory for it or the pixels are not width × height.
    public static func jpeg(
        rgb: [UInt8], width: Int, height: Int, quality: Int
    ) throws(PhotoRefusal) -> [UInt8] {
        let image = RGBImage(width: width, height: height, pixels: rgb)
        guard let file = JPEG.encode(image, quality: quality) else { throw PhotoRefusal(.tooCostly) }
        return file
    }
}
