import Foundation
import Testing

@testable import Monitoring

/// Goal: what is no photo, or costs too much, is refused from its first bytes and headers, with a code that
/// says what to do. Method: the smallest file on each side of each limit.
@Suite struct RefusalTests {
    private func reason(_ bytes: [UInt8], _ limits: PhotoLimits = .standard) -> PhotoRefusal.Reason? {
        do throws(PhotoRefusal) {
            _ = try PhotoInspector(limits: limits).inspect(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    private func container(_ type: String, _ brand: String) -> [UInt8] {
        [0, 0, 0, 24] + Array((type + brand).utf8) + [0, 0, 0, 0] + Array("mif1".utf8)
    }

    @Test func `an ordinary JPEG is no case for refusal`() throws {
        #expect(reason(try SampleJPEG().bytes()) == nil)
    }

    @Test func `other kinds of files are told apart by their first bytes`() {
        let cases: [([UInt8], PhotoRefusal.Reason)] = [
            ([], .empty), ([0x89, 0x50, 0x4E, 0x47, 0x0D], .isPNG), (Array("GIF89a".utf8), .isGIF),
            (Array("RIFF0000WEBPVP8 ".utf8), .isWebP), (Array("RIFF0000WAVEfmt ".utf8), .notJPEG),
            (container("ftyp", "heic"), .isHEIC), (container("ftyp", "mif1"), .isHEIC),
            (container("ftyp", "avif"), .isAVIF), (Array("\0\0\0\u{10}ftypisom\0\0\0\0".utf8), .isVideo),
            ([0x49, 0x49, 0x2A, 0], .isTIFF), (Array("BM000".utf8), .isBMP), (Array("%PDF-1.7".utf8), .isPDF),
            ([0x50, 0x4B, 3, 4], .isArchive), ([0x50, 0x4B, 5, 6], .isArchive),
            (Array("MZ".utf8), .isProgram),
            (Array("<?php echo 1;".utf8), .isProgram), (Array("  <!DOCTYPE html>".utf8), .isWebPage),
            (Array("<svg xmlns".utf8), .isWebPage), (Array("bukan foto".utf8), .notJPEG),
            ([0xFF, 0x0A], .isJPEGXL), ([0], .notJPEG), ([0xFF], .notJPEG),
        ]
        for (bytes, expected) in cases { #expect(reason(bytes) == expected, "\(bytes)") }
    }

    @Test func `a size over the limit is refused from the frame header, before any decoding`() throws {
        var file = try SampleJPEG().bytes()
        let frame = SampleJPEG.frameStart(file)
        func set(_ height: Int, _ width: Int) {
            file[frame + 5] = UInt8(height >> 8)
            file[frame + 6] = UInt8(height & 255)
            file[frame + 7] = UInt8(width >> 8)
            file[frame + 8] = UInt8(width & 255)
        }
        set(12_000, 12_000)
        #expect(reason(file) == .tooManyPixels)
        set(65_500, 65_500)
        #expect(reason(file) == .sideTooLong)
        set(1, 20_001)
        #expect(reason(file) == .sideTooLong)
        set(0, 64)
        #expect(reason(file) == .noPicture)
        set(64, 0)
        #expect(reason(file) == .noPicture)
    }

    @Test func `a refusal still says the sum of the file and the size that its header gives`() throws {
        var file = try SampleJPEG().bytes()
        file[SampleJPEG.frameStart(file) + 5] = 0xFF
        do throws(PhotoRefusal) {
            _ = try PhotoInspector().inspect(file)
            Issue.record("a side of 65,000 pixels was taken")
        } catch {
            #expect(error.sha256?.count == 32 && error.width == 64 && error.height == 0xFF30)
            #expect(error.facts["limit"] == 20_000)
        }
    }

    @Test(arguments: [
        (UInt8(0xC9), PhotoRefusal.Reason.arithmeticCoding), (0xCA, .arithmeticCoding),
        (0xC3, .unsupportedCoding), (0xC5, .unsupportedCoding), (0xCF, .unsupportedCoding),
    ])
    func `codings that no phone writes are refused by their marker`(
        _ marker: UInt8, _ expected: PhotoRefusal.Reason
    ) throws {
        var file = try SampleJPEG().bytes()
        file[SampleJPEG.frameStart(file) + 1] = marker
        #expect(reason(file) == expected)
    }

    @Test func `12 bits and odd numbers of components are refused`() throws {
        let file = try SampleJPEG().bytes()
        let frame = SampleJPEG.frameStart(file)
        var changed = file
        changed[frame + 4] = 12
        #expect(reason(changed) == .unsupportedCoding)
        for count: UInt8 in [0, 2, 5, 255] {
            changed = file
            changed[frame + 9] = count
            #expect(reason(changed) == .unsupportedCoding, "\(count) components")
        }
    }

    @Test func `200 segments before the picture are taken, one more is not`() throws {
        func file(_ count: Int) throws -> [UInt8] {
            var sample = SampleJPEG()
            // libjpeg's own file has six segments up to and with the first scan: JFIF, two DQT, SOF, DHT,
            // SOS…
            for _ in 0..<count { sample = sample.adding(0xFE, []) }
            return try sample.bytes()
        }
        let plain = try file(0)
        var own = 0
        var at = 2
        while plain[at + 1] != 0xDA {
            own += 1
            at += 2 + Int(plain[at + 2]) << 8 + Int(plain[at + 3])
        }
        own += 1
        #expect(reason(try file(200 - own)) == nil)
        #expect(reason(try file(201 - own)) == .tooManySegments)
        #expect(reason(try file(60_000)) == .tooManySegments)
    }

    @Test func `100 scans are walked, 101 are not`() throws {
        let plain = try SampleJPEG().bytes()
        let scan = SampleJPEG.segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x55]
        func outline(_ count: Int) throws(PhotoRefusal) -> Int {
            let more = (1..<count).flatMap { _ in scan }
            return try JPEGWalk.outline(
                of: plain.dropLast(2) + more + [0xFF, 0xD9], limits: .standard
            ).scanCount
        }
        #expect(try outline(100) == 100)
        #expect(throws: PhotoRefusal(.tooManyScans, ["limit": 100]).sized(64, 48)) { try outline(101) }
    }

    @Test func `a file that stops early is refused when most of the picture is missing, else noted`() throws {
        let file = try SampleJPEG(width: 320, height: 240).bytes()
        let scan = try #require(
            file.indices.first { file[$0] == 0xFF && $0 + 1 < file.count && file[$0 + 1] == 0xDA })
        #expect(reason(Array(file[..<40])) == .truncated)
        #expect(reason(Array(file[..<(scan + 14)])) == .truncated)
        let most = try PhotoInspector().inspect(Array(file[..<(scan + (file.count - scan) * 3 / 4)]))
        #expect(most.notes.contains(.truncated) && most.notes.contains(.damaged))
        let whole = try PhotoInspector().inspect(Array(file.dropLast(2)))
        #expect(whole.notes.contains(.noEndMarker))
        #expect(!whole.notes.contains(.damaged) && !whole.notes.contains(.truncated))
    }

    @Test func `broken structure is refused`() throws {
        let file = try SampleJPEG().bytes()
        #expect(reason([0xFF, 0xD8]) == .truncated)
        #expect(reason([0xFF, 0xD8, 0xFF, 0xD9]) == .noPicture)
        #expect(reason(Array(file[..<2]) + [0xFF, 0xE1, 0, 1] + file[2...]) == .brokenFile)
        #expect(reason(Array(file[..<2]) + file) == .brokenFile)
        #expect(reason(Array(file[..<2]) + [UInt8](repeating: 1, count: 70_000) + file[2...]) == .brokenFile)
        let frame = SampleJPEG.frameStart(file)
        #expect(reason(Array(file[..<frame]) + file[frame..<(frame + 19)] + file[frame...]) == .brokenFile)
    }

    @Test func `bytes after the picture are noted and fill bytes are harmless`() throws {
        var sample = SampleJPEG()
        sample.trailer = [UInt8](repeating: 0, count: 300_000)
        #expect(try PhotoInspector().inspect(sample.bytes()).notes.contains(.trailingData))
        let file = try SampleJPEG().bytes()
        let filled = Array(file[..<2]) + [UInt8](repeating: 0xFF, count: 200_000) + file[2...]
        let facts = try PhotoInspector().inspect(filled)
        #expect(!facts.notes.contains(.damaged))
    }

    @Test func `a file over the byte limit is refused whatever it is`() throws {
        var limits = PhotoLimits.standard
        let file = try SampleJPEG().bytes()
        limits.byteCount = file.count
        #expect(reason(file, limits) == nil)
        limits.byteCount = file.count - 1
        #expect(reason(file, limits) == .tooManyBytes)
    }

    @Test func `a file far over the byte limit is not read to its end`() throws {
        let path = NSTemporaryDirectory() + "balai-endless-\(UUID().uuidString)"
        defer { unlink(path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        var limits = PhotoLimits.standard
        limits.byteCount = 100_000
        for (size, isSummed) in [(100_000, true), (100_001, true), (1_600_000, true), (1 << 40, false)] {
            #expect(truncate(path, size) == 0)
            do throws(PhotoRefusal) {
                _ = try PhotoInspector(limits: limits).inspect(fileAt: path)
                Issue.record("zeros were taken for a photo")
            } catch {
                #expect(error.reason == (size > 100_000 ? .tooManyBytes : .notJPEG), "\(size)")
                #expect((error.sha256 != nil) == isSummed, "\(size)")
            }
        }
    }

    @Test(arguments: ["/nowhere/at/all.jpg", "/dev/zero", "/tmp", ""])
    func `what is not a readable file is an answer too`(_ path: String) {
        #expect(throws: PhotoRefusal(.unreadableFile)) { try PhotoInspector().inspect(fileAt: path) }
    }
}
