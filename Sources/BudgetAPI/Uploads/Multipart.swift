import Foundation
import Hummingbird

/// One part of a `multipart/form-data` body.
struct FormPart {
    let name: String
    /// The name the sender's file had; `nil` for a plain field.
    let fileName: String?
    let bytes: [UInt8]
}

/// Reads `multipart/form-data` (RFC 7578) that is in memory already and within its limits: no nesting, no
/// encodings, a named part or nothing. What is malformed is refused, never repaired.
struct Multipart {
    /// More parts than the largest form has.
    static let partLimit = 200
    static let headLimit = 4_096

    let parts: [FormPart]

    /// The boundary named by a content type; `nil` when it is no multipart form.
    static func boundary(of contentType: String) -> String? {
        let pieces = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard pieces.first?.lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() where piece.lowercased().hasPrefix("boundary=") {
            let value = piece.dropFirst(9).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// - Throws: `malformed-request` where the body is not what its boundary says.
    init(_ body: [UInt8], boundary: String) throws(Problem) {
        let dashes = Array("--\(boundary)".utf8)
        let separator = [13, 10] + dashes
        guard body.starts(with: dashes) else { throw Problem(.malformedRequest) }
        var parts: [FormPart] = []
        var position = dashes.count
        while true {
            if body[position...].starts(with: [45, 45]) { break }
            guard body[position...].starts(with: [13, 10]), parts.count < Self.partLimit,
                let headEnd = Self.find([13, 10, 13, 10], in: body, from: position),
                headEnd - position <= Self.headLimit,
                let end = Self.find(separator, in: body, from: headEnd + 2)
            else { throw Problem(.malformedRequest) }
            let start = headEnd + 4
            guard end >= headEnd + 2, let head = String(bytes: body[position..<headEnd], encoding: .utf8)
            else {
                throw Problem(.malformedRequest)
            }
            let names = Self.names(in: head)
            guard let name = names.name else { throw Problem(.malformedRequest) }
            let bytes = start <= end ? Array(body[start..<end]) : []
            parts.append(FormPart(name: name, fileName: names.file, bytes: bytes))
            position = end + separator.count
        }
        self.parts = parts
    }

    /// The fields that are no files, as a form; bytes that are no UTF-8 are refused.
    func form() throws(Problem) -> Form {
        var pairs: [(name: String, value: String)] = []
        for part in parts where part.fileName == nil {
            guard let value = String(bytes: part.bytes, encoding: .utf8) else {
                throw Problem(.malformedRequest)
            }
            pairs.append((part.name, value))
        }
        return Form(pairs)
    }

    /// The files sent under a name; a file field that was left empty sends a part without bytes or name.
    func files(_ name: String) -> [FormPart] {
        parts.filter { $0.name == name && $0.fileName?.isEmpty == false && !$0.bytes.isEmpty }
    }

    /// The first place at or after `from` where `needle` stands.
    private static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard from >= 0, bytes.count - needle.count >= from, let first = needle.first else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            var index = from
            let last = buffer.count - needle.count
            while index <= last {
                if buffer[index] == first, (0..<needle.count).allSatisfy({ buffer[index + $0] == needle[$0] })
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }

    private static func names(in head: String) -> (name: String?, file: String?) {
        for line in head.components(separatedBy: "\r\n")
        where line.lowercased().hasPrefix("content-disposition:") {
            return (value(of: "name", in: line), value(of: "filename", in: line))
        }
        return (nil, nil)
    }

    /// A quoted parameter; browsers write `"` in a name as `%22`.
    private static func value(of parameter: String, in line: String) -> String? {
        guard let start = line.range(of: "; \(parameter)=\"", options: .caseInsensitive),
            let end = line[start.upperBound...].firstIndex(of: "\"")
        else { return nil }
        return String(line[start.upperBound..<end].prefix(200))
    }
}

extension Request {
    /// The longest form with a photo: one photo of 25 MB and its fields.
    static let photoFormLimit = 26 * 1_048_576

    /// A form sent with files.
    /// - Throws: `unsupported-media-type`, `body-too-large`, `malformed-request`.
    func multipart() async throws -> Multipart {
        guard let type = headers[.contentType], let boundary = Multipart.boundary(of: type) else {
            throw Problem(.unsupportedMediaType)
        }
        let buffer = try await body.collect(upTo: Self.photoFormLimit)
        return try Multipart(Array(buffer.readableBytesView), boundary: boundary)
    }
}
