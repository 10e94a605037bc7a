// The whole photo path under libFuzzer; built by scripts/fuzz, never by SwiftPM. A finding is a crash, a
// report of AddressSanitizer, a promise of PhotoFacts broken, or more than five seconds for one file.
import Glibc

private var limits: PhotoLimits {
    var limits = PhotoLimits.standard
    limits.pixelCount = 2_000_000  // more pixels find nothing new, only later
    limits.decodeMilliseconds = 1_000
    return limits
}

private func check(_ facts: PhotoFacts) {
    precondition(facts.latitude.map { (-90...90).contains($0) } ?? true)
    precondition(facts.longitude.map { (-180...180).contains($0) } ?? true)
    precondition((facts.latitude == nil) == (facts.longitude == nil))
    precondition(facts.altitudeMetres?.isFinite ?? true)
    precondition(facts.positionErrorMetres.map { $0.isFinite && $0 >= 0 } ?? true)
    for text in [facts.make, facts.model, facts.software].compactMap({ $0 }) {
        precondition(!text.isEmpty && text.utf8.count <= limits.textByteCount)
        precondition(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
    precondition(facts.orientation.map { (1...8).contains($0) } ?? true)
    precondition((0...100).contains(facts.hashes.pdqQuality))
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let inspector = PhotoInspector(limits: limits, lastYear: 2_026)
    do throws(PhotoRefusal) {
        let facts = try inspector.inspect(bytes)
        check(facts)
        let copy = try PhotoCopies(limits: limits).thumbnail(of: bytes)
        let shown = try inspector.inspect(copy)
        precondition(shown.latitude == nil && shown.notes.contains(.noExif))
    } catch {
        precondition(error.sha256 != nil || error.reason == .truncated || error.reason == .tooCostly)
    }
    if let block = TIFFBlock(bytes[...]), block.isSound {
        var read = EXIF.directories(of: bytes[...], hiding: block.makerNoteEntry)
        read?.hasGPS = block.directories.hasGPS
        if let read { precondition(GPSReading(read) == GPSReading(block.directories)) }
    }
    return 0
}

/// Writes the seeds: small JPEGs of every form, and bare Exif blocks.
@_cdecl("LLVMFuzzerInitialize")
public func writeSeeds(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
    guard let folder = getenv("BALAI_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
    for (number, seed) in seeds().enumerated() {
        guard let file = fopen("\(folder)/seed-\(number)", "wb") else { continue }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
    return 0
}

private func seeds() -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    for isBigEndian in [false, true] {
        var exif = SampleExif.surabaya(isBigEndian: isBigEndian)
        exif.image = [exif.text(0x010F, "samsung"), exif.shorts(0x0112, [6]), exif.text(0x0131, "Snapseed")]
        exif.exif = [
            exif.text(0x9003, "2026:03:14 10:04:05"), exif.text(0x9011, "+07:00"),
            exif.raw(0x927C, Array("OLYMP\0\u{1}\0".utf8) + [UInt8](repeating: 1, count: 64), type: 7),
        ]
        let more = [
            exif.raw(5, [1], type: 1), exif.rationals(6, [(125, 10)]),
            exif.rationals(7, [(3, 1), (4, 1), (5, 1)]), exif.text(0x1D, "2026:03:14"),
            exif.rationals(0x1F, [(5, 1)]), exif.doubles(0x10, [1.5]),
        ]
        exif.gps? += more
        seeds.append(exif.bytes)
        let small = JPEG.encode(SampleJPEG.pattern(width: 48, height: 32), quality: 40) ?? []
        exif.thumbnail = small
        for pointer: UInt16 in [4, 3, 13] {
            exif.pointerType = pointer
            var sample = SampleJPEG(width: 40, height: 24).with(exif)
            sample.trailer = small
            do { seeds.append(try sample.bytes(quality: 50)) } catch { continue }
        }
    }
    let packet =
        "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"7,15.0S\" exif:GPSLongitude=\"112,45.0E\"/>"
    do {
        seeds.append(try SampleJPEG(width: 16, height: 16).adding(0xE1, Array(packet.utf8)).bytes())
        seeds.append(try SampleJPEG(width: 600, height: 1).bytes())
    } catch {
        return seeds
    }
    return seeds
}
