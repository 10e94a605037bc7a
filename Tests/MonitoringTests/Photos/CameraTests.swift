import Testing

@testable import Monitoring

/// Goal: times, camera names and orientation are read strictly and kept safely. Method: one form a test.
@Suite struct CameraTests {
    private func facts(_ change: (inout SampleExif) -> Void) throws -> PhotoFacts {
        var exif = SampleExif()
        change(&exif)
        return try PhotoInspector(lastYear: 2026).inspect(SampleJPEG().with(exif).bytes())
    }

    private func taken(_ time: String, offset: String? = nil) throws -> PhotoFacts {
        try facts {
            $0.exif = [$0.text(0x9003, time)]
            if let offset { $0.exif.append($0.text(0x9011, offset)) }
        }
    }

    @Test(arguments: [
        "2026:03:14 10:04:05", "2026-03-14T10:04:05", "2026/03/14 10:04:05", " 2026:03:14 10:04:05 ",
        "2026:3:14 10:4:5",
    ])
    func `the usual ways to write a time give one answer, without a zone`(_ text: String) throws {
        #expect(try taken(text).takenAt == "2026-03-14T10:04:05")
    }

    @Test(arguments: [
        ("+07:00", "+07:00"), ("+0700", "+07:00"), ("-03:30", "-03:30"), ("Z", "+00:00"), ("+9", "+09:00"),
    ])
    func `the offset is added when the file gives one`(_ offset: String, _ expected: String) throws {
        #expect(try taken("2026:03:14 10:04:05", offset: offset).takenAt == "2026-03-14T10:04:05" + expected)
    }

    @Test func `an offset that is no offset is noted, a blank one is not`() throws {
        let bad = try taken("2026:03:14 10:04:05", offset: "WIB")
        #expect(bad.takenAt == "2026-03-14T10:04:05" && bad.notes.contains(.offsetUnreadable))
        let blank = try taken("2026:03:14 10:04:05", offset: "   :  ")
        #expect(blank.takenAt == "2026-03-14T10:04:05" && !blank.notes.contains(.offsetUnreadable))
    }

    @Test(arguments: [
        "0000:00:00 00:00:00", "    :  :     :  :  ", "2026:02:30 10:04:05", "2026:13:01 10:04:05",
        "2026:03:14", "2026:03:14 25:00:00", "kemarin", "2026:03:14 10:61:00",
    ])
    func `a date that no calendar has is no date`(_ text: String) throws {
        let facts = try taken(text)
        #expect(facts.takenAt == nil && facts.notes.contains(.timeUnreadable))
    }

    @Test func `leap days are dates in leap years only`() throws {
        #expect(try taken("2024:02:29 00:00:00").takenAt == "2024-02-29T00:00:00")
        #expect(try taken("2025:02:29 00:00:00").takenAt == nil)
        #expect(try taken("2000:02:29 00:00:00").takenAt == "2000-02-29T00:00:00")
        #expect(try taken("1900:02:29 00:00:00").takenAt == nil)
    }

    @Test(arguments: [
        ("2002:01:01 00:00:00", true), ("2003:01:01 00:00:00", false),
        ("2026:12:31 23:59:59", false), ("2099:01:01 00:00:00", true),
    ])
    func `a year before digital village photos or after tomorrow is noted`(
        _ text: String, _ isNoted: Bool
    ) throws {
        #expect(try taken(text).notes.contains(.timeImplausible) == isNoted)
    }

    @Test func `a blank may stand for the first of two digits`() throws {
        #expect(try taken("2026: 3:14  9: 4: 5").takenAt == "2026-03-14T09:04:05")
    }

    @Test func `a time in the first directory is read when the Exif directory has none`() throws {
        func time(_ image: String, _ exif: String?) throws -> String? {
            var block = SampleExif()
            block.image = [block.text(0x9003, image)]
            if let exif { block.exif = [block.text(0x9003, exif)] }
            return try PhotoInspector().inspect(SampleJPEG().with(block).bytes()).takenAt
        }
        #expect(try time("2006:05:27 12:37:03", nil) == "2006-05-27T12:37:03")
        #expect(try time("2006:05:27 12:37:03", "2006:05:28 10:00:00") == "2006-05-28T10:00:00")
    }

    @Test func `only DateTimeOriginal is the time of the photo`() throws {
        let facts = try facts { $0.image = [$0.text(0x0132, "2026:03:14 10:04:05")] }
        #expect(facts.takenAt == nil && facts.notes.contains(.timeMissing))
    }

    @Test(arguments: [(1, 1), (6, 6), (8, 8)])
    func `orientations of any integer type are read`(_ written: Int, _ expected: Int) throws {
        #expect(try facts { $0.image = [$0.shorts(0x0112, [written])] }.orientation == expected)
        #expect(try facts { $0.image = [$0.longs(0x0112, [written])] }.orientation == expected)
        #expect(try facts { $0.image = [$0.raw(0x0112, [UInt8(written)], type: 1)] }.orientation == expected)
    }

