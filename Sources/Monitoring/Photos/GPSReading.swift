/// What the GPS directory of a photo says, or why it says nothing. NaN and infinity never leave this file.
struct GPSReading: Hashable {
    var latitude: Double?
    var longitude: Double?
    var altitudeMetres: Double?
    var positionErrorMetres: Double?
    /// ISO 8601 in UTC.
    var time: String?
    var notes: Set<PhotoNote> = []

    /// An error radius from which the fix is a cell tower's rather than a satellite's.
    static let coarseMetres = 100.0

    init() {}

    init(_ directories: ExifDirectories) {
        let gps = directories.gps
        if directories.hasGPS || !gps.isEmpty { readPosition(gps) }
        readAltitude(gps)
        readError(gps)
        readTime(gps)
        if latitude != nil, gps[ExifTag.gpsStatus]?.firstLetter == "V" { notes.insert(.positionStatusVoid) }
    }

    private mutating func readPosition(_ gps: [UInt16: ExifEntry]) {
        switch (gps[ExifTag.latitude], gps[ExifTag.longitude]) {
        case (nil, nil): notes.insert(.positionRemoved)
        case (nil, _), (_, nil): notes.insert(.positionIncomplete)
        case (let latitude?, let longitude?):
            guard let north = degrees(latitude), let east = degrees(longitude) else {
                notes.insert(.positionUnreadable)
                return
            }
            if max(north, east) < 1e-6 {
                notes.insert(.positionZero)
                return
            }
            guard let northSign = sign(gps[ExifTag.latitudeReference], positive: "N", negative: "S"),
                let eastSign = sign(gps[ExifTag.longitudeReference], positive: "E", negative: "W")
            else {
                notes.insert(.positionReferenceMissing)
                return
            }
            guard north <= 90, east <= 180 else {
                notes.insert(.positionOutOfRange)
                return
            }
            self.latitude = north == 0 ? 0 : north * northSign
            self.longitude = east == 0 ? 0 : east * eastSign
        }
    }

    /// Degrees from one to three parts, always positive: the hemisphere is the reference's to say.
    /// A part that is 0/0 counts as 0, because cameras write the seconds so; the degrees may not be.
    private mutating func degrees(_ entry: ExifEntry) -> Double? {
        let parts = entry.numbers()
        guard case .value(let whole)? = parts.first else { return nil }
        var degrees = abs(whole)
        for (part, share) in zip(parts.dropFirst(), [60.0, 3_600.0]) {
            switch part {
            case .value(let value):
                if abs(value) > 60 { notes.insert(.positionPartsOdd) }
                degrees += abs(value) / share
            case .nothing: notes.insert(.positionPartsOdd)
            case .nonsense: return nil
            }
        }
        return degrees.isFinite ? degrees : nil
    }

    private func sign(_ entry: ExifEntry?, positive: Character, negative: Character) -> Double? {
        switch entry?.firstLetter {
        case positive?: 1
        case negative?: -1
        default: nil
        }
    }

    private mutating func readAltitude(_ gps: [UInt16: ExifEntry]) {
        guard let metres = gps[ExifTag.altitude]?.firstValue, abs(metres) < 100_000 else { return }
        // 0 and 2 are above, 1 and 3 below; some writers spell the digit.
        switch gps[ExifTag.altitudeReference]?.bytes.first(where: { $0 != 0 }) ?? absentOrZero(gps) {
        case 0, 2, 0x30, 0x32: altitudeMetres = metres
        case 1, 3, 0x31, 0x33: altitudeMetres = metres == 0 ? 0 : -abs(metres)
        default: notes.insert(.altitudeReferenceMissing)
        }
    }

    /// A reference whose bytes are all NUL says 0; one that is not there says nothing.
    private func absentOrZero(_ gps: [UInt16: ExifEntry]) -> UInt8 {
        gps[ExifTag.altitudeReference].map { $0.bytes.isEmpty ? 0xFF : 0 } ?? 0xFF
    }

    private mutating func readError(_ gps: [UInt16: ExifEntry]) {
        guard let metres = gps[ExifTag.positionError]?.firstValue, (0...10_000_000).contains(metres) else {
            return
        }
        positionErrorMetres = metres
        if metres > Self.coarseMetres { notes.insert(.positionCoarse) }
    }

    private mutating func readTime(_ gps: [UInt16: ExifEntry]) {
        let (date, time) = (gps[ExifTag.gpsDate], gps[ExifTag.gpsTime])
        guard date != nil || time != nil else { return }
        if let day = (date?.text).flatMap(PhotoTime.date), let seconds = time.flatMap(secondsOfDay) {
            self.time = PhotoTime.utc(day, secondsOfDay: seconds)
        }
        if self.time == nil { notes.insert(.gpsTimeIncomplete) }
    }

    private func secondsOfDay(_ entry: ExifEntry) -> Double? {
        let parts = entry.numbers()
        guard parts.count >= 2 else { return nil }
        var seconds = 0.0
        for (index, part) in parts.enumerated() {
            switch part {
            case .value(let value):
                guard value >= 0 else { return nil }
                seconds += value * [3_600.0, 60.0, 1.0][index]
            case .nothing:
                guard index == 2 else { return nil }
            case .nonsense: return nil
            }
        }
        return seconds
    }
}
