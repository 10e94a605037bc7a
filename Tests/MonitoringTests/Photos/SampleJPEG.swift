@testable import Monitoring

/// Builds small JPEGs byte by byte, so that every form a camera writes can be tested from a bare clone.
struct SampleJPEG {
    var image: RGBImage
    /// Segments between SOI and the picture's own tables, each with marker and length.
    var segments: [UInt8] = []
    var trailer: [UInt8] = []

    init(width: Int = 64, height: Int = 48) {
        image = Self.pattern(width: width, height: height)
    }

    /// A picture with edges and slopes, so that hashes have something to hold.
    static func pattern(width: Int, height: Int, seed: Int = 7) -> RGBImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (x * 64 / width, y * 64 / height)
                let block = (u / 9 * 37 + v / 7 * 53 + seed * (u / 9) * (v / 7)) % 160
                pixels += [UInt8(block + u), UInt8(255 - block), UInt8((block + v * 2) % 256)]
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    /// The file: SOI, the extra segments, then what libjpeg wrote after its own SOI.
    func bytes(quality: Int = 85) throws -> [UInt8] {
        guard let plain = JPEG.encode(image, quality: quality) else { throw PhotoRefusal(.tooCostly) }
        return plain[..<2] + segments + plain[2...] + trailer
    }

    func with(_ exif: SampleExif, name: [UInt8] = Array("Exif\0\0".utf8)) -> SampleJPEG {
        adding(0xE1, name + exif.bytes)
    }

    func adding(_ marker: UInt8, _ payload: [UInt8]) -> SampleJPEG {
        var copy = self
        copy.segments += Self.segment(marker, payload)
        return copy
    }

    static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let length = payload.count + 2
        return [0xFF, marker, UInt8(length >> 8 & 255), UInt8(length & 255)] + payload
    }

    /// The start of the frame header in an encoded file.
    static func frameStart(_ file: [UInt8]) -> Int {
        var at = 2
        while file[at + 1] != 0xC0 { at += 2 + Int(file[at + 2]) << 8 + Int(file[at + 3]) }
        return at
    }
}

/// A TIFF block as a camera writes it: IFD0 with pointers to the Exif and GPS directories.
struct SampleExif {
    /// One tag; the value is already in the block's byte order.
    struct Tag {
        var number: UInt16
        var type: UInt16
        var count: Int
        var value: [UInt8]
    }

    var isBigEndian = false
    var image: [Tag] = []
    var exif: [Tag] = []
    var gps: [Tag]?
    var pointerType: UInt16 = 4
    /// A JPEG to embed as the thumbnail, in a second directory.
    var thumbnail: [UInt8] = []
    var magic = 42

    func word(_ value: Int, _ count: Int) -> [UInt8] {
        let big = (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isBigEndian ? big : big.reversed()
    }

    func text(_ number: UInt16, _ text: String, type: UInt16 = 2) -> Tag {
        let bytes = Array(text.utf8) + [0]
        return Tag(number: number, type: type, count: bytes.count, value: bytes)
    }

    func raw(_ number: UInt16, _ bytes: [UInt8], type: UInt16) -> Tag {
        Tag(number: number, type: type, count: bytes.count, value: bytes)
    }

    func rationals(_ number: UInt16, _ parts: [(Int, Int)], type: UInt16 = 5) -> Tag {
        Tag(
            number: number, type: type, count: parts.count,
            value: parts.flatMap { word($0.0, 4) + word($0.1, 4) })
    }

    func doubles(_ number: UInt16, _ parts: [Double]) -> Tag {
        let value = parts.flatMap { word(Int(truncatingIfNeeded: $0.bitPattern), 8) }
        return Tag(number: number, type: 12, count: parts.count, value: value)
    }

    func shorts(_ number: UInt16, _ parts: [Int]) -> Tag {
        Tag(number: number, type: 3, count: parts.count, value: parts.flatMap { word($0, 2) })
    }

    func longs(_ number: UInt16, _ parts: [Int], type: UInt16 = 4) -> Tag {
        Tag(number: number, type: type, count: parts.count, value: parts.flatMap { word($0, 4) })
    }

    /// Seven degrees, 15 minutes south, 112 degrees, 45 minutes east: near Surabaya.
    static func surabaya(isBigEndian: Bool = false) -> SampleExif {
        var exif = SampleExif(isBigEndian: isBigEndian)
        exif.gps = [
            exif.text(1, "S"), exif.rationals(2, [(7, 1), (15, 1), (0, 1)]),
            exif.text(3, "E"), exif.rationals(4, [(112, 1), (45, 1), (0, 1)]),
        ]
        return exif
    }

    var bytes: [UInt8] {
        let header = (isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]) + word(magic, 2) + word(8, 4)
        var image = image
        let pointerCount = (exif.isEmpty ? 0 : 1) + (gps == nil ? 0 : 1)
        let exifStart = 8 + size(image) + 12 * pointerCount
        let gpsStart = exifStart + (exif.isEmpty ? 0 : size(exif))
        let next = gpsStart + (gps.map(size) ?? 0)
        if !exif.isEmpty { image.append(pointer(0x8769, exifStart)) }
        if gps != nil { image.append(pointer(0x8825, gpsStart)) }
        var block = header + directory(image, at: 8, next: thumbnail.isEmpty ? 0 : next)
        if !exif.isEmpty { block += directory(exif, at: exifStart) }
        if let gps { block += directory(gps, at: gpsStart) }
        guard !thumbnail.isEmpty else { return block }
        let small = [longs(0x0201, [next + 30]), longs(0x0202, [thumbnail.count])]
        return block + directory(small, at: next) + thumbnail
    }

    private func pointer(_ number: UInt16, _ target: Int) -> Tag {
        pointerType == 3 ? shorts(number, [target]) : longs(number, [target], type: pointerType)
    }

    private func size(_ tags: [Tag]) -> Int {
        6 + 12 * tags.count
            + tags.map { $0.value.count > 4 ? $0.value.count + $0.value.count % 2 : 0 }.reduce(0, +)
    }

    private func directory(_ tags: [Tag], at start: Int, next: Int = 0) -> [UInt8] {
        var entries = word(tags.count, 2)
        var values: [UInt8] = []
        let valueStart = start + 6 + 12 * tags.count
        for tag in tags {
            entries += word(Int(tag.number), 2) + word(Int(tag.type), 2) + word(tag.count, 4)
            if tag.value.count <= 4 {
                entries += tag.value + [UInt8](repeating: 0, count: 4 - tag.value.count)
            } else {
                entries += word(valueStart + values.count, 4)
                values += tag.value
                if values.count % 2 == 1 { values.append(0) }
            }
        }
        return entries + word(next, 4) + values
    }
}
