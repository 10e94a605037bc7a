import Glibc

/// The skeleton of a JPEG: what its headers say, found without decoding a pixel. One walk serves every
/// reader, so that no two parts of Balai can see two different pictures in one file.
struct JPEGOutline: Hashable {
    /// The size and coding that the frame header (SOF) declares.
    struct Frame: Hashable {
        var width: Int
        var height: Int
        var componentCount: Int
        var isProgressive: Bool

        /// Width and height once the picture is turned as an orientation (1…8) says.
        func upright(_ orientation: Int) -> (width: Int, height: Int) {
            orientation >= 5 ? (height, width) : (width, height)
        }
    }

    var frame = Frame(width: 0, height: 0, componentCount: 0, isProgressive: false)
    /// The TIFF block inside the first Exif segment.
    var exif: Range<Int>?
    var exifSegmentCount = 0
    var hasExifAfterScan = false
    /// The packet inside the first XMP segment.
    var xmp: Range<Int>?
    /// An APP14 segment, which may say that the colours are not YCbCr.
    var hasAdobe = false
    var scanCount = 0
    /// Where the picture ends: just past EOI, or the end of the file when there is none.
    var end = 0
    var hasEnd = false
    /// Bytes between segments that belong to none.
    var strayByteCount = 0
    /// Something after the first scan could not be followed.
    var isBrokenAfterScan = false
    /// All that makes the picture: every byte but the APPn and COM segments, and nothing after EOI.
    var picture: [Range<Int>] = []
}

/// Walks the segments of a JPEG as libjpeg does, under limits, and refuses before a decoder is asked.
struct JPEGWalk {
    private let bytes: [UInt8]
    private let limits: PhotoLimits
    private var outline = JPEGOutline()
    private var position = 2
    private var segmentCount = 0
    private var hasFrame = false

