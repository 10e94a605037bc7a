import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/v1/works/{id}/links…`: the capture links of a work for programs.
struct LinkRoutes: Sendable {
    let house: House
    let links: CaptureLinks

    var routes: [Route] {
        [
            Route(.get, "/v1/works/{id}/links", .signedIn, show),
            Route(.post, "/v1/works/{id}/links", .posts([.manager]), share),
            Route(
                .post, "/v1/works/{id}/links/{link}/revoke", .posts([.manager, .secretary, .head]), revoke),
        ]
    }

    struct LinkBody: Encodable {
        let id: UUID
        let label: String
        let sharedBy: String?
        let madeAt: Date
        let expiresAt: Date
        let state: String
        let photos: Int
        let lastPhotoAt: Date?

        init(_ link: CaptureLink) {
            (id, label, sharedBy) = (link.id, link.label, link.sharedBy)
            (madeAt, expiresAt, state) = (link.madeAt, link.expiresAt, link.state.rawValue)
            (photos, lastPhotoAt) = (link.photos, link.lastPhotoAt)
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await links.list(of: try context.id(), by: try context.requireSession())
        return try context.json(list: found.map(LinkBody.init), next: nil, request)
    }

    struct NewBody: Decodable {
        let id: UUID?
        let label: String
        let days: Int
    }

    struct SharedBody: Encodable {
        let id: UUID
        let address: String
        let expiresAt: Date
    }

    @Sendable func share(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(NewBody.self)
        let made = try await links.share(
            try request.newID(body.id), of: try context.id(), with: body.label, days: body.days,
            by: try context.requireSession())
        return try context.json(
            SharedBody(id: made.id, address: house.captureAddress(made, request), expiresAt: made.expiresAt),
            status: .created)
    }

    struct RevokedBody: Encodable {
        let id: UUID
    }

    @Sendable func revoke(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = try context.id("link")
        _ = try await links.revoke(id, by: try context.requireSession())
        return try context.json(RevokedBody(id: id))
    }
}

extension House {
    /// The address of a link's capture page as it is shared.
    func captureAddress(_ link: SharedLink, _ request: Request) -> String {
        let own = settings.publicURL?.absoluteString ?? "http://\(request.head.authority ?? "127.0.0.1")"
        return (own.hasSuffix("/") ? String(own.dropLast()) : own) + "/rekam/\(link.token)"
    }
}
