import Commons
import Foundation
import FoundationNetworking
import HTTPTypes
import Testing

@testable import BudgetAPI

/// Goal: the documents that stand beside the routes stay true: the OpenAPI document, and
/// docs/permissions.tsv.
@Suite struct ContractTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// One line of docs/permissions.tsv: who may use a route, in the own village and in another one.
    struct Permission: Sendable {
        let method: String
        let path: String
        /// `anyone`, `signed-in`, or the roles with commas between.
        let access: String
        /// Whether the route names a village or a document of one.
        let isOfVillage: Bool
    }

    static func permissions() throws -> [Permission] {
        let file = root.appendingPathComponent("docs/permissions.tsv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 4, cells[0] != "method", !line.hasPrefix("#") else { return nil }
            return Permission(
                method: cells[0], path: cells[1], access: cells[2], isOfVillage: cells[3] == "yes")
        }
    }

    private static func written(_ access: Access) -> String {
        switch access {
        case .anyone: "anyone"
        case .signedIn: "signed-in"
        case .posts(let roles): roles.map(\.rawValue).sorted().joined(separator: ",")
        }
    }

    @Test func `every route of the API is in the OpenAPI document, and nothing else is`() async throws {
        let server = try await TestServer.start()
        let routes = server.routes.filter { $0.path.hasPrefix("/v1/") }
        let answer = try await Client(server).get("/v1/openapi.json")
        #expect(answer.status == 200)
        let document = try #require(try JSONSerialization.jsonObject(with: answer.body) as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let written = Set(
            paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
        let real = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        #expect(real.subtracting(written).sorted() == [], "not in static/openapi.json")
        #expect(written.subtracting(real).sorted() == [], "no such route")
        await server.stop()
    }

    @Test func `the OpenAPI document says what every body and answer in JSON holds`() throws {
        let file = Self.root.appendingPathComponent("static/openapi.json")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        var bare: [String] = []
        for (path, methods) in paths where path != "/v1/openapi.json" {
            for (method, operation) in methods {
                let answers = operation["responses"] as? [String: [String: Any]] ?? [:]
                let parts = [operation["requestBody"] as? [String: Any]].compactMap { $0 } + answers.values
                for part in parts {
                    let content = part["content"] as? [String: [String: Any]] ?? [:]
                    for (type, media) in content where type == "application/json" {
                        let schema = media["schema"] as? [String: Any] ?? [:]
                        let words: Set = ["$ref", "properties", "oneOf", "allOf", "anyOf"]
                        if words.isDisjoint(with: schema.keys) { bare.append("\(method) \(path)") }
                    }
                }
            }
        }
        #expect(bare.sorted() == [])
    }

    @Test func `docs permissions lists every route with whom it is for`() async throws {
        let server = try await TestServer.start()
        let listed = try Self.permissions()
        let real = Set(server.routes.map { "\($0.method.rawValue)\t\($0.path)\t\(Self.written($0.access))" })
        let written = Set(listed.map { "\($0.method)\t\($0.path)\t\($0.access)" })
        #expect(real.subtracting(written).sorted() == [], "not in docs/permissions.tsv")
        #expect(
            written.subtracting(real).sorted() == [], "docs/permissions.tsv says otherwise than the route")
        #expect(listed.count == server.routes.count)
        await server.stop()
    }

    /// Every route × every role, in the own village and in the one next door, against the written table. A
    /// GET that is allowed answers something else than a refusal; whatever is not allowed is refused.
    @Test func `who may knock where is as written`() async throws {
        let server = try await TestServer.start()
        // The live feed never ends, sign-out ends the session: LiveTests and SignInTests knock there.
        let left: Set = ["/v1/live", "/sign-out"]
        let table = try Self.permissions().filter {
            ($0.method == "GET" || $0.method == "POST") && !left.contains($0.path) && !$0.path.hasSuffix("**")
        }
        for role in Role.allCases {
            let client = Client(server)
            try await client.signIn(role.rawValue)
            let csrf = try await client.csrf()
            for row in table {
                let path = Self.concrete(row.path, village: TestServer.village)
                let answer = try await Self.knock(client, row.method, path, csrf)
                let isOfMine =
                    row.access == "anyone" || row.access == "signed-in"
                    || row.access.split(separator: ",").contains(Substring(role.rawValue))
                let knocked = "\(role.rawValue) \(row.method) \(row.path): \(answer.status)"
                if !isOfMine {
                    #expect(answer.status == 403, "\(knocked)")
                } else if row.method == "GET" {
                    #expect(answer.status != 403, "\(knocked)")
                }
            }
        }
        await server.stop()
    }

    /// Row-level security and the functions alone: without the route check, nobody of one village reads
    /// another's budget, request or book, and nobody changes anything there.
    @Test func `without the route check the database refuses by itself`() async throws {
        let server = try await TestServer.start(.init(checksRoutes: false))
        let table = try Self.permissions().filter {
            $0.isOfVillage && ($0.method == "GET" || $0.method == "POST")
        }
        for role in Role.allCases where role.isOfVillage {
            let client = Client(server)
            try await client.signIn(role.rawValue)
            let csrf = try await client.csrf()
            for row in table {
                let path = Self.concrete(row.path, village: TestServer.otherVillage)
                let answer = try await Self.knock(client, row.method, path, csrf)
                #expect(
                    (400..<500).contains(answer.status) || Self.isEmptyList(answer),
                    "\(role.rawValue) \(row.method) \(path): \(answer.status)")
                #expect(
                    !answer.text.contains("Karangrejo"), "\(role.rawValue) \(path) names the other village")
            }
        }
        await server.stop()
    }

    private static func isEmptyList(_ answer: Answer) -> Bool {
        answer.status == 303 || answer.text.contains("\"items\":[]")
    }

    private static func concrete(_ path: String, village: Int64) -> String {
        path.replacingOccurrences(of: "{village}", with: String(village))
            .replacingOccurrences(of: "{year}", with: "2026")
            .replacingOccurrences(of: "{activity}", with: "2.3.10")
            .replacingOccurrences(of: "{code}", with: "busy")
            .replacing(/\{[a-z]+\}/, with: "018f0000-0000-7000-8000-000000000000")
    }

    private static func knock(_ client: Client, _ method: String, _ path: String, _ csrf: String) async throws
        -> Answer
    {
        if method == "GET" { return try await client.get(path, ["Accept": "application/json"]) }
        if path.hasPrefix("/v1/") { return try await client.json("POST", path, "{}", ["X-CSRF-Token": csrf]) }
        return try await client.post(path, [("csrf", csrf)], ["Accept": "application/json"])
    }
}