    private init(_ bytes: [UInt8], _ limits: PhotoLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// - Throws: the refusal that the headers call for.
    static func outline(of bytes: [UInt8], limits: PhotoLimits) throws(PhotoRefusal) -> JPEGOutline {
        var walk = JPEGWalk(bytes, limits)
        do throws(PhotoRefusal) {
            try walk.run()
        } catch {
            throw walk.hasFrame ? error.sized(walk.outline.frame.width, walk.outline.frame.height) : error
        }
        return walk.outline
    }

    private mutating func run() throws(PhotoRefusal) {
        outline.picture.append(0..<2)
        while let marker = try nextMarker() {
            switch marker {
            case 0xD9:
                outline.picture.append((position - 2)..<position)
                outline.hasEnd = true
                return try finish()
            case 0x01, 0xD0...0xD7:
                continue
            case 0xD8:
                throw PhotoRefusal(.brokenFile)
            default:
                guard let payload = try segment() else { return try finish() }
                try take(marker, payload)
            }
        }
        try finish()
    }

    private mutating func finish() throws(PhotoRefusal) {
        guard outline.scanCount > 0 else {
            throw PhotoRefusal(outline.hasEnd ? .noPicture : .truncated)
        }
        if !outline.hasEnd { position = bytes.count }
        outline.end = position
    }

    /// The next marker byte, past fill bytes and strays, or `nil` at the end of the file.
    private mutating func nextMarker() throws(PhotoRefusal) -> UInt8? {
        while true {
            guard let found = indexOfFF(from: position) else {
                outline.strayByteCount += bytes.count - position
                return nil
            }
            outline.strayByteCount += found - position
            position = found
            while position < bytes.count, bytes[position] == 0xFF { position += 1 }
            guard position < bytes.count else { return nil }
            let marker = bytes[position]
            position += 1
            if marker != 0 { break }
            outline.strayByteCount += 2
        }
        guard outline.strayByteCount <= limits.strayByteCount else { throw PhotoRefusal(.brokenFile) }
        return bytes[position - 1]
    }

    /// The payload of the segment that starts here; `nil` when a scan came before and this one is broken.
    private mutating func segment() throws(PhotoRefusal) -> Range<Int>? {
        segmentCount += 1
        let most = outline.scanCount == 0 ? limits.segmentCount : limits.segmentCountInAll
        guard segmentCount <= most else { throw PhotoRefusal(.tooManySegments, ["limit": most]) }
        let length = bytes.count - position >= 2 ? Int(bytes[position]) << 8 | Int(bytes[position + 1]) : nil
        guard let length, length >= 2, length <= bytes.count - position else {
            guard outline.scanCount > 0 else {
                throw PhotoRefusal((length ?? 2) < 2 ? .brokenFile : .truncated)
            }
            outline.isBrokenAfterScan = true
            return nil
        }
        let payload = (position + 2)..<(position + length)
        position += length
        return payload
    }

    private mutating func take(_ marker: UInt8, _ payload: Range<Int>) throws(PhotoRefusal) {
        switch marker {
        case 0xE0...0xEF, 0xFE:
            if marker == 0xE1 { takeAPP1(payload) }
            if marker == 0xEE { outline.hasAdobe = true }
            return
        case 0xC0...0xC2: try takeFrame(marker, payload)
        case 0xC4, 0xC8, 0xCC: break
        case 0xC9, 0xCA: throw measured(payload, PhotoRefusal(.arithmeticCoding))
        case 0xC3, 0xC5...0xC7, 0xCB, 0xCD...0xCF: throw measured(payload, PhotoRefusal(.unsupportedCoding))
        default: break
        }
        outline.picture.append((payload.lowerBound - 4)..<payload.upperBound)
        if marker == 0xDA { try takeScan() }
    }

    private mutating func takeAPP1(_ payload: Range<Int>) {
        let content = bytes[payload]
        if let start = Self.exifStart(content) {
            guard outline.scanCount == 0 else { return outline.hasExifAfterScan = true }
            outline.exifSegmentCount += 1
            if outline.exif == nil { outline.exif = start..<payload.upperBound }
        } else if outline.xmp == nil, content.starts(with: Self.xmpName) {
            outline.xmp = (payload.lowerBound + Self.xmpName.count)..<payload.upperBound
        }
    }

    /// Where the block behind "Exif", a zero and any byte starts. exiftool has met up to four bytes of
    /// garbage before the name, and other letters, small or large.
    private static func exifStart(_ content: ArraySlice<UInt8>) -> Int? {
        for start in content.indices.prefix(5) {
            let name = content[start...].prefix(5).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            if name == [0x65, 0x78, 0x69, 0x66, 0] { return min(start + 6, content.endIndex) }
        }
        return nil
    }

    private static let xmpName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

    private mutating func takeFrame(_ marker: UInt8, _ payload: Range<Int>) throws(PhotoRefusal) {
        guard !hasFrame, payload.count >= 6 else { throw PhotoRefusal(.brokenFile) }
        let start = payload.lowerBound
        outline.frame = JPEGOutline.Frame(
            width: word(start + 3), height: word(start + 1),
            componentCount: Int(bytes[start + 5]), isProgressive: marker == 0xC2)
        hasFrame = true
        let frame = outline.frame
        guard frame.width > 0, frame.height > 0 else { throw PhotoRefusal(.noPicture) }
        try checkSize(frame)
        guard bytes[start] == 8, [1, 3, 4].contains(frame.componentCount) else {
            throw PhotoRefusal(.unsupportedCoding)
        }
        guard payload.count == 6 + 3 * frame.componentCount else { throw PhotoRefusal(.brokenFile) }
    }

    private func checkSize(_ frame: JPEGOutline.Frame) throws(PhotoRefusal) {
        guard max(frame.width, frame.height) <= limits.sidePixels else {
            throw PhotoRefusal(
                .sideTooLong, ["limit": limits.sidePixels, "found": max(frame.width, frame.height)])
        }
        guard frame.width * frame.height <= limits.pixelCount else {
            let found = frame.width * frame.height / 1_000_000
            throw PhotoRefusal(.tooManyPixels, ["limit": limits.pixelCount / 1_000_000, "found": found])
        }
    }

    /// A refusal of a coding still says the size, and an impossible size is named first.
    private mutating func measured(_ payload: Range<Int>, _ refusal: PhotoRefusal) -> PhotoRefusal {
        guard payload.count >= 6, !hasFrame else { return refusal }
        let start = payload.lowerBound
        outline.frame.width = word(start + 3)
        outline.frame.height = word(start + 1)
        hasFrame = true
        do throws(PhotoRefusal) { try checkSize(outline.frame) } catch { return error }
        return refusal
    }

    /// Steps over the entropy-coded data that follows a scan header.
    private mutating func takeScan() throws(PhotoRefusal) {
        guard hasFrame else { throw PhotoRefusal(.brokenFile) }
        outline.scanCount += 1
        guard outline.scanCount <= limits.scanCount else {
            throw PhotoRefusal(.tooManyScans, ["limit": limits.scanCount])
        }
        let start = position
        while let found = indexOfFF(from: position) {
            let next = found + 1 < bytes.count ? bytes[found + 1] : 0
            if next == 0 || (0xD0...0xD7).contains(next) {
                position = min(found + 2, bytes.count)
            } else if next == 0xFF {
                position = found + 1
            } else {
                position = found
                outline.picture.append(start..<position)
                return
            }
        }
        position = bytes.count
        outline.picture.append(start..<position)
    }

    private func word(_ at: Int) -> Int { Int(bytes[at]) << 8 | Int(bytes[at + 1]) }

    private func indexOfFF(from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = memchr(base + start, 0xFF, buffer.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
