import Testing

@testable import Monitoring

/// Goal: every way in which cameras write a position is read, and what is no position never becomes one.
/// Method: one small JPEG a form, through the same function as the upload.
@Suite struct PositionTests {
    private func facts(_ exif: SampleExif) throws -> PhotoFacts {
        try PhotoInspector().inspect(SampleJPEG().with(exif).bytes())
    }

    private func facts(gps: (SampleExif) -> [SampleExif.Tag], isBigEndian: Bool = false) throws -> PhotoFacts
    {
        var exif = SampleExif(isBigEndian: isBigEndian)
        exif.gps = gps(exif)
        return try facts(exif)
    }

    private func expect(
        _ facts: PhotoFacts, _ latitude: Double, _ longitude: Double,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(abs((facts.latitude ?? .infinity) - latitude) < 1e-7, sourceLocation: place)
        #expect(abs((facts.longitude ?? .infinity) - longitude) < 1e-7, sourceLocation: place)
    }

    @Test(arguments: [false, true])
    func `degrees, minutes and seconds are read in both byte orders`(_ isBigEndian: Bool) throws {
        let facts = try facts(.surabaya(isBigEndian: isBigEndian))
        expect(facts, -7.25, 112.75)
        #expect(!facts.notes.contains(.exifDamaged))
    }

    @Test(arguments: [UInt16(3), 9, 13])
    func `pointers of another type still lead to the position`(_ type: UInt16) throws {
        var exif = SampleExif.surabaya()
        exif.pointerType = type
        expect(try facts(exif), -7.25, 112.75)
    }

    @Test func `an Exif block behind the tables and with an odd name is found`() throws {
        let exif = SampleExif.surabaya()
        var sample = SampleJPEG().adding(0xFE, [1, 2, 3])
        sample = sample.with(exif, name: [0x45, 0x78, 0x69, 0x66, 0, 0xFF])
        expect(try PhotoInspector().inspect(sample.bytes()), -7.25, 112.75)
    }

    @Test func `one number is decimal degrees, two are degrees and minutes`() throws {
        expect(
            try facts {
                [
                    $0.text(1, "N"), $0.rationals(2, [(55_618_670, 10_000_000)]), $0.text(3, "E"),
                    $0.rationals(4, [(95, 1), (1_989, 100)]),
                ]
            }, 5.561867, 95.3315)
    }

    @Test(arguments: ["s", "South", " S", "S   "])
    func `the reference is its first letter, in any case`(_ reference: String) throws {
        expect(
            try facts {
                [
                    $0.text(1, reference), $0.rationals(2, [(7, 1), (15, 1), (0, 1)]), $0.text(3, "east"),
                    $0.rationals(4, [(112, 1), (45, 1), (0, 1)]),
                ]
            }, -7.25, 112.75)
    }

    @Test(arguments: [UInt16(1), 6, 7])
    func `a reference of bytes counts like one of text`(_ type: UInt16) throws {
        expect(
            try facts {
                [
                    $0.raw(1, [0x53], type: type), $0.rationals(2, [(7, 1), (15, 1), (0, 1)]),
                    $0.raw(3, [0x57, 0], type: type), $0.rationals(4, [(43, 1), (30, 1), (0, 1)]),
                ]
            }, -7.25, -43.5)
    }

    @Test(arguments: [
        "1.1275e+02", "1127500E-4", "112 deg 45' 0\"", "112,45,0", "112-45-0", "+112.75", "112/1 90/2 0/1",
        "112.75e",
    ])
    func `a coordinate in words is the numbers that it spells`(_ text: String) throws {
        expect(
            try facts {
                [
                    $0.text(1, "S"), $0.text(2, "-7.25e0"), $0.text(3, "E"), $0.text(4, text),
                ]
            }, -7.25, 112.75)
    }

