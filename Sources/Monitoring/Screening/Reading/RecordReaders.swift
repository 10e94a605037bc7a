import GeoIndex

/// Reads the features of a works file.
enum WorkReader {
    /// Reads one JSON text: a feature collection, or a feature by itself.
    static func read(_ scanner: inout JSONScanner, into works: inout [Work]) throws(ScreeningFileError) {
        var work = Work(id: "", village: "", year: 0, activity: "", name: "")
        var featureID: String?
        var isCollection = false
        try scanner.object { (key, scanner) throws(ScreeningFileError) in
            switch key {
            case "features":
                isCollection = true
                try scanner.array { (scanner) throws(ScreeningFileError) in
                    works.append(try feature(&scanner))
                }
            case "crs": try checkReferenceSystem(&scanner)
            default: try member(key, &scanner, of: &work, &featureID)
            }
        }
        if !isCollection { works.append(try identified(work, featureID, scanner)) }
    }

    private static func feature(_ scanner: inout JSONScanner) throws(ScreeningFileError) -> Work {
        var work = Work(id: "", village: "", year: 0, activity: "", name: "")
        var featureID: String?
        try scanner.object { (key, scanner) throws(ScreeningFileError) in
            try member(key, &scanner, of: &work, &featureID)
        }
        return try identified(work, featureID, scanner)
    }

    private static func member(
        _ key: String, _ scanner: inout JSONScanner, of work: inout Work, _ featureID: inout String?
    ) throws(ScreeningFileError) {
        switch key {
        case "id": featureID = try scanner.textOrNil()
        case "geometry":
            work.shape = try shape(&scanner, &work.isPlanUnreadable)
        case "properties":
            if try scanner.null() { return }
            try scanner.object { (key, scanner) throws(ScreeningFileError) in
                try property(key, &scanner, of: &work)
            }
        default: try scanner.skip()
        }
    }

    private static func identified(
        _ work: Work, _ featureID: String?, _ scanner: JSONScanner
    ) throws(ScreeningFileError) -> Work {
        var work = work
        if work.id.isEmpty { work.id = featureID ?? "" }
        guard !work.id.isEmpty else { throw .member(name: "id", offset: scanner.position) }
        return work
    }

    /// The member of GeoJSON's first version that names a reference system: only WGS84 is screened.
    private static func checkReferenceSystem(_ scanner: inout JSONScanner) throws(ScreeningFileError) {
        if try scanner.null() { return }
        var stated = ""
        try scanner.object { (key, scanner) throws(ScreeningFileError) in
            guard key == "properties", scanner.peek() == 0x7B else { return try scanner.skip() }
            try scanner.object { (key, scanner) throws(ScreeningFileError) in
                guard key == "name" else { return try scanner.skip() }
                stated = try scanner.textOrNil() ?? ""
            }
        }
        guard stated.isEmpty || stated.hasSuffix("CRS84") || stated.hasSuffix(":4326") else {
            throw .otherReferenceSystem(name: stated)
        }
    }

