import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `POST /v1/sites/check`: what a place will be, before anything is saved: converted, with what seems wrong
/// and what lies near. The form's map asks it while a person types.
struct SiteCheckRoutes: Sendable {
    let house: House
    let reading: ReadSite
    let neighbours: FindNeighbours

    var routes: [Route] { [Route(.post, "/v1/sites/check", .signedIn, check)] }

    struct CheckBody: Decodable {
        /// `35.10.01.2001` or its digits.
        let village: String
        let geometry: String?
        let coordinates: String?
        let epsg: Int?
        let shape: String?
    }

    struct CheckAnswer: Encodable {
        /// GeoJSON, WGS 84.
        let geometry: String
        let notes: [String]
        let lengthM: Double?
        let areaM2: Double?
        let neighbours: [NeighbourBody]
    }

    @Sendable func check(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let body = try await request.body(CheckBody.self)
        let input = try PlacePage.SiteBody(
            revision: nil, geometry: body.geometry, coordinates: body.coordinates, epsg: body.epsg,
            shape: body.shape
        ).input()
        let proposal = try await reading(
            input, village: try VillageCode(parsing: body.village), regency: session.regency)
        let found = try await neighbours(of: proposal.site.shape, within: 100, by: session)
        return try context.json(
            CheckAnswer(
                geometry: proposal.site.shape.geoJSON(), notes: proposal.notes.map { $0.words(words) },
                lengthM: proposal.length?.value, areaM2: proposal.areaSquareMetres,
                neighbours: found.map { NeighbourBody($0, words) }))
    }
}