    @Test(arguments: ["1e400", "1/0", "--7", ".", "7e-", "1/2/3"])
    func `words that spell no number are no coordinate`(_ text: String) throws {
        let facts = try facts {
            [$0.text(1, "S"), $0.text(2, text), $0.text(3, "E"), $0.text(4, "112.75")]
        }
        #expect(facts.latitude == nil && facts.notes.contains(.positionUnreadable))
    }

    @Test(arguments: ["Exif\0\0", "EXIF\0\0", "\u{1}\u{2}\u{3}\u{4}Exif\0\0"])
    func `a block with up to four bytes before its name is found`(_ name: String) throws {
        let sample = SampleJPEG().with(.surabaya(), name: Array(name.utf8))
        expect(try PhotoInspector().inspect(sample.bytes()), -7.25, 112.75)
    }

    @Test func `a block with five bytes before its name is none`() throws {
        let sample = SampleJPEG().with(.surabaya(), name: Array("12345Exif\0\0".utf8))
        #expect(try PhotoInspector().inspect(sample.bytes()).notes.contains(.noExif))
    }

    @Test func `a negative number with a reference is not negated twice`() throws {
        expect(
            try facts {
                [
                    $0.text(1, "S"), $0.rationals(2, [(-7, 1), (15, 1), (0, 1)], type: 10), $0.text(3, "E"),
                    $0.rationals(4, [(112, 1), (45, -1), (0, -1)], type: 10),
                ]
            }, -7.25, 112.75)
    }

    @Test func `text, DOUBLE, FLOAT and SHORT coordinates are read`() throws {
        expect(
            try facts {
                [$0.text(1, "S"), $0.text(2, "7.25"), $0.text(3, "E"), $0.doubles(4, [112, 45, 0])]
            },
            -7.25, 112.75)
        expect(
            try facts {
                [
                    $0.text(1, "S"), $0.text(2, "7 deg 15' 0.00\""), $0.text(3, "E"),
                    $0.longs(4, [Int(Float(112.75).bitPattern)], type: 11),
                ]
            }, -7.25, 112.75)
        expect(
            try facts {
                [$0.text(1, "S"), $0.shorts(2, [7, 15, 0]), $0.text(3, "E"), $0.longs(4, [112, 45, 0])]
            },
            -7.25, 112.75)
    }

    @Test func `seconds of 0 over 0 count as none, degrees of 0 over 0 are no position`() throws {
        let seconds = try facts {
            [
                $0.text(1, "S"), $0.rationals(2, [(9, 1), (40, 1), (0, 0)]), $0.text(3, "E"),
                $0.rationals(4, [(120, 1), (15, 1), (0, 0)]),
            ]
        }
        expect(seconds, -9 - 40.0 / 60, 120.25)
        #expect(seconds.notes.contains(.positionPartsOdd))
        let all = try facts {
            [
                $0.text(1, "S"), $0.rationals(2, [(0, 0), (0, 0), (0, 0)]), $0.text(3, "E"),
                $0.rationals(4, [(0, 0), (0, 0), (0, 0)]),
            ]
        }
        #expect(all.latitude == nil && all.longitude == nil)
        #expect(all.notes.contains(.positionUnreadable))
    }

    @Test(arguments: [(1, 0), (0, 0), (-1, 0)])
    func `degrees over zero are no position`(_ part: (Int, Int)) throws {
        let facts = try facts {
            [
                $0.text(1, "S"), $0.rationals(2, [part, (1, 1), (1, 1)], type: 10),
                $0.text(3, "E"), $0.rationals(4, [(112, 1), (45, 1), (0, 1)]),
            ]
        }
        #expect(facts.latitude == nil)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is not a number never leaves`(_ value: Double) throws {
        let facts = try facts {
            [
                $0.text(1, "S"), $0.doubles(2, [value, 0, 0]), $0.text(3, "E"),
                $0.doubles(4, [112, value, 0]), $0.doubles(6, [value]), $0.doubles(0x1F, [value]),
            ]
        }
        #expect(facts.latitude == nil && facts.altitudeMetres == nil && facts.positionErrorMetres == nil)
    }

