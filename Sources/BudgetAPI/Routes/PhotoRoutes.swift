import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// `PUT /v1/photos/{sha256}` takes a photo in; `/photos/{id}/…` shows its re-encoded copies to those who may
/// see it.
struct PhotoRoutes: Sendable {
    let house: House
    let receive: ReceivePhoto
    let parts: ReceiveParts
    let photos: ReadPhoto

    var routes: [Route] {
        [
            Route(.put, "/v1/photos/{photo}", .posts([.manager, .treasurer, .secretary, .operator]), put),
            Route(.get, "/v1/photos/{photo}", .signedIn, show),
            Route(.get, "/photos/{id}/{size}", .signedIn, picture),
        ]
    }

    struct Body: Encodable {
        struct Claim: Encodable {
            let source: String
            let latitude: Double
            let longitude: Double
            let accuracyM: Double?
        }

        struct Note: Encodable {
            let code: String
            let text: String
        }

        let id: UUID
        let sha256: String
        let isNew: Bool
        let receivedAt: Date
        let width: Int
        let height: Int
        let latitude: Double?
        let longitude: Double?
        let accuracyM: Double?
        let takenAt: String?
        let gpsAt: String?
        let make: String?
        let model: String?
        let notes: [Note]
        let meaning: String
    }

    /// The raw bytes of one JPEG; the hash in the address is checked against what arrived. `village` says
    /// whose receipt it is; `latitude`, `longitude`, `accuracy` and `deviceAt` are what the phone knew. With
    /// `Upload-Length` there is no body: the bytes came before, by `/v1/uploads/{sha256}`.
    @Sendable func put(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard let hash = ContentHash(hexadecimal: try context.parameters.require("photo")) else {
            throw Problem(.malformedRequest, ["member": .text("sha256")])
        }
        let village =
            try request.query("village").map { try VillageCode(parsing: $0) }
            ?? session.homeVillage.map { try VillageCode(number: $0) }
        guard let village else { throw Problem(.malformedRequest, ["member": .text("village")]) }
        let known = try capture(request)
        let received =
            if let total = request.uploadLength {
                try await parts.finish(hash, byteCount: total, id: .v7(), in: village, known, by: session)
            } else {
                try await receive(
                    PhotoBody(body: request.body), announced: hash, id: .v7(), in: village, known,
                    by: session)
            }
        let words = house.words(context)
        return try context.json(
            Body(received, words), status: received.isNew ? .created : .ok,
            location: "/v1/photos/\(received.id.uuidString.lowercased())")
    }

    private func capture(_ request: Request) throws -> CaptureContext {
        let deviceAt = try request.query("deviceAt") { ISO8601DateFormatter().date(from: $0) }
        guard let latitude = try request.query("latitude", Double.init),
            let longitude = try request.query("longitude", Double.init)
        else { return CaptureContext(deviceAt: deviceAt) }
        let claim = try LocationClaim(
            source: .device, latitude: latitude, longitude: longitude,
            accuracyMetres: try request.query("accuracy", Double.init))
        return CaptureContext(claims: [claim], deviceAt: deviceAt)
    }

    struct RecordBody: Encodable {
        let id: UUID
        let sha256: String
        let claims: [Body.Claim]
        let exifAt: Date?
        let gpsAt: Date?
        let deviceAt: Date?
        let receivedAt: Date
        let notes: [Body.Note]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let record = try await photos.record(try context.id("photo"), by: try context.requireSession())
        return try context.json(
            RecordBody(
                id: record.id, sha256: record.sha256.hexadecimal,
                claims: record.claims.map {
                    Body.Claim(
                        source: $0.source.rawValue, latitude: $0.position.latitude,
                        longitude: $0.position.longitude, accuracyM: $0.accuracyMetres)
                },
                exifAt: record.exifAt, gpsAt: record.gpsAt, deviceAt: record.deviceAt,
                receivedAt: record.receivedAt,
                notes: record.notes.map { Body.Note(code: $0, text: words("photo.note.\($0)")) }))
    }

    /// A picture: copies inline, the original only as a download.
    @Sendable func picture(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let size = PhotoSize(rawValue: try context.parameters.require("size")) else {
            throw Problem(.notFound)
        }
        let bytes = try await photos.bytes(
            try context.id(), size, by: try context.requireSession())
        var headers: HTTPFields = [
            .contentType: "image/jpeg", .cacheControl: "private, max-age=86400, immutable",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        if size == .original {
            headers[.contentDisposition] = "attachment; filename=\"foto.jpg\""
            headers[.contentType] = "application/octet-stream"
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension PhotoRoutes.Body {
    init(_ received: ReceivedPhoto, _ words: Words) {
        let facts = received.facts
        id = received.id
        sha256 = received.sha256.hexadecimal
        isNew = received.isNew
        receivedAt = received.receivedAt
        width = facts.width
        height = facts.height
        latitude = facts.latitude
        longitude = facts.longitude
        accuracyM = facts.positionErrorMetres
        takenAt = facts.takenAt
        gpsAt = facts.gpsAt
        make = facts.make
        model = facts.model
        notes = facts.notes.map { Note(code: $0.rawValue, text: words("photo.note.\($0.rawValue)")) }
        meaning = words(facts.latitude == nil ? "photo.read.without-place" : "photo.read.with-place")
    }
}

/// A request's body as pieces of bytes, one in memory at a time.
struct PhotoBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    let body: RequestBody

    struct Iterator: AsyncIteratorProtocol {
        var inner: RequestBody.AsyncIterator
        mutating func next() async throws -> [UInt8]? {
            try await inner.next().map { Array($0.readableBytesView) }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(inner: body.makeAsyncIterator()) }
}
