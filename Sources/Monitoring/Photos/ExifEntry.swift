/// One tag of an Exif directory as the file holds it: nothing is converted before somebody asks.
struct ExifEntry: Hashable {
    /// The TIFF types, by number.
    enum Format: UInt16 {
        case byte = 1, ascii, short, long, rational
        case signedByte, undefined, signedShort, signedLong, signedRational, float, double, directory

        /// The size of one component in bytes.
        var byteCount: Int {
            switch self {
            case .byte, .ascii, .signedByte, .undefined: 1
            case .short, .signedShort: 2
            case .long, .signedLong, .float, .directory: 4
            case .rational, .signedRational, .double: 8
            }
        }
    }

    /// A number as a camera may write it.
    enum Number: Hashable {
        /// A finite value.
        case value(Double)
        /// 0/0: the writer had nothing to say.
        case nothing
        /// n/0, infinity or not a number.
        case nonsense
    }

    let format: Format
    let isBigEndian: Bool
    let bytes: [UInt8]

    /// The longest value read: coordinates, dates and names are all shorter.
    static let longestByteCount = 4_096

    /// The first components as numbers; of a text, the numbers that it spells.
    func numbers(limit: Int = 3) -> [Number] {
        if format == .ascii || format == .undefined { return spelledNumbers(limit: limit) }
        let count = min(limit, bytes.count / format.byteCount)
        return (0..<count).map { number(at: $0 * format.byteCount) }
    }

    /// The first number when it is a finite value.
    var firstValue: Double? {
        guard case .value(let value)? = numbers(limit: 1).first else { return nil }
        return value
    }

    /// The first byte that is neither a blank nor a NUL, as an upper-case ASCII letter or digit.
    var firstLetter: Character? {
        guard let byte = bytes.first(where: { $0 != 0 && $0 != 0x20 }), byte < 0x7F else { return nil }
        return Character(UnicodeScalar(byte)).uppercased().first
    }

    /// The bytes up to the first NUL.
    var text: ArraySlice<UInt8> { bytes.prefix { $0 != 0 } }

    private func number(at offset: Int) -> Number {
        switch format {
        case .byte, .ascii, .undefined: return .value(Double(bytes[offset]))
        case .signedByte: return .value(Double(Int8(bitPattern: bytes[offset])))
        case .short: return .value(Double(word(offset, 2)))
        case .signedShort: return .value(Double(Int16(truncatingIfNeeded: word(offset, 2))))
        case .long, .directory: return .value(Double(word(offset, 4)))
        case .signedLong: return .value(Double(Int32(truncatingIfNeeded: word(offset, 4))))
        case .rational: return Self.ratio(Double(word(offset, 4)), Double(word(offset + 4, 4)))
        case .signedRational:
            return Self.ratio(
                Double(Int32(truncatingIfNeeded: word(offset, 4))),
                Double(Int32(truncatingIfNeeded: word(offset + 4, 4))))
        case .float: return Self.finite(Double(Float(bitPattern: UInt32(word(offset, 4)))))
        case .double: return Self.finite(Double(bitPattern: word(offset, 8)))
        }
    }

    private static func ratio(_ numerator: Double, _ denominator: Double) -> Number {
        guard denominator != 0 else { return numerator == 0 ? .nothing : .nonsense }
        return .value(numerator / denominator)
    }

    private static func finite(_ value: Double) -> Number { value.isFinite ? .value(value) : .nonsense }

    private func word(_ offset: Int, _ count: Int) -> UInt64 {
        let part = bytes[offset..<(offset + count)]
        return isBigEndian
            ? part.reduce(0) { $0 << 8 | UInt64($1) } : part.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// `7 deg 47' 38.06"`, `7,47,38.06`, `7/1 47/1 3806/100`, `-7.793906` or `7.793906e+00`.
    private func spelledNumbers(limit: Int) -> [Number] {
        let spelled = bytes.prefix(128).map { Character(UnicodeScalar($0)) }
        var words: [String] = []
        var word = ""
        for (character, next) in zip(spelled, spelled.dropFirst() + [" "]) {
            let isExponent =
                "eE".contains(character) && word.last?.isNumber == true
                && (next.isASCIIDigit || "+-".contains(next))
            let isSign = "+-".contains(character) && (word.isEmpty || "eE".contains(word.last ?? " "))
            if character.isASCIIDigit || "./".contains(character) || isExponent || isSign {
                word.append(character)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.prefix(limit).map(Self.spelled)
    }

    private static func spelled(_ word: String) -> Number {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
        switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
        case (1, let value?, _): return finite(value)
        case (2, let top?, let bottom?): return ratio(top, bottom)
        default: return .nonsense
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

/// The tags of the three directories that Balai reads. The first of two equal tags wins.
struct ExifDirectories: Hashable {
    var image: [UInt16: ExifEntry] = [:]
    var exif: [UInt16: ExifEntry] = [:]
    var gps: [UInt16: ExifEntry] = [:]
    /// The GPS directory is there, whatever it holds.
    var hasGPS = false
}

/// The tags that Balai reads, by directory.
enum ExifTag {
    static let make: UInt16 = 0x010F
    static let model: UInt16 = 0x0110
    static let orientation: UInt16 = 0x0112
    static let software: UInt16 = 0x0131
    static let exifPointer: UInt16 = 0x8769
    static let gpsPointer: UInt16 = 0x8825
    static let thumbnailOffset: UInt16 = 0x0201
    static let thumbnailLength: UInt16 = 0x0202
    static let timeOriginal: UInt16 = 0x9003
    static let offsetOriginal: UInt16 = 0x9011
    static let makerNote: UInt16 = 0x927C
    static let interoperabilityPointer: UInt16 = 0xA005
    static let latitudeReference: UInt16 = 1
    static let latitude: UInt16 = 2
    static let longitudeReference: UInt16 = 3
    static let longitude: UInt16 = 4
    static let altitudeReference: UInt16 = 5
    static let altitude: UInt16 = 6
    static let gpsTime: UInt16 = 7
    static let gpsStatus: UInt16 = 9
    static let gpsDate: UInt16 = 0x1D
    static let positionError: UInt16 = 0x1F

    static let image: Set<UInt16> = [make, model, orientation, software, timeOriginal, offsetOriginal]
    static let exif: Set<UInt16> = [timeOriginal, offsetOriginal]
    static let gps: Set<UInt16> = [
        latitudeReference, latitude, longitudeReference, longitude, altitudeReference, altitude,
        gpsTime, gpsStatus, gpsDate, positionError,
    ]
}