    @Test func `0, 0 is no fix, but 0 alone is the equator`() throws {
        let zero = try facts {
            [
                $0.text(1, "N"), $0.rationals(2, [(0, 1), (0, 1), (0, 1)]), $0.text(3, "E"),
                $0.rationals(4, [(0, 1), (0, 1), (0, 1)]),
            ]
        }
        #expect(zero.latitude == nil && zero.notes.contains(.positionZero))
        expect(
            try facts {
                [
                    $0.text(1, "S"), $0.rationals(2, [(0, 1), (0, 1), (0, 1)]), $0.text(3, "E"),
                    $0.rationals(4, [(109, 1), (20, 1), (0, 1)]),
                ]
            }, 0, 109 + 20.0 / 60)
    }

    @Test(arguments: [(91, 100), (90, 181), (16_777_215, 16_777_215)])
    func `a place off the earth is no place`(_ degrees: (Int, Int)) throws {
        let facts = try facts {
            [
                $0.text(1, "S"), $0.rationals(2, [(degrees.0, 1)]), $0.text(3, "E"),
                $0.rationals(4, [(degrees.1, 1)]),
            ]
        }
        #expect(facts.latitude == nil && facts.longitude == nil)
        #expect(facts.notes.contains(.positionOutOfRange))
    }

    @Test(arguments: ["", "X", "E"])
    func `without a valid reference the hemisphere is unknown, so there is no position`(_ reference: String)
        throws
    {
        let facts = try facts {
            [
                $0.text(1, reference), $0.rationals(2, [(7, 1)]), $0.text(3, "E"),
                $0.rationals(4, [(112, 1)]),
            ]
        }
        #expect(facts.latitude == nil && facts.notes.contains(.positionReferenceMissing))
    }

    @Test func `a GPS block with its version only says that the position was removed`() throws {
        let facts = try facts { [$0.raw(0, [2, 3, 0, 0], type: 1)] }
        #expect(facts.latitude == nil && facts.notes.contains(.positionRemoved))
    }

    @Test(arguments: [(0, 12.5), (1, -12.5), (2, 12.5), (3, -12.5), (0x31, -12.5)])
    func `the altitude takes its sign from the reference`(_ reference: Int, _ metres: Double) throws {
        let facts = try facts { [$0.raw(5, [UInt8(reference)], type: 1), $0.rationals(6, [(125, 10)])] }
        #expect(facts.altitudeMetres == metres)
    }

    @Test func `an altitude without reference is not guessed`() throws {
        let facts = try facts { [$0.rationals(6, [(125, 10)])] }
        #expect(facts.altitudeMetres == nil && facts.notes.contains(.altitudeReferenceMissing))
    }

    @Test func `the camera's own error radius is kept, and a coarse one noted`() throws {
        let facts = try facts { [$0.rationals(0x1F, [(1_500, 1)])] }
        #expect(facts.positionErrorMetres == 1_500 && facts.notes.contains(.positionCoarse))
    }

    @Test func `GPS time needs its date, keeps its fraction and is UTC`() throws {
        let whole = try facts {
            [$0.rationals(7, [(3, 1), (4, 1), (5_500, 1_000)]), $0.text(0x1D, "2026-03-14")]
        }
        #expect(whole.gpsAt == "2026-03-14T03:04:05.5Z")
        for tags in [
            try facts { [$0.rationals(7, [(3, 1), (4, 1), (5, 1)])] },
            try facts { [$0.rationals(7, [(0, 0), (0, 0), (0, 0)]), $0.text(0x1D, "2026:03:14")] },
            try facts { [$0.rationals(7, [(25, 1), (0, 1), (0, 1)]), $0.text(0x1D, "2026:03:14")] },
            try facts { [$0.rationals(7, [(0, 1), (0, 1), (0, 1)]), $0.text(0x1D, "0000:00:00")] },
        ] {
            #expect(tags.gpsAt == nil && tags.notes.contains(.gpsTimeIncomplete))
        }
    }
}