    /// `3510122005` is `35.10.12.2005`: one village has one spelling.
    private static func dotted(_ village: String) -> String {
        guard village.utf8.count == 10, village.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return village
        }
        let digits = Array(village)
        return [digits[0..<2], digits[2..<4], digits[4..<6], digits[6..<10]].map { String($0) }
            .joined(separator: ".")
    }

    private static func property(
        _ key: String, _ scanner: inout JSONScanner, of work: inout Work
    ) throws(ScreeningFileError) {
        switch key {
        case "id": work.id = try scanner.textOrNil() ?? ""
        case "village": work.village = dotted(try scanner.textOrNil() ?? "")
        case "year": work.year = Int(try scanner.numberOrNil() ?? 0)
        case "activity": work.activity = try scanner.textOrNil() ?? ""
        case "name": work.name = try scanner.textOrNil() ?? ""
        case "fund": work.fund = try scanner.textOrNil() ?? ""
        case "owner": work.owner = try scanner.textOrNil() ?? "desa"
        case "volume": work.volume = try scanner.numberOrNil()
        case "unit": work.unit = try scanner.textOrNil() ?? ""
        case "budget": work.budgetRupiah = try scanner.numberOrNil() ?? 0
        case "realized": work.realizedRupiah = try scanner.numberOrNil() ?? 0
        case "physical_progress": work.physicalProgress = try scanner.numberOrNil() ?? 0
        case "start": work.start = try scanner.textOrNil().flatMap(Day.init(parsing:))
        case "end": work.end = try scanner.textOrNil().flatMap(Day.init(parsing:))
        case "status": work.status = try scanner.textOrNil() ?? ""
        case "work_type": work.workType = try scanner.textOrNil()
        default: try scanner.skip()
        }
    }

    /// Nested coordinates, flattened to rings and lines as they are met.
    private enum Coordinates {
        case position(Double, Double)
        case list([Coordinates])
    }

    /// A plan that can't be drawn is a work without a plan: the rules on place say nothing then.
    private static func shape(
        _ scanner: inout JSONScanner, _ isUnreadable: inout Bool, depth: Int = 0
    ) throws(ScreeningFileError) -> Shape? {
        guard depth < 4 else { throw scanner.fault() }
        if try scanner.null() { return nil }
        var type = ""
        var coordinates: Coordinates?
        var parts: [Shape] = []
        var isLost = false
        try scanner.object { (key, scanner) throws(ScreeningFileError) in
            switch key {
            case "type": type = try scanner.textOrNil() ?? ""
            case "coordinates": coordinates = try self.coordinates(&scanner, depth: 0)
            case "geometries":
                try scanner.array { (scanner) throws(ScreeningFileError) in
                    if let part = try shape(&scanner, &isLost, depth: depth + 1) { parts.append(part) }
                }
            default: try scanner.skip()
            }
        }
        defer { isUnreadable = isUnreadable || isLost }
        if type == "GeometryCollection" { return collected(parts) }
        guard let coordinates else { return nil }
        do {
            return try build(type, coordinates)
        } catch {
            isLost = true
            return nil
        }
    }

    /// What a collection shows of a work: its lines, else its areas, else its points.
    private static func collected(_ parts: [Shape]) -> Shape? {
        let lines = parts.flatMap { part in
            if case .line(let line) = part { return [line] }
            if case .multiLine(let lines) = part { return lines }
            return []
        }
        if !lines.isEmpty { return lines.count == 1 ? .line(lines[0]) : .multiLine(lines) }
        let polygons = parts.flatMap(\.polygons)
        if !polygons.isEmpty {
            return polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
        }
        return parts.first
    }

    private static func coordinates(
        _ scanner: inout JSONScanner, depth: Int
    ) throws(ScreeningFileError) -> Coordinates {
        guard depth < 5 else { throw scanner.fault() }
        var numbers: [Double] = []
        var lists: [Coordinates] = []
        try scanner.array { (scanner) throws(ScreeningFileError) in
            if scanner.peek() == 0x5B {
                lists.append(try coordinates(&scanner, depth: depth + 1))
            } else {
                numbers.append(try scanner.number())
            }
        }
        return numbers.count >= 2 ? .position(numbers[0], numbers[1]) : .list(lists)
    }

    private static func build(_ type: String, _ value: Coordinates) throws(GeometryError) -> Shape? {
        switch (type, value) {
        case ("Point", .position(let x, let y)):
            return .point(try Position(longitude: x, latitude: y))
        case ("MultiPoint", _):
            return .multiPoint(try positions(value))
        case ("LineString", _):
            return try line(value)
        case ("MultiLineString", .list(let parts)):
            var lines: [Line] = []
            for part in parts { lines.append(try Line(try positions(part))) }
            return .multiLine(lines)
        case ("Polygon", _):
            return .polygon(try polygon(value))
        case ("MultiPolygon", .list(let parts)):
            var polygons: [Polygon] = []
            for part in parts { polygons.append(try polygon(part)) }
            return .multiPolygon(polygons)
        default:
            return nil
        }
    }

    /// A line; one whose vertices are all the same place is a point.
    private static func line(_ value: Coordinates) throws(GeometryError) -> Shape? {
        let vertices = try positions(value)
        guard let first = vertices.first else { return nil }
        return vertices.allSatisfy { $0 == first } ? .point(first) : .line(try Line(vertices))
    }

    private static func polygon(_ value: Coordinates) throws(GeometryError) -> Polygon {
        guard case .list(let rings) = value, let outer = rings.first else {
            throw .tooFewVertices(count: 0, needed: 4, .whole)
        }
        var holes: [Ring] = []
        for hole in rings.dropFirst() { holes.append(try Ring(try positions(hole))) }
        return Polygon(outer: try Ring(try positions(outer)), holes: holes)
    }

    private static func positions(_ value: Coordinates) throws(GeometryError) -> [Position] {
        guard case .list(let parts) = value else { return [] }
        var positions: [Position] = []
        positions.reserveCapacity(parts.count)
        for case .position(let x, let y) in parts {
            positions.append(try Position(longitude: x, latitude: y))
        }
        return positions
    }
}

