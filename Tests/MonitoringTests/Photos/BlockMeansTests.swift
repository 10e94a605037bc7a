import Testing

@testable import Monitoring

/// Goal: an eighth of a sound baseline picture is read as libjpeg reads it, and every other file is left to
/// libjpeg. Method: the same picture through both; small files, bit by bit.
@Suite struct BlockMeansTests {
    private func means(_ file: [UInt8]) throws -> RGBImage? {
        BlockMeans.picture(of: file[...], try JPEGWalk.outline(of: file, limits: .standard))
    }

    /// libjpeg's eighth: an Adobe segment that says YCbCr changes nothing but who reads.
    private func byLibjpeg(_ sample: SampleJPEG) throws -> RGBImage {
        let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]
        let file = try sample.adding(0xEE, adobe).bytes()
        #expect(try means(file) == nil)
        let outline = try JPEGWalk.outline(of: file, limits: .standard)
        return try JPEG.decode(file[...], outline, longSide: 1, limits: .standard).image
    }

    @Test(arguments: [(640, 480), (641, 479), (16, 16), (17, 9), (1_000, 24)])
    func `the picture is libjpeg's`(_ width: Int, _ height: Int) throws {
        let sample = SampleJPEG(width: width, height: height)
        let own = try #require(try means(sample.bytes()))
        let theirs = try byLibjpeg(sample)
        #expect((own.width, own.height) == (theirs.width, theirs.height))
        let apart = zip(own.luma.values, theirs.luma.values).map { abs($0 - $1) }
        // The colours of a block and its neighbour are one here, four there, and both are cut at 0 and 255.
        #expect(apart.reduce(0, +) / Float(apart.count) < 1)
        guard width % 16 == 0, height % 16 == 0 else { return }
        // Where colours are halved, the mean over four blocks is the same.
        let side = max(own.width, own.height) / 2
        let pairs = zip(own.shrunk(longSide: side).pixels, theirs.shrunk(longSide: side).pixels)
        let off = pairs.map { abs(Int($0) - Int($1)) }
        #expect(off.reduce(0, +) <= 2 * off.count)
    }

    /// A grey picture of 16 × 32 pixels, two units a restart. Each code is one bit: a first coefficient of
    /// three bits, then the end of the block.
    private func grey(_ data: [UInt8], restart: Int = 4) -> [UInt8] {
        let table: [UInt8] = [1] + [UInt8](repeating: 0, count: 15)
        var file: [UInt8] = [0xFF, 0xD8]
        file += SampleJPEG.segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
        file += SampleJPEG.segment(0xC0, [8, 0, 32, 0, 16, 1, 1, 0x22, 0])
        file += SampleJPEG.segment(0xC4, [0x00] + table + [3])
        file += SampleJPEG.segment(0xC4, [0x10] + table + [0])
        file += SampleJPEG.segment(0xDD, [0, UInt8(restart)])
        file += SampleJPEG.segment(0xDA, [1, 1, 0, 0, 63, 0])
        return file + data + [0xFF, 0xD9]
    }

    private func levels(_ image: RGBImage) -> [Int] {
        stride(from: 0, to: image.pixels.count, by: 3).map { Int(image.pixels[$0]) }
    }

    @Test func `restarts are followed, and begin anew`() throws {
        // Two blocks: 0 111 0, 0 100 0, then ones. 7 and 4 are added up, from 128.
        let half: [UInt8] = [0b0111_0010, 0b0011_1111]
        let four = half + [0b0111_0010, 0b0011_1111]
        func file(_ markers: [UInt8], restart: Int) -> [UInt8] {
            grey(half + markers.flatMap { [0xFF, $0] + half }, restart: restart)
        }
        let one = try #require(try means(file([0xD0, 0xD1, 0xD2], restart: 2)))
        #expect((one.width, one.height) == (2, 4))
        #expect(levels(one) == [135, 139, 135, 139, 135, 139, 135, 139])
        // The wrong number, none where one is due, and one where none is.
        #expect(try means(file([0xD1, 0xD1, 0xD2], restart: 2)) == nil)
        #expect(try means(grey(four + four, restart: 2)) == nil)
        #expect(try means(file([0xD0, 0xD1, 0xD2], restart: 0)) == nil)
    }

    @Test func `data that is short or long by a byte is left to libjpeg`() throws {
        // Eight blocks of five bits, 0 111 0 each.
        let whole: [UInt8] = [0b0111_0011, 0b1001_1100, 0b1110_0111, 0b0011_1001, 0b1100_1110]
        let picture = try #require(try means(grey(whole, restart: 0)))
        #expect(levels(picture) == [135, 142, 149, 156, 163, 170, 177, 184])
        #expect(try means(grey(whole.dropLast(), restart: 0)) == nil)
        #expect(try means(grey(whole + [0x55], restart: 0)) == nil)
        // The second code of no table: all ones.
        #expect(try means(grey([0xF7] + whole.dropFirst(), restart: 0)) == nil)
    }

    @Test(arguments: [(3_844, 964), (4_000, 40)])
    func `the hash of a large photo is that of the whole picture`(_ width: Int, _ height: Int) throws {
        let sample = SampleJPEG(width: width, height: height)
        let whole = PDQSpectrum(sample.image.luma)
        let facts = try PhotoInspector().inspect(sample.bytes(quality: 95))
        #expect(facts.hashes.pdq.distance(to: whole.hash) <= 6)
    }
}
