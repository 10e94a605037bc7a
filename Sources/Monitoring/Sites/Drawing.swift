internal import GeoIndex
internal import Postgres

/// A site as the SQL functions take it: WKB, its box, how it came in.
struct Drawing {
    let parameters: [Parameter]

    init(_ site: PlannedSite?) throws {
        guard let site else {
            parameters = [.null, .null, .null, .null, .null, .null, .null, .text("")]
            return
        }
        let bounds = site.shape.bounds
        parameters = [
            .bytes(WKB.encode(site.shape)), .double(bounds.west), .double(bounds.south), .double(bounds.east),
            .double(bounds.north), .text(site.source.rawValue), .optional(site.epsg), .text(site.given),
        ]
    }
}