/// Reads one line of a photos file.
enum PhotoReader {
    private struct Pair {
        var latitude: Double?
        var longitude: Double?

        var claim: ClaimedPosition? {
            guard let latitude, let longitude else { return nil }
            return ClaimedPosition(latitude: latitude, longitude: longitude)
        }
    }

    static func read(_ scanner: inout JSONScanner) throws(ScreeningFileError) -> SitePhoto {
        var photo = SitePhoto(id: "", project: "", sha256: PictureHash(0, 0, 0, 0))
        var own = Pair(), capture = Pair(), second = Pair()
        try scanner.object { (key, scanner) throws(ScreeningFileError) in
            switch key {
            case "id": photo.id = try scanner.textOrNil() ?? ""
            case "project": photo.project = try scanner.textOrNil() ?? ""
            case "progress": photo.progress = try scanner.numberOrNil() ?? 0
            case "taken_at": photo.takenAt = try scanner.textOrNil().flatMap(Moment.init(parsing:))
            case "received_at": photo.receivedAt = try scanner.textOrNil().flatMap(Moment.init(parsing:))
            case "lat": own.latitude = try scanner.numberOrNil()
            case "lon": own.longitude = try scanner.numberOrNil()
            case "accuracy_m": photo.accuracyMetres = try scanner.numberOrNil()
            case "location_source": photo.locationSource = try scanner.textOrNil()
            case "device": photo.device = try scanner.textOrNil() ?? ""
            case "software": photo.software = try scanner.textOrNil()
            case "sha256":
                guard let text = try scanner.textOrNil() else { return }
                guard let hash = PictureHash(hexadecimal: text) else {
                    throw .member(name: "sha256", offset: scanner.position)
                }
                photo.sha256 = hash
            case "pdq": photo.pdq = try scanner.textOrNil().flatMap(PictureHash.init(hexadecimal:))
            case "pdq_quality": photo.pdqQuality = Int(try scanner.numberOrNil() ?? 0)
            case "capture_lat": capture.latitude = try scanner.numberOrNil()
            case "capture_lon": capture.longitude = try scanner.numberOrNil()
            case "xmp_lat": second.latitude = try scanner.numberOrNil()
            case "xmp_lon": second.longitude = try scanner.numberOrNil()
            default: try extra(key, &scanner, of: &photo)
            }
        }
        guard !photo.id.isEmpty else { throw .member(name: "id", offset: scanner.position) }
        photo.position = own.claim
        photo.capturePosition = capture.claim
        photo.secondPosition = second.claim
        return photo
    }

    /// Facts that only the server has; screening/open lacks them.
    private static func extra(
        _ key: String, _ scanner: inout JSONScanner, of photo: inout SitePhoto
    ) throws(ScreeningFileError) {
        switch key {
        case "capture_accuracy_m": photo.captureAccuracyMetres = try scanner.numberOrNil()
        case "gps_at": photo.gpsAt = try scanner.textOrNil().flatMap(Moment.init(parsing:))
        case "thumbnail_difference": photo.thumbnailDifference = try scanner.numberOrNil().map { Int($0) }
        case "messenger_copy": photo.isMessengerCopy = try scanner.flag()
        case "pdq_views":
            var views: [PictureHash] = []
            try scanner.array { (scanner) throws(ScreeningFileError) in
                if let view = try scanner.textOrNil().flatMap(PictureHash.init(hexadecimal:)) {
                    views.append(view)
                }
            }
            photo.pdqViews = views
        default: try scanner.skip()
        }
    }
}
