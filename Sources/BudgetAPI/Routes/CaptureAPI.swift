import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/v1/capture…`: what the capture page of a link speaks. A photo goes up in pieces under its hash and is
/// then recorded; the answer names the hash that the server computed, and only that lets the phone forget its
/// copy.
struct CaptureAPI: Sendable {
    let house: House
    let open: OpenCapture
    let receive: ReceiveCapture
    let uploads: PartialUploads
    let door: LinkDoor

    var routes: [Route] {
        [
            Route(.get, "/v1/capture", .anyone, show),
            Route(.post, "/v1/capture/nonces", .anyone, giveNonces),
            Route(.get, "/v1/capture/uploads/{sha256}", .anyone, standing),
            Route(.patch, "/v1/capture/uploads/{sha256}", .anyone, append),
            Route(.post, "/v1/capture/photos", .anyone, record),
        ]
    }

    struct WorkBody: Encodable {
        let link: UUID
        let label: String
        let work: String
        let village: String
        let state: String
        let stage: Int
        let photos: Int
        let expiresAt: Date
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let work = try await open(try door.key(request))
        return try context.json(
            WorkBody(
                link: work.link, label: work.label, work: work.name, village: work.villageName,
                state: work.state.rawValue, stage: work.stage, photos: work.photos, expiresAt: work.expiresAt)
        )
    }

    struct NonceRequest: Decodable {
        let count: Int?
    }

    struct NonceBody: Encodable {
        let nonces: [String]
        let issuedAt: Date
    }

    @Sendable func giveNonces(_ request: Request, _ context: AppContext) async throws -> Response {
        let key = try door.key(request)
        let count = try await request.body(NonceRequest.self).count ?? 1
        return try context.json(
            NonceBody(nonces: try await open.nonces(count, for: key), issuedAt: Date()), status: .created)
    }

    @Sendable func standing(_ request: Request, _ context: AppContext) async throws -> Response {
        let key = try door.key(request)
        let hash = try context.photoHash()
        let known = try await receive.known(hash, through: key)
        let words = house.words(context)
        let have = await uploads.offset(of: .init(sender: key.hash, hash: hash))
        return try context.upload(UploadBody(offset: have, stored: known.map { PhotoBody($0, words) }))
    }

    /// Takes the next bytes; those that came before a cut stay.
    @Sendable func append(_ request: Request, _ context: AppContext) async throws -> Response {
        let key = try door.key(request)
        let hash = try context.photoHash()
        let piece = try request.uploadPiece()
        // Nobody without an open link may fill the disk.
        let name = PartialUploads.Name(sender: key.hash, hash: hash)
        _ = try await receive.known(hash, through: key)
        let have = try await uploads.append(
            PhotoBytes(body: request.body), to: name, at: piece.offset, total: piece.total)
        return try context.upload(UploadBody(offset: have))
    }

    /// What the page knows of a photo whose bytes are all here.
    struct RecordBody: Decodable {
        struct Place: Decodable {
            let latitude: Double
            let longitude: Double
            let accuracyM: Double?
            let fixedAt: String?
            let nonce: String?
        }

        let sha256: String
        let bytes: Int
        let set: UUID
        let stage: Int
        let note: String?
        let day: String
        let mode: String?
        let capturedAt: String?
        let place: Place?
    }

    struct PhotoBody: Encodable {
        let sha256: String
        let receipt: UUID
        let receivedAt: Date
        let isNew: Bool
        let location: String
        let distanceM: Double?
        let toleranceM: Double?
        let time: String
        let nonce: String?
        let meaning: String

        init(_ answer: CaptureAnswer, _ words: Words) {
            let said = PhotoWords(answer.judgement, takenAt: nil, words)
            sha256 = answer.sha256.hexadecimal
            (receipt, receivedAt, isNew) = (answer.receipt, answer.receivedAt, answer.isNew)
            location = answer.judgement.location.rawValue
            distanceM = answer.judgement.distance?.value
            toleranceM = answer.judgement.tolerance?.value
            time = answer.judgement.time.rawValue
            nonce = answer.nonceState?.rawValue
            meaning = said.detail.isEmpty ? said.verdict : "\(said.verdict): \(said.detail)"
        }
    }

    @Sendable func record(_ request: Request, _ context: AppContext) async throws -> Response {
        let key = try door.key(request)
        let body = try await request.body(RecordBody.self)
        guard let hash = ContentHash(hexadecimal: body.sha256) else {
            throw Problem(.malformedRequest, ["member": .text("sha256")])
        }
        let draft = try CaptureDraft(
            photoSet: body.set, stage: body.stage, note: body.note ?? "", day: body.day,
            mode: body.mode.flatMap(CaptureMode.init(rawValue:)) ?? .file,
            capturedAt: body.capturedAt.flatMap(Self.moment), place: body.place.flatMap(Self.claim))
        let answer = try await receive(hash, byteCount: body.bytes, draft, through: key)
        return try context.json(
            PhotoBody(answer, house.words(context)), status: answer.isNew ? .created : .ok)
    }

    /// A position that makes no sense is no position: it never keeps a photo back.
    private static func claim(_ place: RecordBody.Place) -> LocationClaim? {
        let accuracy = place.accuracyM.flatMap { (0...1_000_000).contains($0) ? $0 : nil }
        do {
            return try LocationClaim(
                source: .device, latitude: place.latitude, longitude: place.longitude,
                accuracyMetres: accuracy,
                nonce: place.nonce.flatMap(Self.nonce), fixedAt: place.fixedAt.flatMap(Self.moment))
        } catch {
            return nil
        }
    }

    /// 16 bytes as 32 hexadecimal digits; a nonce of another shape is none.
    private static func nonce(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 32 else { return nil }
        return ContentHash(hexadecimal: text + String(repeating: "0", count: 32)).map {
            Array($0.bytes[..<16])
        }
    }

    /// A time as browsers write it, with or without milliseconds.
    static func moment(_ text: String) -> Date? {
        let reader = ISO8601DateFormatter()
        if let date = reader.date(from: text) { return date }
        reader.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return reader.date(from: text)
    }
}

/// A request's body as pieces of bytes, one in memory at a time.
typealias PhotoBytes = PhotoBody
