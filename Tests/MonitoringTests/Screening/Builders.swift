import GeoIndex

@testable import Monitoring

/// A place in an invented village, some metres east and north of its middle.
func at(_ east: Double, _ north: Double) throws -> Position {
    try Position(
        longitude: 114.2 + east / 110_207.0, latitude: -8.3 + north / 110_598.0)
}

/// A claimed position there.
func claim(_ east: Double, _ north: Double) -> ClaimedPosition {
    ClaimedPosition(latitude: -8.3 + north / 110_598.0, longitude: 114.2 + east / 110_207.0)
}

/// A line through points given in metres.
func line(_ points: (Double, Double)...) throws -> Shape {
    .line(try Line(try points.map { try at($0.0, $0.1) }))
}

/// A rectangle with its south-west corner there.
func house(_ east: Double, _ north: Double, width: Double = 12, depth: Double = 10) throws -> Shape {
    let corners = [(0.0, 0.0), (width, 0), (width, depth), (0, depth), (0, 0)]
    return .polygon(Polygon(outer: try Ring(try corners.map { try at(east + $0.0, north + $0.1) })))
}

/// A completed road of 2023, paid in full, that tests change where they need to.
func work(_ id: String, _ shape: Shape?, _ change: (inout Work) -> Void = { _ in }) -> Work {
    var work = Work(
        id: id, village: "35.10.99.2001", year: 2023, activity: "2.3.11",
        name: "Paving Jalan Dusun Krajan RT 01",
        fund: "DD", volume: 200, unit: "m", budgetRupiah: 100_000_000, realizedRupiah: 98_000_000,
        physicalProgress: 100, start: Day(parsing: "2023-03-01"), end: Day(parsing: "2023-05-01"),
        shape: shape)
    change(&work)
    return work
}

/// Hashes that differ from number to number by about half their bits.
func hash(_ number: UInt64) -> PictureHash {
    func mix(_ seed: UInt64) -> UInt64 {
        var value = seed &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
    return PictureHash(mix(number * 4 + 1), mix(number * 4 + 2), mix(number * 4 + 3), mix(number * 4 + 4))
}

/// The hash with its first `bits` bits turned.
func turned(_ hash: PictureHash, _ bits: Int) -> PictureHash {
    func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : (1 << UInt64(bits)) - 1 }
    return PictureHash(
        hash.a ^ mask(bits), hash.b ^ mask(bits - 64), hash.c ^ mask(bits - 128), hash.d ^ mask(bits - 192))
}

/// A photo taken at noon of a day and received the next day.
func photo(
    _ number: UInt64, _ progress: Double = 50, on day: String = "2023-04-01",
    at position: ClaimedPosition? = nil,
    _ change: (inout SitePhoto) -> Void = { _ in }
) -> SitePhoto {
    let taken = Moment(parsing: "\(day)T12:00:00+07:00")
    var photo = SitePhoto(
        id: "F\(number)", project: "", progress: progress, takenAt: taken,
        receivedAt: taken.map { Moment(seconds: $0.seconds + 86_400) }, position: position,
        device: "phone-\(number)", sha256: hash(number + 1_000_000), pdq: hash(number), pdqQuality: 80)
    change(&photo)
    return photo
}

/// Three ordinary photos around a place.
func photos(from number: UInt64, at position: ClaimedPosition? = nil) -> [SitePhoto] {
    let days = ["2023-03-01", "2023-04-01", "2023-05-01"]
    return days.enumerated().map { index, day in
        var near = position
        near?.latitude += Double(index) * 0.000_021
        return photo(number + UInt64(index), Double(index) * 50, on: day, at: near)
    }
}

func site(_ work: Work, _ photos: [SitePhoto] = []) -> ScreenedSite { ScreenedSite(work, photos: photos) }

let standard = ScreeningParameters.standard

/// A square village of 4 km around the middle.
func villages(agreement: Double = 1) throws -> ScreeningVillages {
    let ring = try [(-2_000.0, -2_000.0), (2_000, -2_000), (2_000, 2_000), (-2_000, 2_000), (-2_000, -2_000)]
        .map { try at($0.0, $0.1) }
    return ScreeningVillages([
        Feature(
            properties: ["code": .text("35.10.99.2001"), "iou_hdx": .number(agreement)],
            shape: .polygon(Polygon(outer: try Ring(ring))))
    ])
}
