public import GeoIndex

/// What the rules know of one work (*kegiatan fisik*): its plan, its money and what it claims.
public struct Work: Hashable, Sendable {
    /// The work's id, unique in its source.
    public var id: String
    /// The village's Kemendagri code, dotted (`35.10.01.2001`).
    public var village: String
    /// The fiscal year (*tahun anggaran*).
    public var year: Int
    /// The activity code (*kode kegiatan*) without leading zeros, such as `2.3.10`.
    public var activity: String
    /// The name as the village wrote it.
    public var name: String
    /// The fund (*sumber dana*) code.
    public var fund: String
    /// `desa` for the village's own, `opd` for the county's and other agencies'.
    public var owner: String
    /// The planned volume in `unit`; nil when unknown.
    public var volume: Double?
    /// `m`, `unit`, `paket` and the like.
    public var unit: String
    /// The budget in rupiah.
    public var budgetRupiah: Double
    /// What has been paid, in rupiah.
    public var realizedRupiah: Double
    /// The physical progress claimed, in percent.
    public var physicalProgress: Double
    /// First day of the work; nil when unknown.
    public var start: Day?
    /// Last day of the work; nil when unknown.
    public var end: Day?
    /// `completed` or `running`.
    public var status: String
    /// `maintenance` (*pemeliharaan*), or nil.
    public var workType: String?
    /// The planned geometry; nil when the work has none.
    public var shape: Shape?
    /// A geometry was given that lies nowhere on the earth: other units, latitude before longitude.
    public var isPlanUnreadable = false

    public init(
        id: String, village: String, year: Int, activity: String, name: String, fund: String = "",
        owner: String = "desa", volume: Double? = nil, unit: String = "", budgetRupiah: Double = 0,
        realizedRupiah: Double = 0, physicalProgress: Double = 0, start: Day? = nil, end: Day? = nil,
        status: String = "completed", workType: String? = nil, shape: Shape? = nil
    ) {
        self.id = id
        self.village = village
        self.year = year
        self.activity = activity
        self.name = name
        self.fund = fund
        self.owner = owner
        self.volume = volume
        self.unit = unit
        self.budgetRupiah = budgetRupiah
        self.realizedRupiah = realizedRupiah
        self.physicalProgress = physicalProgress
        self.start = start
        self.end = end
        self.status = status
        self.workType = workType
        self.shape = shape
    }

    /// The unit in one spelling: `m`, `m'`, `M1` and `meter` are all `m`.
    var plainUnit: String {
        let letters = unit.lowercased().filter { $0.isLetter || $0.isNumber }
        return ["m", "m1", "meter", "mtr", "metre"].contains(letters) ? "m" : letters
    }

    /// The paid share of the budget; 0 without a budget.
    public var paidShare: Double { budgetRupiah > 0 ? realizedRupiah / budgetRupiah : 0 }
}