    @Test(arguments: [0, 9, 65_535])
    func `an impossible orientation counts as upright and is noted`(_ written: Int) throws {
        let facts = try facts { $0.image = [$0.shorts(0x0112, [written])] }
        #expect(facts.orientation == 1 && facts.notes.contains(.orientationInvalid))
    }

    @Test func `names are trimmed, and empty ones are absent`() throws {
        let facts = try facts {
            $0.image = [
                $0.text(0x010F, "samsung   "), $0.text(0x0110, "  SM-A155F\0junk"), $0.text(0x0131, "   "),
            ]
        }
        #expect(facts.make == "samsung" && facts.model == "SM-A155F" && facts.software == nil)
    }

    @Test(arguments: [
        ("a\r\nSet-Cookie: b", "aSet-Cookie: b"), ("a\u{202E}gpj.exe", "agpj.exe"),
        ("\u{1B}[31mmerah", "[31mmerah"), ("\u{FEFF}\u{200B}a", "a"), ("a\u{85}b", "ab"),
    ])
    func `control characters and turning marks are dropped`(_ text: String, _ expected: String) throws {
        let facts = try facts { $0.image = [$0.text(0x0131, text)] }
        #expect(facts.software == expected && facts.notes.contains(.textCleaned))
    }

    @Test func `text is cut at 256 bytes, at a whole character`() throws {
        let exact = String(repeating: "a", count: 256)
        #expect(try facts { $0.image = [$0.text(0x0131, exact)] }.software == exact)
        let long = try facts { $0.image = [$0.text(0x0131, String(repeating: "é", count: 2_000))] }
        #expect(long.software?.utf8.count == 256 && long.notes.contains(.textCleaned))
        let odd = try facts { $0.image = [$0.text(0x0131, "a" + String(repeating: "é", count: 200))] }
        #expect(odd.software?.utf8.count == 255)
    }

    @Test func `invalid UTF-8 is replaced`() throws {
        let facts = try facts { $0.image = [$0.raw(0x010F, [0x41, 0xFF, 0xC3, 0x28, 0], type: 2)] }
        #expect(facts.make == "A\u{FFFD}\u{FFFD}(")
    }

    @Test(arguments: [
        ("Adobe Photoshop 24.0", true), ("PicsArt", true), ("GPS Map Camera", false),
        ("MediaTek Camera Application", false),
    ])
    func `editors are noted, cameras are not`(_ software: String, _ isNoted: Bool) throws {
        let facts = try facts { $0.image = [$0.text(0x0131, software)] }
        #expect(facts.notes.contains(.editorSoftware) == isNoted)
    }

    @Test func `of two Exif segments the first counts`() throws {
        var second = SampleExif.surabaya()
        let north = second.text(1, "N")
        second.gps?[0] = north
        let file = try SampleJPEG().with(.surabaya()).with(second).bytes()
        let facts = try PhotoInspector().inspect(file)
        #expect(facts.latitude == -7.25 && facts.notes.contains(.exifRepeated))
    }

    @Test func `Exif in another segment, behind the scan or behind the picture is not read`() throws {
        let block = Array("Exif\0\0".utf8) + SampleExif.surabaya().bytes
        var trailing = SampleJPEG()
        trailing.trailer = try SampleJPEG().with(.surabaya()).bytes()
        let plain = try SampleJPEG().bytes()
        let late: [UInt8] = plain[..<(plain.count - 2)] + SampleJPEG.segment(0xE1, block) + [0xFF, 0xD9]
        for file in [
            try SampleJPEG().adding(0xFE, block).bytes(), try SampleJPEG().adding(0xED, block).bytes(),
            try trailing.bytes(), late,
        ] {
            #expect(try PhotoInspector().inspect(file).latitude == nil)
        }
        #expect(try PhotoInspector().inspect(late).notes.contains(.exifAfterScan))
    }

    @Test func `a position in XMP is compared, never taken`() throws {
        func packet(_ latitude: String, _ longitude: String) -> [UInt8] {
            Array("http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"\(latitude)\"".utf8)
                + Array(" exif:GPSLongitude='\(longitude)'/>".utf8)
        }
        let only = try SampleJPEG().adding(0xE1, packet("7,15.0S", "112,45.0E")).bytes()
        let facts = try PhotoInspector().inspect(only)
        #expect(facts.latitude == nil && facts.notes.contains(.positionOnlyInXMP))
        let same = try SampleJPEG().with(.surabaya()).adding(0xE1, packet("7,15,0S", "112.75")).bytes()
        #expect(try !PhotoInspector().inspect(same).notes.contains(.positionDiffersInXMP))
        let other = try SampleJPEG().with(.surabaya()).adding(0xE1, packet("7,15.1S", "112,45.0E")).bytes()
        #expect(try PhotoInspector().inspect(other).notes.contains(.positionDiffersInXMP))
    }
}
