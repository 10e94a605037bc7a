/// Why a file was not taken as a photo. The code is stable: it is the key of the text that a person reads
/// (`photo.refused.CODE`) and of the problem that the HTTP answer carries.
public struct PhotoRefusal: Error, Hashable, Sendable {
    /// One case for each different thing that the sender can do about it.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case unreadableFile = "file-unreadable"
        case empty = "empty"
        case tooManyBytes = "too-many-bytes"
        case tooManyPixels = "too-many-pixels"
        case sideTooLong = "side-too-long"
        case tooManyScans = "too-many-scans"
        case tooManySegments = "too-many-segments"
        case tooCostly = "too-costly"
        case isPNG = "is-png"
        case isGIF = "is-gif"
        case isWebP = "is-webp"
        case isHEIC = "is-heic"
        case isAVIF = "is-avif"
        case isJPEGXL = "is-jpeg-xl"
        case isJPEG2000 = "is-jpeg-2000"
        case isTIFF = "is-tiff"
        case isBMP = "is-bmp"
        case isVideo = "is-video"
        case isPDF = "is-pdf"
        case isArchive = "is-archive"
        case isWebPage = "is-web-page"
        case isProgram = "is-program"
        case notJPEG = "not-jpeg"
        case arithmeticCoding = "arithmetic-coding"
        case unsupportedCoding = "unsupported-coding"
        case noPicture = "no-picture"
        case brokenFile = "broken-file"
        case truncated = "truncated"
    }

    /// The answer.
    public let reason: Reason
    /// Numbers for the message, by placeholder name: `limit`, `found`, `megapixels`.
    public let facts: [String: Int]
    /// SHA-256 of the file, when it was read.
    public internal(set) var sha256: [UInt8]?
    /// Width in pixels as the header says, when it was reached.
    public internal(set) var width: Int?
    /// Height in pixels as the header says, when it was reached.
    public internal(set) var height: Int?

    /// - Parameters:
    ///   - reason: the answer.
    ///   - facts: numbers for its message.
    public init(_ reason: Reason, _ facts: [String: Int] = [:]) {
        self.reason = reason
        self.facts = facts
    }

    /// The stable code, such as `is-heic`.
    public var code: String { reason.rawValue }

    func sized(_ width: Int, _ height: Int) -> PhotoRefusal {
        var copy = self
        copy.width = width
        copy.height = height
        return copy
    }
}
