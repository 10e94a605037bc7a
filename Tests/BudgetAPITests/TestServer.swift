import Commons
import Foundation
import FoundationNetworking
import Logging
import Postgres
import Synchronization
import TestSupport

@testable import BudgetAPI

/// The real server on a port of its own, over a database of its own, with people who hold posts in two
/// villages.
final class TestServer: Sendable {
    /// The village that most tests act in, and the one next door.
    static let village: Int64 = 3_510_992_001
    static let otherVillage: Int64 = 3_510_992_002
    static let year = 2026
    static let password = "kata sandi contoh"

    let test: TestDatabase
    let address: URL
    /// What the server answers.
    let routes: [Route]
    private let task: Task<Void, any Error>
    private let folder: URL

    /// - Parameter switches: what only tests may change, such as the route check.
    static func start(_ switches: BalaiServer.TestSwitches = .init()) async throws -> TestServer {
        try await TestServer(switches)
    }

    private init(_ switches: BalaiServer.TestSwitches) async throws {
        test = try await TestDatabase.make()
        try await TestServer.fill(test)
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "balai-web-\(UUID().uuidString)")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var settings = try Settings(
            flags: ["data": folder.path, "resources": root.path, "port": "0"], environment: [:])
        settings.requestsPerSecond = 100_000
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        var server = try await BalaiServer(
            settings: settings, database: test.database, keyring: try Keyring(directory: folder),
            logger: logger)
        server.switches = switches
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let running = server
        routes = server.routes
        task = Task { try await running.run { port in found.yield(port) } }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next(), let address = URL(string: "http://127.0.0.1:\(port)") else {
            throw URLError(.cannotConnectToHost)
        }
        self.address = address
    }

    /// Ends the server; the test database goes with its last user.
    func stop() async {
        task.cancel()
        do { try await task.value } catch { return }
    }

    /// Two villages of one district, and one person a role in each.
    private static func fill(_ test: TestDatabase) async throws {
        try await test.script(
            """
            INSERT INTO place.regency (regency, name, province) VALUES (3510, 'Banyuwangi', 'Jawa Timur')
                ON CONFLICT DO NOTHING;
            INSERT INTO place.district (regency, district, name, is_demo)
                VALUES (3510, 351099, 'Contoh', true)
                ON CONFLICT DO NOTHING;
            INSERT INTO place.village (regency, village, district, name, kind, is_demo) VALUES
                (3510, 3510992001, 351099, 'Sumbermulyo', 'desa', true),
                (3510, 3510992002, 351099, 'Karangrejo', 'desa', true) ON CONFLICT DO NOTHING;
            """)
        let hash = try await Passwords().hash(password)
        let bootstrap = BootstrapAccount(owner: test.owner)
        for role in Role.allCases {
            for (place, suffix) in [(village, ""), (otherVillage, "2")]
            where role.isOfVillage || suffix.isEmpty {
                let scope = role.isOfVillage ? place : (role == .district ? 3_510_990_000 : 3_510_000_000)
                _ = try await bootstrap(
                    name: "\(role.rawValue)\(suffix) contoh", username: role.rawValue + suffix,
                    post: Appointment(role: role, place: scope, from: "2020-01-01", decree: "SK 1/2020"),
                    regency: 3510, passwordHash: hash)
            }
        }
    }
}

/// One answer of the server.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? {
        headers.first { $0.key.caseInsensitiveCompare(name) == .orderedSame }?.value
    }

    /// The value of a JSON member, as text.
    func member(_ name: String) throws -> String? {
        let object = try JSONSerialization.jsonObject(with: body) as? [String: Any]
        return object?[name].map { "\($0)" }
    }

    /// The value of the first hidden or visible input of that name.
    func input(_ name: String) -> String? {
        guard let field = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[field.upperBound...].prefix { $0 != "\"" })
    }
}

/// A browser or program with one cookie jar of its own; follows no redirect by itself.
final class Client: Sendable {
    private let server: TestServer
    private let jar = Mutex<[String: String]>([:])
    /// `Authorization: Bearer` of a program.
    let bearer: String?
    private let language: String
    private let session: URLSession

    init(_ server: TestServer, bearer: String? = nil, language: String = "id") {
        self.server = server
        self.bearer = bearer
        self.language = language
        session = URLSession(configuration: .ephemeral, delegate: NoRedirects(), delegateQueue: nil)
    }

    deinit { session.finishTasksAndInvalidate() }

    var cookies: [String: String] { jar.withLock { $0 } }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, nil, headers)
    }

    /// Sends a plain form as the browser does, from a page of ours.
    func post(
        _ path: String, _ fields: [(String, String)], _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = fields.map { "\($0.0.queryEncoded)=\($0.1.queryEncoded)" }.joined(separator: "&")
        let own = [
            "Content-Type": "application/x-www-form-urlencoded", "Origin": server.address.absoluteString,
        ]
        return try await send("POST", path, Data(body.utf8), own.merging(headers) { _, new in new })
    }

    func json(
        _ method: String, _ path: String, _ body: String, _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let own = ["Content-Type": "application/json", "Accept": "application/json"]
        return try await send(method, path, Data(body.utf8), own.merging(headers) { _, new in new })
    }

    func send(_ method: String, _ path: String, _ body: Data?, _ headers: [String: String]) async throws
        -> Answer
    {
        guard let url = URL(string: path, relativeTo: server.address) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        request.httpShouldHandleCookies = false
        request.setValue("text/html", forHTTPHeaderField: "Accept")
        request.setValue(language, forHTTPHeaderField: "Accept-Language")
        if let bearer { request.setValue("Bearer \(bearer)", forHTTPHeaderField: "Authorization") }
        let cookies = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !cookies.isEmpty { request.setValue(cookies, forHTTPHeaderField: "Cookie") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var found: [String: String] = [:]
        for (name, value) in response.allHeaderFields { found["\(name)"] = "\(value)" }
        let answer = Answer(status: response.statusCode, headers: found, body: data)
        keep(answer.header("Set-Cookie"))
        return answer
    }

    private func keep(_ header: String?) {
        guard let pair = header?.split(separator: ";").first?.split(separator: "=", maxSplits: 1) else {
            return
        }
        jar.withLock { jar in
            let value = pair.count == 2 ? String(pair[1]) : ""
            jar[String(pair[0])] = value.isEmpty ? nil : value
        }
    }

    /// Signs in as the person of a role (`treasurer`, `head2`); the cookie stays in the jar.
    @discardableResult
    func signIn(_ username: String, password: String = TestServer.password) async throws -> Answer {
        try await post("/sign-in", [("username", username), ("password", password), ("next", "/")])
    }

    /// The token that this session's forms carry.
    func csrf() async throws -> String { try await get("/account").input("csrf") ?? "" }

    /// A form with its token.
    func submit(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer {
        try await post(path, [("csrf", try await csrf())] + fields)
    }
}

/// A browser that a test steers: shows a redirection instead of following it.
private final class NoRedirects: NSObject, URLSessionTaskDelegate, Sendable {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) { completionHandler(nil) }
}
