import Testing

@testable import Monitoring

/// Goal: the hashes are PDQ's, hold what a copy keeps, and are found exactly. Method: known vectors, turned
/// and changed pictures, and the index against comparing every pair.
@Suite struct HashTests {
    private let picture = SampleJPEG.pattern(width: 300, height: 200)

    @Test func `the hash and the quality are those of the reference`() {
        // pdqhash 0.2.8 on the same pixels.
        let hashes = PhotoHashes(picture)
        #expect(hashes.pdq.hexadecimal == "3f6098983b64c999aa34c9891b6cc49ba636d47355c0b276c5dbeb85a697586d")
        #expect(hashes.pdqQuality == 56)
    }

    @Test func `hexadecimal digits and bytes go there and back`() {
        let hash = PhotoHashes(picture).pdq
        #expect(PictureHash(hexadecimal: hash.hexadecimal) == hash)
        #expect(PictureHash(bytes: hash.bytes) == hash)
        for text in [
            "", String(repeating: "g", count: 64), String(repeating: "0", count: 63),
            "+" + String(repeating: "0", count: 63),
        ] {
            #expect(PictureHash(hexadecimal: text) == nil)
        }
        #expect(PictureHash(bytes: [1, 2, 3]) == nil)
    }

    @Test func `distance counts the bits that differ`() {
        let none = PictureHash(words: SIMD4(0, 0, 0, 0))
        #expect(none.distance(to: none) == 0)
        #expect(none.distance(to: PictureHash(words: SIMD4(1, 1 << 63, 3, 0))) == 4)
        #expect(none.distance(to: PictureHash(words: SIMD4(.max, .max, .max, .max))) == 256)
    }

    @Test(arguments: [40, 90])
    func `recompressing and shrinking keep the hash near`(_ quality: Int) throws {
        let original = PhotoHashes(picture)
        let file = try #require(JPEG.encode(picture, quality: quality))
        let outline = try JPEGWalk.outline(of: file, limits: .standard)
        let decoded = try JPEG.decode(file[...], outline, longSide: 960, limits: .standard)
        #expect(PhotoHashes(decoded.image).pdq.distance(to: original.pdq) <= 20)
        #expect(PhotoHashes(picture.shrunk(longSide: 150)).pdq.distance(to: original.pdq) <= 31)
        #expect(PhotoHashes(decoded.image).difference.distance(to: original.difference) <= 31)
    }

    @Test func `another picture is far away`() {
        let other = PhotoHashes(SampleJPEG.pattern(width: 300, height: 200, seed: 11))
        #expect(PhotoHashes(picture).pdq.distance(to: other.pdq) > 60)
    }

    @Test(arguments: 1...8)
    func `a turned or mirrored copy is near one of the eight hashes of the query`(_ orientation: Int) {
        let turned = PhotoHashes(picture.oriented(orientation)).pdq
        let nearest = PhotoHashes(picture).dihedral.map { $0.distance(to: turned) }.min() ?? 256
        #expect(nearest <= 31)
        #expect(PhotoHashes(picture).dihedral[0] == PhotoHashes(picture).pdq)
    }

    @Test func `bars at the edges and a panel at the bottom are seen past`() {
        let original = PhotoHashes(picture)
        func painted(_ isBar: (Int, Int) -> Bool, _ value: UInt8) -> PhotoHashes {
            var pixels = picture.pixels
            for y in 0..<200 {
                for x in 0..<300 where isBar(x, y) {
                    for channel in 0..<3 { pixels[(y * 300 + x) * 3 + channel] = value }
                }
            }
            return PhotoHashes(RGBImage(width: 300, height: 200, pixels: pixels))
        }
        let panel = painted({ _, y in y >= 152 }, 90)
        #expect(panel.distance(to: original) <= 10)
        #expect(panel.distance(to: original) < panel.pdq.distance(to: original.pdq))
        var framed = [UInt8](repeating: 0, count: 300 * 40 * 3)
        framed += picture.pixels + framed
        #expect(PhotoHashes(RGBImage(width: 300, height: 280, pixels: framed)).distance(to: original) <= 10)
    }

    @Test func `a plain picture has no quality and is noted`() throws {
        var sample = SampleJPEG()
        sample.image = RGBImage(width: 64, height: 64, pixels: [UInt8](repeating: 128, count: 64 * 64 * 3))
        let facts = try PhotoInspector().inspect(sample.bytes())
        #expect(facts.hashes.pdqQuality == 0 && facts.notes.contains(.featureless))
    }

    @Test(arguments: [(1, 1), (1, 500), (500, 1), (2, 3), (64, 64), (63, 65)])
    func `pictures of any shape have hashes`(_ width: Int, _ height: Int) throws {
        var sample = SampleJPEG()
        sample.image = SampleJPEG.pattern(width: width, height: height)
        let facts = try PhotoInspector().inspect(sample.bytes())
        #expect(facts.hashes.views.count == 4 && facts.hashes.dihedral.count == 8)
    }

    @Test func `the picture's sum stays when only the metadata change`() throws {
        let plain = try PhotoInspector().inspect(SampleJPEG().bytes())
        let tagged = try PhotoInspector().inspect(SampleJPEG().with(.surabaya()).adding(0xFE, [1]).bytes())
        #expect(plain.sha256 != tagged.sha256 && plain.pictureSHA256 == tagged.pictureSHA256)
        let other = try PhotoInspector().inspect(SampleJPEG().bytes(quality: 84))
        #expect(plain.pictureSHA256 != other.pictureSHA256)
    }

