// The measuring half of scripts/bench-geo: makes the sample, measures GeoIndex, prints one line a figure.
import Foundation
import GeoIndex

/// Random numbers that are the same in each run.
struct Numbers {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next(_ range: ClosedRange<Double>) -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return range.lowerBound
            + Double(state >> 11) / 9_007_199_254_740_992 * (range.upperBound - range.lowerBound)
    }

    mutating func place() throws -> Position {
        try Position(longitude: next(113.85...114.55), latitude: next(-8.75 ... -7.75))
    }
}

/// Half of the places anywhere, half in clusters of 25 within some 150 m, as works lie in villages.
func sample(_ count: Int) throws -> [Position] {
    var numbers = Numbers()
    var places: [Position] = []
    places.reserveCapacity(count)
    while places.count < count {
        let centre = try numbers.place()
        places.append(centre)
        guard places.count % 2 == 0 else { continue }
        for _ in 0..<25 where places.count < count {
            places.append(
                try Position(
                    longitude: centre.longitude + numbers.next(-0.0014...0.0014),
                    latitude: centre.latitude + numbers.next(-0.0014...0.0014)))
            places.append(try numbers.place())
        }
    }
    return places
}

func questions(_ count: Int) throws -> [Position] {
    let places = try sample(count * 2)
    return (0..<count).map { index in
        Geodesic.destination(
            from: places[index * 2 + 1], bearing: Angle(degrees: Double(index % 360)), distance: 20)
    }
}

func report(_ name: String, _ value: Double) {
    print("\(name)\t\(value)")
}

/// Seconds of processor time, which a busy machine does not stretch.
func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
    let start = clock()
    try body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let elapsed = try ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
}

func write(_ places: [Position], to file: URL) throws {
    var text = ""
    for (id, place) in places.enumerated() {
        text += "\(id)\t\(place.longitude)\t\(place.latitude)\n"
    }
    try Data(text.utf8).write(to: file)
}

/// The figure of a share of sorted times, in microseconds.
func report(_ name: String, _ times: [Double]) {
    let sorted = times.sorted()
    report("\(name)_p50_us", sorted[sorted.count / 2] * 1e6)
    report("\(name)_p99_us", sorted[sorted.count * 99 / 100] * 1e6)
}

func measureIndex(_ count: Int) throws {
    let sites = try sample(count).enumerated().map { Site(id: SiteID($0.offset), shape: .point($0.element)) }
    let asked = try questions(100_000)
    var index = SiteIndex()
    report("build_cpu_s", processorSeconds { index = SiteIndex(sites) })
    let snapshot = index.snapshot
    report("bytes_per_entry", Double(snapshot.indexBytes) / Double(count))

    var hits = 0
    report(
        "within_50m",
        asked.map { place in
            seconds { hits += snapshot.sites(within: 50, of: .point(place)).count }
        })
    let first = asked.prefix(10_000).map { snapshot.sites(within: 50, of: .point($0)).count }
    report("within_50m_first_10000_hits", Double(first.reduce(0, +)))
    let lines = try asked.prefix(2_000).map { start in
        let end = Geodesic.destination(from: start, bearing: Angle(degrees: 60), distance: 500)
        return Shape.line(try Line([start, end]))
    }
    report(
        "line_500m_within_50m",
        lines.map { line in
            seconds { hits += snapshot.sites(within: 50, of: line).count }
        })
    report(
        "nearest_5",
        asked.prefix(10_000).map { place in
            seconds { hits += snapshot.nearest(5, to: .point(place)).count }
        })
    var pairs = 0
    report("pairs_25m_cpu_s", processorSeconds { snapshot.forEachPair(within: 25) { _ in pairs += 1 } })
    report("pairs_25m_count", Double(pairs))

    let late = asked.enumerated().map { Site(id: SiteID(count + $0.offset), shape: .point($0.element)) }
    let spent = processorSeconds { for site in late { index.insert(site) } }
    report("insert_cpu_us", spent / Double(late.count) * 1e6)
}

func measureVillages(_ boundaries: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: boundaries)))
    var map = VillageMap([])
    report("village_map_build_cpu_s", try processorSeconds { map = try VillageMap(boundaries: bytes) })
    let places = try sample(1_000_000)
    var found = 0
    let spent = processorSeconds { for place in places where map.code(at: place) != nil { found += 1 } }
    report("village_points_per_cpu_s", Double(places.count) / spent)
    let inFirst = places.prefix(100_000).filter { map.code(at: $0) != nil }
    report("village_found_first_100000", Double(inFirst.count))
}

/// The columns of a file of mix.py.
func lines(_ path: String) throws -> [[Substring]] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    return text.split(separator: "\n").map { $0.split(separator: "\t") }
}

func shape(hexadecimal text: Substring) throws -> Shape {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = UInt8(Substring(rest.prefix(2)), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
    }
    return try WKB.decode(bytes)
}

/// Asks the questions of a file among the works of another, and writes what was found: of each question its
/// number and those of the works, in order.
func answer(works: String, questions: String, within distance: Metres, to file: String) throws {
    let sites = try lines(works).map {
        Site(id: SiteID(Int($0[0]) ?? -1), shape: try shape(hexadecimal: $0[1]))
    }
    var index = SiteIndex()
    report("mix_build_cpu_s", processorSeconds { index = SiteIndex(sites) })
    let snapshot = index.snapshot
    var times: [String: [Double]] = [:]
    var hits: [String: Int] = [:]
    var text = ""
    for line in try lines(questions) {
        let (kind, asked) = (String(line[1]), try shape(hexadecimal: line[2]))
        var found: [SiteHit] = []
        times[kind, default: []].append(seconds { found = snapshot.sites(within: distance, of: asked) })
        hits[kind, default: 0] += found.count
        for hit in found.sorted(by: { $0.id < $1.id }) {
            text += "\(line[0])\t\(hit.id.number)\t\(hit.distance.value)\n"
        }
    }
    for (kind, measured) in times.sorted(by: { $0.key < $1.key }) {
        report("mix_\(kind)", measured)
        report("mix_\(kind)_hits", Double(hits[kind] ?? 0) / Double(measured.count))
    }
    try Data(text.utf8).write(to: URL(filePath: file))
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "sample":
    let folder = URL(filePath: arguments[3])
    try write(try sample(Int(arguments[2]) ?? 1_000_000), to: folder.appending(path: "points.tsv"))
    try write(Array(try questions(10_000)), to: folder.appending(path: "questions.tsv"))
case "measure":
    try measureIndex(Int(arguments[2]) ?? 1_000_000)
    if arguments.count > 3 { try measureVillages(arguments[3]) }
case "answer":
    try answer(
        works: arguments[2], questions: arguments[3], within: Metres(Double(arguments[4]) ?? 100),
        to: arguments[5])
default:
    print(
        "usage: geo sample COUNT FOLDER | geo measure COUNT [BOUNDARIES]"
            + " | geo answer WORKS QUESTIONS METRES FILE")
}
