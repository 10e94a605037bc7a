import Commons
import Foundation
import GeoIndex
import Ledger
import Monitoring
import Postgres

/// The works of a demo village on the ground: entered by the manager, photographed at each stage reached.
struct DemoSites: Sendable {
    let database: Database
    let receive: ReceivePhoto
    let report: ReportProgress
    let village: DemoPlaces.Village
    let year: Int
    let today: Day
    let manager: Session

    /// Enters each work with its drawing and reports its stages up to today.
    /// - Returns: the works' ids, in their order.
    func build(_ works: [DemoWork]) async throws -> [UUID] {
        var ids: [UUID] = []
        for (index, work) in works.enumerated() {
            let plan = try ProjectPlan(
                year: year, activity: work.activity, fund: "DDS", name: work.name, kind: kind(of: work),
                volume: Quantity(tenThousandths: work.volume * 10_000), unit: work.unit,
                budget: try Rupiah(rupiah: work.totalRupiah),
                startsOn: day(work.months.lowerBound, 5), endsOn: day(work.months.upperBound, 25))
            let origin = try place(work.offset.east, work.offset.north)
            let site = try PlannedSite(shape(of: work, at: origin), source: .drawn)
            let id = UUID.v7()
            ids.append(id)
            let code = try VillageCode(number: village.code)
            _ = try await CreateProject(database)(id, in: code, plan, site: site, by: manager)
            try await photograph(work, index: index, project: id, at: origin)
        }
        return ids
    }

    /// The beginning of a village's road as an agency of the county paved and paid it the year before, as
    /// GeoJSON for `ImportWorks`: whoever draws there sees the neighbour and what it cost.
    func agencyRoad(_ road: DemoWork) throws -> String? {
        guard case .line(let metres, let heading) = road.shape else { return nil }
        let length = Int(metres * 0.4)
        let drawn = try line(
            metres: Double(length), heading: heading, at: try place(road.offset.east, road.offset.north))
        let paid = length * 395_000
        return #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"#
            + #""key":"\#(village.code)-1","village":"\#(village.code)","kind":"road","#
            + #""name":"Rehabilitasi jalan lingkungan \#(village.name)","#
            + #""volume":"\#(length)","unit":"m","budget":"\#(paid)","paid":"\#(paid)","#
            + #""state":"selesai"},"geometry":\#(drawn.geoJSON())}]}"#
    }

    /// One report a stage, each with two photos taken from nearby, or elsewhere, or without a place.
    private func photograph(_ work: DemoWork, index: Int, project: UUID, at origin: Position) async throws {
        let middle = (work.months.lowerBound + work.months.upperBound) / 2
        let stages = [(0, work.months.lowerBound, 6), (50, middle, 15), (100, work.months.upperBound, 22)]
        for (stage, month, dayOfMonth) in stages where stage <= work.progress && work.progress > 0 {
            let taken = day(month, dayOfMonth)
            guard taken <= today.description else { return }
            var receipts: [ProgressDraft.Photo] = []
            for view in 0..<2 where work.photos != .none {
                let seed = UInt64(bitPattern: village.code) &* 1_000 &+ UInt64(index * 10 + view)
                let bytes = try photo(work, seed: seed, stage: stage, view: view, taken: taken, at: origin)
                let received = try await receive(
                    bytes, id: .v7(), in: try VillageCode(number: village.code), by: manager)
                receipts.append(ProgressDraft.Photo(receipt: received.id))
            }
            let draft = try ProgressDraft(
                stage: stage, note: stage == 0 ? "Sebelum pekerjaan" : "Kemajuan \(stage) %", day: taken,
                photos: receipts)
            let reportID = UUID.v7()
            _ = try await report(reportID, of: project, draft, by: manager)
            if let first = receipts.first, work.photos == .atSite {
                try await ReleasePhotos(database).release(first.receipt, of: reportID, by: manager)
            }
        }
    }

    private func photo(
        _ work: DemoWork, seed: UInt64, stage: Int, view: Int, taken: String, at origin: Position
    ) throws -> [UInt8] {
        let picture = DemoPicture(seed: seed, progress: stage)
        let shift = Double(view * 9 + stage / 20)
        let position: (longitude: Double, latitude: Double)? =
            switch work.photos {
            case .atSite: near(origin, shift, -shift)
            case .elsewhere: near(origin, 1_150 + shift, 420)
            case .withoutLocation, .none: nil
            }
        let stamp = taken.replacingOccurrences(of: "-", with: ":")
        let exif = DemoExif(
            make: "Contoh", model: "Ponsel C-1", takenAt: "\(stamp) 09:\(10 + view * 4):21", gpsDate: stamp,
            gpsTime: (2, UInt32(10 + view * 4), 18), position: position, errorMetres: 6)
        let jpeg = try PhotoCopies.jpeg(
            rgb: picture.pixels(), width: DemoPicture.width, height: DemoPicture.height, quality: 78)
        return Array(jpeg[..<2]) + exif.segment + Array(jpeg[2...])
    }

    private func kind(of work: DemoWork) -> WorkKind {
        switch work.activity {
        case "2.3.10", "2.3.11", "2.3.12": .road
        case "2.3.14": .drain
        case "2.2.09": .building
        case "2.4.11": .water
        default: .other
        }
    }

    private func shape(of work: DemoWork, at origin: Position) throws -> Shape {
        switch work.shape {
        case .point: return .point(origin)
        case .line(let metres, let heading): return try line(metres: metres, heading: heading, at: origin)
        case .area(let metres):
            let corners = [(0.0, 0.0), (metres, 0), (metres, metres * 0.7), (0, metres * 0.7), (0, 0)]
            let ring = try corners.map { corner in
                let place = near(origin, corner.0, corner.1)
                return try Position(longitude: place.longitude, latitude: place.latitude)
            }
            return .polygon(Polygon(outer: try Ring(ring)))
        }
    }

    private func line(metres: Double, heading: Double, at origin: Position) throws -> Shape {
        let steps = max(2, Int(metres / 25))
        let radians = heading * .pi / 180
        return .line(
            try Line(
                (0...steps).map { step in
                    let along = metres * Double(step) / Double(steps)
                    let bend = sin(Double(step) / Double(steps) * .pi) * 6
                    let place = near(
                        origin, sin(radians) * along + cos(radians) * bend,
                        cos(radians) * along - sin(radians) * bend)
                    return try Position(longitude: place.longitude, latitude: place.latitude)
                }))
    }

    private func place(_ east: Double, _ north: Double) throws -> Position {
        let office = (longitude: village.office.longitude, latitude: village.office.latitude)
        let metresPerDegree = 111_320.0
        let longitude = office.longitude + east / (metresPerDegree * cos(office.latitude * .pi / 180))
        return try Position(longitude: longitude, latitude: office.latitude + north / metresPerDegree)
    }

    private func near(_ origin: Position, _ east: Double, _ north: Double) -> (
        longitude: Double, latitude: Double
    ) {
        let metresPerDegree = 111_320.0
        return (
            origin.longitude + east / (metresPerDegree * cos(origin.latitude * .pi / 180)),
            origin.latitude + north / metresPerDegree
        )
    }

    private func day(_ month: Int, _ day: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}
