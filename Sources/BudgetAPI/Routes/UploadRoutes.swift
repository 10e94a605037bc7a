import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/v1/uploads/{sha256}`: a photo of a signed-in person in pieces, which goes on where the line was cut.
/// Once all its bytes are here, `PUT /v1/photos/{sha256}` with `Upload-Length` and no body takes it in.
struct UploadRoutes: Sendable {
    let parts: ReceiveParts

    var routes: [Route] {
        let senders: Access = .posts([.manager, .treasurer, .secretary, .operator])
        return [
            Route(.get, "/v1/uploads/{sha256}", senders, standing),
            Route(.patch, "/v1/uploads/{sha256}", senders, append),
        ]
    }

    @Sendable func standing(_ request: Request, _ context: AppContext) async throws -> Response {
        let have = await parts.offset(of: try context.photoHash(), by: try context.requireSession())
        return try context.upload(UploadBody(offset: have))
    }

    @Sendable func append(_ request: Request, _ context: AppContext) async throws -> Response {
        let piece = try request.uploadPiece()
        let have = try await parts.append(
            PhotoBody(body: request.body), to: try context.photoHash(), at: piece.offset, total: piece.total,
            by: try context.requireSession())
        return try context.upload(UploadBody(offset: have))
    }
}

/// How far an upload is.
struct UploadBody: Encodable {
    let offset: Int
    /// Set where the photo was recorded before.
    var stored: CaptureAPI.PhotoBody?
}

extension AppContext {
    /// An upload's standing, its offset also as a header.
    func upload(_ body: UploadBody) throws -> Response {
        var response = try json(body)
        response.headers[.uploadOffset] = String(body.offset)
        return response
    }

    /// The photo that an upload's address names.
    /// - Throws: `malformed-request`.
    func photoHash() throws -> ContentHash {
        guard let hash = ContentHash(hexadecimal: try parameters.require("sha256")) else {
            throw Problem(.malformedRequest, ["member": .text("sha256")])
        }
        return hash
    }
}

extension Request {
    /// Where a piece begins, and how many bytes the whole has.
    /// - Throws: `malformed-request`.
    func uploadPiece() throws(Problem) -> (offset: Int, total: Int) {
        guard let offset = headers[.uploadOffset].flatMap({ Int($0) }), let total = uploadLength else {
            throw Problem(.malformedRequest, ["member": .text("Upload-Offset")])
        }
        return (offset, total)
    }

    /// The bytes of the whole upload; nil where the request says nothing of one.
    var uploadLength: Int? { headers[.uploadLength].flatMap { Int($0) } }
}

extension HTTPField.Name {
    private static func upload(_ name: String) -> HTTPField.Name {
        guard let made = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return made
    }

    static let uploadOffset = upload("Upload-Offset")
    static let uploadLength = upload("Upload-Length")
}
