import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// Pages that are about nobody: shown without whoever is signed in, kept by caches, known by their content.
struct PublicFrame: Sendable {
    let house: House

    /// A public page. Equal content has an equal ETag; a browser that has it gets 304.
    func render(_ screen: Screen, _ request: Request, _ context: AppContext) -> Response {
        var context = context
        context.session = nil
        let html = house.pages.html(screen, request, context)
        let headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue,
            .vary: "Accept-Language, Cookie",
        ]
        return Self.cacheable(
            Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: html))), html,
            request)
    }

    /// A file for everybody.
    func file(_ bytes: [UInt8], type: String, name: String? = nil, _ request: Request) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        let response = Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        return Self.cacheable(response, bytes, request)
    }

    private static func cacheable(_ response: Response, _ bytes: [UInt8], _ request: Request) -> Response {
        let tag = "\"\(SHA256.hexadecimal(SHA256.sum(of: bytes)).prefix(32))\""
        var response = response
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "public, max-age=60, stale-while-revalidate=600"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            var headers = response.headers
            headers[.contentType] = nil
            headers[.contentLength] = nil
            return Response(status: .notModified, headers: headers)
        }
        return response
    }
}

extension AppContext {
    /// The village of a public address: `35.10.99.2001`, or its ten digits.
    /// - Throws: `not-found`.
    func publicVillage() throws(Problem) -> VillageCode {
        guard let text = parameters.get("village") else { throw Problem(.notFound) }
        do {
            if let number = Int64(text) { return try VillageCode(number: number) }
            return try VillageCode(parsing: text)
        } catch {
            throw Problem(.notFound)
        }
    }
}
