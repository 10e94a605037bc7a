import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension AppContext {
    /// A value as a JSON answer. A document's revision goes out as its ETag.
    func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, revision: Int? = nil,
        location: String? = nil
    ) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let revision { headers[.eTag] = "\"\(revision)\"" }
        if let location { headers[.location] = location }
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: try responseEncoder.encode(value))))
    }

    /// A part of a list, with the address of the next part as `Link: rel=next`.
    func json<Row: Encodable>(list rows: [Row], next: String?, _ request: Request) throws -> Response {
        var response = try json(ListBody(items: rows, next: next))
        guard let next else { return response }
        let kept = request.uri.queryParameters.filter { $0.key != "after" }
            .map { "\($0.key)=\(String($0.value).queryEncoded)" }
        let query = (kept + ["after=\(next.queryEncoded)"]).joined(separator: "&")
        response.headers[.link] = "<\(request.uri.path)?\(query)>; rel=\"next\""
        return response
    }
}

/// Every list: its rows, and the cursor of what follows.
struct ListBody<Row: Encodable>: Encodable {
    let items: [Row]
    let next: String?
}

extension Request {
    /// The JSON body of this request.
    /// - Throws: `unsupported-media-type`, `body-too-large`, `malformed-request` naming the member.
    func body<Body: Decodable>(_ type: Body.Type) async throws -> Body {
        guard headers[.contentType]?.hasPrefix("application/json") == true else {
            throw Problem(.unsupportedMediaType)
        }
        let buffer = try await body.collect(upTo: AppContext.bodyBytesLimit)
        do {
            return try JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(.malformedRequest, ["member": .text(error.member)])
        }
    }

    /// How many rows of a list are asked for, 1…500; 50 when nothing is said.
    /// - Throws: `invalid-fields`.
    func limit() throws(Problem) -> PageLimit {
        guard let text = uri.queryParameters["limit"] else { return PageLimit() }
        guard let rows = Int(text), (1...PageLimit.largest).contains(rows) else {
            let range: [String: Fact] = ["from": .integer(1), "until": .integer(Int64(PageLimit.largest))]
            throw Problem(
                .invalidFields, fields: [FieldProblem(field: "limit", key: "not-a-number", facts: range)])
        }
        return PageLimit(rows)
    }

    /// One parameter of the query; an empty one counts as absent.
    func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// One parameter of the query as a value. A filter or cursor that can't be read is never left out
    /// silently: the list would answer another question than the one asked.
    /// - Throws: `malformed-request` naming the parameter.
    func query<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
        guard let text = query(name) else { return nil }
        guard let value = read(text) else { throw Problem(.malformedRequest, ["member": .text(name)]) }
        return value
    }

    /// The revision a change is made on: the body's, else `If-Match: "7"`.
    /// - Throws: `invalid-fields` when neither is there.
    func revision(_ inBody: Int?) throws(Problem) -> Int {
        if let inBody { return inBody }
        guard let header = headers[.ifMatch], let revision = Int(header.filter { $0 != "\"" }) else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "revision", key: "missing")])
        }
        return revision
    }

    /// The id of a thing to be made: the body's, else `Idempotency-Key`, else a new one.
    /// - Throws: `malformed-request` for a key that is no UUID.
    func newID(_ inBody: UUID?) throws(Problem) -> UUID {
        if let inBody { return inBody }
        guard let header = headers[.idempotencyKey] else { return .v7() }
        guard let id = UUID(uuidString: header) else {
            throw Problem(.malformedRequest, ["member": .text("Idempotency-Key")])
        }
        return id
    }
}

extension DecodingError {
    /// The path of the member that is wrong, such as `lines.0.amountSen`.
    fileprivate var member: String {
        let (path, last): ([any CodingKey], String?) =
            switch self {
            case .keyNotFound(let key, let context): (context.codingPath, key.stringValue)
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context.codingPath, nil)
            @unknown default: ([], nil)
            }
        let names = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return (names + [last].compactMap { $0 }).joined(separator: ".")
    }
}
