/// What one photo may cost before it is refused. All are read from the file's headers before any decoding.
public struct PhotoLimits: Hashable, Sendable {
    /// The largest file taken, in bytes.
    public var byteCount = 25_000_000
    /// The largest picture taken, in pixels.
    public var pixelCount = 120_000_000
    /// The longest side taken, in pixels.
    public var sidePixels = 20_000
    /// The most scans in one picture. Cameras write 1 to 12.
    public var scanCount = 100
    /// The most segments before the first scan. A long panorama with a colour profile has about 80.
    public var segmentCount = 200
    /// The most segments in the whole file: each scan of a progressive picture may bring its own tables.
    public var segmentCountInAll = 1_000
    /// The most bytes skipped because they belong to no segment.
    public var strayByteCount = 65_536
    /// The CPU time of one decode, in milliseconds.
    public var decodeMilliseconds = 5_000
    /// libjpeg's working memory, in bytes: a progressive picture is held whole as coefficients.
    public var decodeBytes = 400_000_000
    /// The smallest share of a picture that is still worth keeping when the file ends early, in thousandths.
    public var intactPermille = 250
    /// The longest text kept of make, model and software, in UTF-8 bytes.
    public var textByteCount = 256

    /// The limits of the server and of the command line.
    public static let standard = PhotoLimits()

    /// The standard limits, to be changed one by one.
    public init() {}
}
