import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/photos/{id}`: one photo with everything said of it, each thing apart: where the file, the phone and a
/// person say it was taken, and the four clocks. Nothing is merged and nothing is a verdict.
struct PhotoPage: Sendable {
    let house: House
    let photos: ReadPhoto

    var routes: [Route] { [Route(.get, "/photos/{id}", .signedIn, show)] }

    /// What photo.mustache reads.
    struct Model {
        struct Claim {
            let source: String
            let place: String
            let address: String
            let accuracy: String
            let found: String
            let nonce: String
        }

        struct Time {
            let clock: String
            let value: String
            /// Against the server's clock.
            let gap: String
        }

        let picture: String
        let original: String
        let claims: [Claim]
        let times: [Time]
        let notes: [String]
        let facts: [WorkView.Pair]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let record = try await photos.record(try context.id(), by: try context.requireSession())
        let base = "/photos/\(record.id.uuidString.lowercased())"
        var sender = record.receivedFrom ?? ""
        if let label = record.linkLabel { sender = words("links.by", ["by": sender, "label": label]) }
        var facts = [
            WorkView.Pair(label: words("photo-page.sender"), value: sender),
            WorkView.Pair(label: "SHA-256", value: record.sha256.hexadecimal),
        ]
        if !record.camera.isEmpty {
            facts.insert(.init(label: words("photo-page.camera"), value: record.camera), at: 1)
        }
        let model = Model(
            picture: "\(base)/display", original: "\(base)/original",
            claims: record.claims.map { claim($0, words) }, times: times(record, words),
            notes: record.notes.map { words("photo.note.\($0)") }, facts: facts)
        return house.pages.render(
            Screen(
                template: "photo", title: words("photo-page.title"), model: model,
                crumbs: [Crumb(label: words("works.title"), address: "/works")]), request, context)
    }

    private func claim(_ claim: LocationClaim, _ words: Words) -> Model.Claim {
        let place = "\(Self.degrees(claim.position.latitude)), \(Self.degrees(claim.position.longitude))"
        return Model.Claim(
            source: words("photo-page.source.\(claim.source.rawValue)"), place: place,
            address: "geo:\(claim.position.latitude),\(claim.position.longitude)",
            accuracy: claim.accuracyMetres.map { "± \(Int($0.rounded())) m" } ?? "–",
            found: claim.fixedAt.map { words.moment($0, zone: .jakarta) } ?? "–",
            nonce: claim.nonceState.map { words("photo-page.nonce.\($0.rawValue)") } ?? "–")
    }

    private static func degrees(_ value: Double) -> String { String(format: "%.6f", value) }

    /// Minutes up to two hours, hours up to two days, then days.
    private static func span(minutes: Int, _ words: Words) -> String {
        let (unit, size) =
            switch abs(minutes) {
            case ..<120: ("minutes", 1)
            case ..<2_880: ("hours", 60)
            default: ("days", 1_440)
            }
        return words("photo-page.before.\(unit)", ["count": words.number(Int64(minutes / size))])
    }

    private func times(_ record: PhotoRecord, _ words: Words) -> [Model.Time] {
        let clocks: [(String, Date?)] = [
            ("exif", record.exifAt), ("gps", record.gpsAt), ("device", record.deviceAt),
            ("server", record.receivedAt),
        ]
        return clocks.map { name, moment in
            let gap = moment.map { Int(record.receivedAt.timeIntervalSince($0) / 60) } ?? 0
            return Model.Time(
                clock: words("photo-page.clock.\(name)"),
                value: moment.map { words.moment($0, zone: .jakarta) } ?? "–",
                gap: moment == nil || name == "server"
                    ? "" : Self.span(minutes: gap, words))
        }
    }
}
