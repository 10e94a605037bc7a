import Commons
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `/v1/proof/…`: the log of the books for whoever watches it (C2SP tlog-tiles): checkpoint, tiles, the
/// public key. Entries are not served here: they leave with the books' own exports.
struct LogRoutes: Sendable {
    let read: ReadLog
    let regency: Int
    let keyring: Keyring

    var routes: [Route] {
        [
            Route(.get, "/v1/proof/checkpoint", .anyone, checkpoint),
            Route(.get, "/v1/proof/key", .anyone, key),
            Route(.get, "/v1/proof/tile/{level}/**", .anyone, tile),
        ]
    }

    @Sendable func checkpoint(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let note = try await read.checkpoint(regency) else { throw Problem(.notFound) }
        return plain(note, cache: "no-cache")
    }

    @Sendable func key(_ request: Request, _ context: AppContext) async throws -> Response {
        plain(try ProofSequencer.signer(keyring, regency: regency).key.text + "\n", cache: "no-cache")
    }

    @Sendable func tile(_ request: Request, _ context: AppContext) async throws -> Response {
        let parts = request.uri.path.split(separator: "/").dropFirst(3).map(String.init)
        guard let address = TileAddress(parts),
            let bytes = try await read.tile(
                regency, level: address.level, index: address.index, width: address.width)
        else { throw Problem(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func plain(_ text: String, cache: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: cache],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// The place of a tile as C2SP writes it: `0/x001/x234/067`, of a partial tile `0/x001/x234/067.p/112`.
struct TileAddress: Equatable {
    let level: Int
    let index: Int64
    /// Sums wanted, 256 for a full tile.
    let width: Int

    /// Nil for anything that is not in the one spelling of its place.
    init?(_ parts: [String]) {
        guard let first = parts.first, let level = Int(first), (0...63).contains(level),
            String(level) == first
        else { return nil }
        var names = Array(parts.dropFirst())
        var width = 256
        if let end = names.last, names.count >= 2, names[names.count - 2].hasSuffix(".p") {
            guard let count = Int(end), (1...255).contains(count), String(count) == end else { return nil }
            width = count
            names.removeLast()
            names[names.count - 1].removeLast(2)
        }
        guard (1...6).contains(names.count) else { return nil }
        var index: Int64 = 0
        for (place, name) in names.enumerated() {
            let isLast = place == names.count - 1
            guard isLast || name.hasPrefix("x") else { return nil }
            let digits = isLast ? name : String(name.dropFirst())
            guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int64(digits), place > 0 || isLast || number > 0
            else { return nil }
            index = index * 1_000 + number
        }
        (self.level, self.index, self.width) = (level, index, width)
    }
}
