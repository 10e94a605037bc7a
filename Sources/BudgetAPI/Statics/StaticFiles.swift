import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser gets beside pages: our own files below static/ and libraries below lib/. All is read once
/// at the start; the hash of a whole tree is part of each address, so answers may be kept for ever, and
/// modules import each other by relative paths.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        let type: String
        let bytes: ByteBuffer
        let packed: ByteBuffer?
    }

    private let files: [String: File]
    private let hashes: [String: String]

    /// Folders that a browser may read, by their first path component.
    private static let owned = ["styles", "logic", "components", "images", "capture"]
    /// A single file past this size is not something a page should load.
    private static let fileBytesLimit = 4_000_000

    init(settings: Settings) async throws {
        var found: [String: [(path: String, url: URL)]] = ["static": [], "lib": []]
        let root = settings.resources.appendingPathComponent("static")
        for folder in Self.owned {
            found["static"]? += Self.list(root.appendingPathComponent(folder), below: folder)
        }
        for (name, url) in Self.libraries(settings) { found["lib"]? += Self.list(url, below: name) }

        var files: [String: File] = [:]
        var hashes: [String: String] = [:]
        for (tree, entries) in found {
            var digest = TreeHash()
            var loaded: [(path: String, file: File)] = []
            for (path, url) in entries.sorted(by: { $0.path < $1.path }) {
                guard let type = Self.types[url.pathExtension], !path.hasSuffix(".test.js") else { continue }
                let data = try Data(contentsOf: url)
                guard data.count <= Self.fileBytesLimit else { continue }
                digest.add(path.utf8)
                digest.add(data)
                loaded.append(
                    (
                        path,
                        File(
                            type: type, bytes: ByteBuffer(bytes: data),
                            packed: Self.packed(data, type: type))
                    ))
            }
            hashes[tree] = digest.hex
            for entry in loaded { files["/\(tree)/\(digest.hex)/\(entry.path)"] = entry.file }
        }
        self.files = files
        self.hashes = hashes
    }

    /// A text from a kilobyte on; pictures and fonts are packed by their own format.
    private static func packed(_ data: Data, type: String) -> ByteBuffer? {
        let isText = type.hasPrefix("text/") || type.hasPrefix("application/") || type == "image/svg+xml"
        guard isText, data.count >= 1_000 else { return nil }
        return Gzip.packed([UInt8](data)).map { ByteBuffer(bytes: $0) }
    }

    /// The address of a file: `styles/balai.css` below static/, `lib/leaflet/leaflet.js` below lib/.
    func address(_ path: String) -> String {
        let isLibrary = path.hasPrefix("lib/")
        let tree = isLibrary ? "lib" : "static"
        return "/\(tree)/\(hashes[tree] ?? "0")/\(isLibrary ? String(path.dropFirst(4)) : path)"
    }

    /// Whether there is such a file (libraries are installed at set-up and may be missing).
    func has(_ path: String) -> Bool { files[address(path)] != nil }

    /// Answers a file, packed when the browser takes that.
    /// - Throws: `not-found`.
    func answer(_ request: Request) throws(Problem) -> Response {
        guard let file = files[request.uri.path] else { throw Problem(.notFound) }
        var headers: HTTPFields = [
            .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable",
            .vary: "Accept-Encoding",
        ]
        guard let packed = file.packed, request.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed))
    }

    /// One of our own files at an address of its own, such as a service worker's.
    /// - Throws: `not-found`.
    func answer(_ path: String, cacheControl: String) throws(Problem) -> Response {
        guard let file = files[address(path)] else { throw Problem(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: cacheControl],
            body: .init(byteBuffer: file.bytes))
    }

    /// Libraries come from packages installed at set-up, never from the repository.
    private static func libraries(_ settings: Settings) -> [(name: String, url: URL)] {
        // Installed into var/web of the checkout; the data directory may be another one.
        let homes = [settings.data, settings.resources.appendingPathComponent("var")].map {
            $0.appendingPathComponent("web")
        }
        func inWeb(_ path: String) -> [URL] { homes.map { $0.appendingPathComponent(path) } }
        let places: [(String, [URL])] = [
            ("leaflet", inWeb("js_lib_leaflet/static/js_lib_leaflet")),
            ("cluster", [URL(fileURLWithPath: "/usr/share/javascript/leaflet")]),
            ("swagger", inWeb("flask_swagger_ui/dist")),
        ]
        return places.compactMap { name, urls in
            urls.first { FileManager.default.fileExists(atPath: $0.path) }.map { (name, $0) }
        }
    }

    private static func list(_ folder: URL, below prefix: String) -> [(path: String, url: URL)] {
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        return paths.compactMap { $0 as? String }.map {
            ("\(prefix)/\($0)", folder.appendingPathComponent($0))
        }
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "json": "application/json", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "webmanifest": "application/manifest+json", "woff2": "font/woff2",
    ]
}

/// FNV-1a over a tree of files: names a version of it, guards nothing.
struct TreeHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }

    var hex: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