/// A calendar day, counted from 1 January 1970.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// Reads `2026-11-22`; anything after the tenth character is not looked at.
    public init?(parsing text: String) {
        var year = 0, month = 0, day = 0, index = 0
        for byte in text.utf8.prefix(10) {
            if index == 4 || index == 7 {
                guard byte == 0x2D else { return nil }
            } else {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                let digit = Int(byte - 0x30)
                if index < 4 {
                    year = year * 10 + digit
                } else if index < 7 {
                    month = month * 10 + digit
                } else {
                    day = day * 10 + digit
                }
            }
            index += 1
        }
        guard index == 10, (1...12).contains(month), (1...31).contains(day) else { return nil }
        number = Self.count(year: year, month: month, day: day)
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// Days since 1 January 1970 of a date in the Gregorian calendar.
    static func count(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The calendar year.
    public var year: Int {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return yearOfEra + era * 400 + ((5 * dayOfYear + 2) / 153 >= 10 ? 1 : 0)
    }
}

/// A moment in seconds since 1970 UTC, with the offset it was written in.
public struct Moment: Hashable, Sendable, Comparable {
    /// Seconds since 1 January 1970, UTC.
    public let seconds: Double
    /// Seconds east of UTC of the clock that wrote it.
    public let offsetSeconds: Double

    public init(seconds: Double, offsetSeconds: Double = 25_200) {
        self.seconds = seconds
        self.offsetSeconds = offsetSeconds
    }

    /// Reads `2026-11-22T07:48:37+07:00`; without an offset, Western Indonesian Time (WIB) is taken.
    public init?(parsing text: String) {
        guard let day = Day(parsing: text) else { return nil }
        var digits: [Double] = []
        var zone = ""
        for byte in text.utf8.dropFirst(11) {
            if !zone.isEmpty || byte == 0x2B || byte == 0x2D || byte == 0x5A {
                zone.unicodeScalars.append(Unicode.Scalar(byte))
            } else if byte >= 0x30, byte <= 0x39, digits.count < 6 {
                digits.append(Double(byte - 0x30))
            }
        }
        while digits.count < 6 { digits.append(0) }
        let hour = digits[0] * 10 + digits[1], minute = digits[2] * 10 + digits[3]
        let local = Double(day.number) * 86_400 + hour * 3_600 + minute * 60 + digits[4] * 10 + digits[5]
        var offset = 25_200.0
        if zone.hasPrefix("Z") { offset = 0 }
        let zoneDigits = zone.utf8.dropFirst().filter { (0x30...0x39).contains($0) }.map { Double($0 - 0x30) }
        if zoneDigits.count >= 4 {
            offset = (zoneDigits[0] * 10 + zoneDigits[1]) * 3_600 + (zoneDigits[2] * 10 + zoneDigits[3]) * 60
            if zone.hasPrefix("-") { offset = -offset }
        }
        seconds = local - offset
        offsetSeconds = offset
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

    /// The calendar day of the clock that wrote it.
    public var day: Day { Day(number: Int(((seconds + offsetSeconds) / 86_400).rounded(.down))) }
}

/// A latitude and longitude as a photo claims it: may be 0,0 or out of range, which is itself a fact.
public struct ClaimedPosition: Hashable, Sendable {
    /// Degrees, as claimed.
    public var latitude: Double
    /// Degrees, as claimed.
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// In range and not 0,0.
    public var isPossible: Bool {
        latitude.magnitude <= 90 && longitude.magnitude <= 180
            && !(latitude.magnitude < 0.000_1 && longitude.magnitude < 0.000_1)
    }
}

/// What the rules know of one photo (*foto progres*). Absent facts are nil and never held against anyone.
public struct SitePhoto: Hashable, Sendable {
    public var id: String
    /// The work it was sent for.
    public var project: String
    /// The stage claimed, in percent: 0, 50, 100.
    public var progress: Double
    /// The camera's clock.
    public var takenAt: Moment?
    /// The server's clock.
    public var receivedAt: Moment?
    /// Where it says it was taken.
    public var position: ClaimedPosition?
    /// One standard deviation as the phone states it, in metres.
    public var accuracyMetres: Double?
    /// `exif` or `device`.
    public var locationSource: String?
    /// The phone, as far as it is known.
    public var device: String
    /// The EXIF software tag.
    public var software: String?
    /// SHA-256 of the file; all zeros where it is not known.
    public var sha256: PictureHash
    /// PDQ perceptual hash.
    public var pdq: PictureHash?
    /// PDQ quality, 0–100; below 50 the picture has too little in it to compare.
    public var pdqQuality: Int
    /// PDQ hashes of views of the same picture (mirrored, turned, cropped), when they were made.
    public var pdqViews: [PictureHash] = []
    /// The other position of one and the same in-app capture: the browser's beside that of EXIF, or the other
    /// way round.
    public var capturePosition: ClaimedPosition?
    /// Accuracy of `capturePosition` in metres.
    public var captureAccuracyMetres: Double?
    /// The GPS clock in EXIF.
    public var gpsAt: Moment?
    /// A position in XMP or a second EXIF block.
    public var secondPosition: ClaimedPosition?
    /// The file names a second position far from the first, without its numbers being kept.
    public var hasOtherPosition = false
    /// Bits of 64 by which the EXIF thumbnail differs from the picture.
    public var thumbnailDifference: Int?
    /// Looks like a messenger copy: no EXIF, standard size and tables.
    public var isMessengerCopy = false

    public init(
        id: String, project: String, progress: Double = 0, takenAt: Moment? = nil, receivedAt: Moment? = nil,
        position: ClaimedPosition? = nil, accuracyMetres: Double? = nil, locationSource: String? = nil,
        device: String = "", software: String? = nil, sha256: PictureHash, pdq: PictureHash? = nil,
        pdqQuality: Int = 100
    ) {
        self.id = id
        self.project = project
        self.progress = progress
        self.takenAt = takenAt
        self.receivedAt = receivedAt
        self.position = position
        self.accuracyMetres = accuracyMetres
        self.locationSource = locationSource
        self.device = device
        self.software = software
        self.sha256 = sha256
        self.pdq = pdq
        self.pdqQuality = pdqQuality
    }
}
