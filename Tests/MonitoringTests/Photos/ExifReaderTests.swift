import Testing

@testable import Monitoring

/// Goal: two readers, one answer; and no block, however damaged, does more than read as nothing. Method:
/// sound blocks through both readers, then thousands of blocks with bytes changed at random from a fixed
/// seed.
@Suite struct ExifReaderTests {
    /// A small generator with a seed, so that a failure can be had again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    private func full(isBigEndian: Bool) -> SampleExif {
        var exif = SampleExif.surabaya(isBigEndian: isBigEndian)
        exif.image = [
            exif.text(0x010F, "samsung"), exif.text(0x0110, "SM-A155F"), exif.shorts(0x0112, [6]),
            exif.text(0x0131, "A155FXXS4BXK1"),
        ]
        exif.exif = [
            exif.text(0x9003, "2026:03:14 10:04:05"), exif.text(0x9011, "+07:00"),
            exif.raw(0x927C, [UInt8](repeating: 7, count: 40), type: 7),
        ]
        let error = exif.rationals(0x1F, [(4_743, 1_000)])
        exif.gps?.append(error)
        return exif
    }

    @Test(arguments: [false, true])
    func `libexif and the bounded reader read a sound block alike`(_ isBigEndian: Bool) throws {
        let bytes = full(isBigEndian: isBigEndian).bytes
        let block = try #require(TIFFBlock(bytes[...]))
        #expect(block.isSound && block.makerNoteEntry != nil)
        var read = try #require(EXIF.directories(of: bytes[...], hiding: block.makerNoteEntry))
        read.hasGPS = block.directories.hasGPS
        #expect(read == block.directories)
        #expect(read.image.count == 4 && read.exif.count == 2 && read.gps.count == 5)
    }

    @Test func `a pointer that leads back is cut, and the block is damaged`() throws {
        var exif = SampleExif.surabaya()
        exif.exif = [exif.text(0x9003, "2026:03:14 10:04:05")]
        var bytes = exif.bytes
        // Entry 0 of IFD0 is the Exif pointer; lead it to IFD0 itself.
        bytes.replaceSubrange(18..<22, with: [8, 0, 0, 0])
        let block = try #require(TIFFBlock(bytes[...]))
        #expect(!block.isSound && block.directories.exif.isEmpty)
        #expect(block.directories.gps.count == 4)
    }

    @Test func `a count that wraps round 32 bits reaches nothing`() throws {
        var exif = SampleExif.surabaya()
        exif.gps?[1].count = 0x2000_0001
        let block = try #require(TIFFBlock(exif.bytes[...]))
        #expect(!block.isSound && block.directories.gps[2] == nil)
    }

    @Test func `an entry that leads outside the block hides nothing behind it`() throws {
        var exif = SampleExif.surabaya()
        exif.image = [exif.longs(0x0202, [0xFFFF_FFFF])]
        let block = try #require(TIFFBlock(exif.bytes[...]))
        #expect(!block.isSound && block.directories.gps.count == 4)
        let facts = try PhotoInspector().inspect(SampleJPEG().with(exif).bytes())
        #expect(facts.latitude == -7.25 && facts.notes.contains(.exifDamaged))
    }

    @Test func `a GPS pointer outside the first directory keeps the block from libexif`() throws {
        var exif = SampleExif.surabaya()
        exif.exif = [exif.text(0x9003, "2026:03:14 10:04:05"), exif.longs(0x8825, [8])]
        let block = try #require(TIFFBlock(exif.bytes[...]))
        #expect(!block.isSound && block.directories.gps.count == 4)
    }

    @Test func `values that would swell when copied keep the block from libexif`() throws {
        var exif = SampleExif()
        let long = [UInt8](repeating: 0x41, count: 2_000)
        exif.image = (0..<300).map { exif.raw(UInt16(0x1000 + $0), long, type: 2) }
        // All entries name the first value's place.
        var bytes = Array(exif.bytes.prefix(10 + 300 * 12 + 4 + 2_000))
        let first = Array(bytes[18..<22])
        for entry in 1..<300 { bytes.replaceSubrange((18 + 12 * entry)..<(22 + 12 * entry), with: first) }
        let block = try #require(TIFFBlock(bytes[...]))
        #expect(!block.isSound)
    }

    @Test(
        arguments: [
            [], [0x49], Array("II*\0\u{8}\0\0\0".utf8), Array("MM\0*\0\0\0\u{8}".utf8),
            Array("XX*\0\u{8}\0\0\0\0\0".utf8), [UInt8](repeating: 0xFF, count: 65_527),
        ] as [[UInt8]])
    func `garbage reads as nothing`(_ bytes: [UInt8]) {
        let block = TIFFBlock(bytes[...])
        #expect(block?.directories.gps.isEmpty ?? true)
        #expect(EXIF.directories(of: bytes[...], hiding: nil)?.gps.isEmpty ?? true)
    }

    @Test func `blocks with bytes changed at random never do more than read as less`() throws {
        var random = Seeded(state: 20_261_122)
        let sources = [full(isBigEndian: false).bytes, full(isBigEndian: true).bytes]
        var soundCount = 0
        for round in 0..<4_000 {
            var bytes = sources[round % 2]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            if round % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            guard let block = TIFFBlock(bytes[...]) else { continue }
            let reading = GPSReading(block.directories)
            #expect(reading.latitude.map { (-90...90).contains($0) } ?? true)
            #expect(reading.longitude.map { (-180...180).contains($0) } ?? true)
            guard block.isSound, var read = EXIF.directories(of: bytes[...], hiding: block.makerNoteEntry)
            else {
                continue
            }
            soundCount += 1
            read.hasGPS = block.directories.hasGPS
            #expect(GPSReading(read) == reading, "round \(round)")
        }
        #expect(soundCount > 200)
    }

    @Test func `files with bytes changed at random are read or refused`() throws {
        var random = Seeded(state: 3_510)
        let source = try SampleJPEG().with(full(isBigEndian: true)).bytes()
        var outcomes: Set<String> = []
        for _ in 0..<500 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 2..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            do throws(PhotoRefusal) {
                outcomes.formUnion(try PhotoInspector().inspect(bytes).notes.map(\.code))
            } catch {
                outcomes.insert("refused: " + error.code)
            }
        }
        #expect(outcomes.contains("damaged") && outcomes.contains("refused: broken-file"))
    }
}