    @Test(arguments: [(6, 48, 64), (3, 64, 48), (1, 64, 48)])
    func `copies to show are upright, small and without metadata`(
        _ orientation: Int, _ width: Int, _ height: Int
    ) throws {
        var exif = SampleExif.surabaya()
        exif.image = [exif.shorts(0x0112, [orientation]), exif.text(0x0131, "<script>")]
        let file = try SampleJPEG().with(exif).bytes()
        let copy = try PhotoCopies().display(of: file)
        let facts = try PhotoInspector().inspect(copy)
        #expect(facts.width == width && facts.height == height && facts.orientation == nil)
        #expect(facts.latitude == nil && facts.notes.contains(.noExif))
        #expect(facts.hashes.pdq.distance(to: try PhotoInspector().inspect(file).hashes.pdq) <= 20)
        #expect(!String(decoding: copy, as: UTF8.self).contains("script"))
    }

    @Test func `a copy is never longer than asked and never empty`() throws {
        let wide = try SampleJPEG(width: 2_000, height: 3).bytes()
        for side in [1_600, 320, 1] {
            let facts = try PhotoInspector().inspect(
                PhotoCopies().copy(of: wide, longSide: side, quality: 75))
            #expect(facts.width == side && facts.height == 1 || facts.width == side && facts.height == 2)
        }
        #expect(throws: PhotoRefusal(.isPNG)) { try PhotoCopies().thumbnail(of: [0x89, 0x50, 0x4E, 0x47]) }
    }

    @Test func `a thumbnail of another picture is noted, one of this picture is not`() throws {
        func file(_ thumbnail: RGBImage) throws -> [UInt8] {
            var sample = SampleJPEG()
            sample.image = picture
            let small = try #require(JPEG.encode(thumbnail.shrunk(longSide: 160), quality: 70))
            var exif = SampleExif.surabaya()
            exif.thumbnail = small
            return try sample.with(exif).bytes()
        }
        let own = try PhotoInspector().inspect(file(picture))
        #expect(!own.notes.contains(.thumbnailDiffers) && !own.notes.contains(.exifDamaged))
        let turned = try PhotoInspector().inspect(file(picture.oriented(6)))
        #expect(!turned.notes.contains(.thumbnailDiffers))
        let other = SampleJPEG.pattern(width: 300, height: 200, seed: 3)
        #expect(try PhotoInspector().inspect(file(other)).notes.contains(.thumbnailDiffers))
    }
}

/// Goal: the index gives what comparing every pair would give. Method: random hashes with planted neighbours.
@Suite struct HashIndexTests {
    private func flipped(
        _ hash: PictureHash, _ bits: Int, _ random: inout ExifReaderTests.Seeded
    ) -> PictureHash {
        var words = hash.words
        for bit in (0..<256).shuffled(using: &random).prefix(bits) {
            words[bit / 64] ^= 1 << UInt64(bit % 64)
        }
        return PictureHash(words: words)
    }

    @Test(arguments: [0, 1, 15, 16, 31, 45, 47, 48, 90])
    func `search finds exactly the hashes within the radius`(_ radius: Int) {
        var random = ExifReaderTests.Seeded(state: UInt64(radius))
        var hashes = (0..<6_000).map { _ in
            PictureHash(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
        }
        let queries = (0..<12).map { _ in hashes[Int.random(in: 0..<6_000, using: &random)] }
        for query in queries {
            for bits in [radius - 1, radius, radius + 1, radius / 2] where bits >= 0 {
                hashes.append(flipped(query, bits, &random))
            }
        }
        var index = HashIndex(hashes[..<5_000])
        for hash in hashes[5_000...] { index.add(hash) }
        #expect(index.count == hashes.count)
        for query in queries {
            let expected = hashes.indices.filter { hashes[$0].distance(to: query) <= radius }
            let found = index.matches(of: query, within: radius)
            #expect(found.map(\.ordinal).sorted() == expected)
            #expect(found.allSatisfy { $0.distance == hashes[$0.ordinal].distance(to: query) })
            #expect(found.map(\.distance) == found.map(\.distance).sorted())
        }
    }

    @Test func `hashes added until the index files itself anew are all found`() {
        var random = ExifReaderTests.Seeded(state: 5)
        var index = HashIndex()
        let hashes = (0..<5_000).map { _ in
            PictureHash(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
        }
        for (ordinal, hash) in hashes.enumerated() { #expect(index.add(hash) == ordinal) }
        for (ordinal, hash) in hashes.enumerated().filter({ $0.offset % 97 == 0 }) {
            #expect(
                index.matches(of: hash, within: 45).first == HashIndex.Match(ordinal: ordinal, distance: 0))
        }
    }

    @Test func `an empty index and a negative radius find nothing`() {
        let hash = PictureHash(words: SIMD4(1, 2, 3, 4))
        #expect(HashIndex().matches(of: hash, within: 256).isEmpty)
        #expect(HashIndex([hash]).matches(of: hash, within: -1).isEmpty)
        #expect(HashIndex([hash]).matches(of: hash, within: 0).count == 1)
    }
}
