import Commons
import Foundation
import Testing

/// Goal: flag beats environment beats file, and nothing unsafe starts.
@Suite struct SettingsTests {
    private func folder(_ file: String? = nil) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        for part in ["static/pages", "texts"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(part), withIntermediateDirectories: true)
        }
        try "".write(to: folder.appendingPathComponent("texts/id.tsv"), atomically: true, encoding: .utf8)
        try file?.write(to: folder.appendingPathComponent("balai.conf"), atomically: true, encoding: .utf8)
        return folder
    }

    private func settings(
        _ file: String? = nil, flags: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> Settings {
        let folder = try folder(file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        var flags = flags
        flags["data"] = folder.path
        flags["resources"] = folder.path
        return try Settings(flags: flags, environment: environment)
    }

    @Test func `flag beats environment beats file`() throws {
        let file = "# ours\nport = 1000\n"
        #expect(try settings().port == 8080)
        #expect(try settings(file).port == 1000)
        #expect(try settings(file, environment: ["BALAI_PORT": "2000"]).port == 2000)
        #expect(try settings(file, flags: ["port": "3000"], environment: ["BALAI_PORT": "2000"]).port == 3000)
    }

    @Test(arguments: ["-1", "65536", "http", ""])
    func `a port that is none is named`(_ text: String) {
        #expect(throws: SettingsError.value(name: "port", text: text)) { try settings(flags: ["port": text]) }
    }

    @Test func `an unknown name in the file is refused`() {
        #expect(throws: SettingsError.unknown(name: "prot")) { try settings("prot = 1\n") }
    }

    @Test(arguments: ["0.0.0.0", "192.168.1.5", "balai.example"])
    func `plain HTTP beyond this machine is refused`(_ host: String) throws {
        #expect(throws: SettingsError.plainHTTP(host: host)) { try settings(flags: ["host": host]) }
        let behindProxy = try settings(flags: ["host": host, "public-url": "https://balai.example"])
        #expect(behindProxy.host == host)
    }

    @Test func `the public address must be HTTPS`() {
        #expect(throws: SettingsError.value(name: "public-url", text: "http://x")) {
            try settings(flags: ["public-url": "http://x"])
        }
    }

    @Test(arguments: ["http://a.example/{lat}/{lon}", "https://a.example/{lat}", "https://a.example/"])
    func `a map on the web must be HTTPS and take a place`(_ text: String) throws {
        #expect(throws: SettingsError.value(name: "map-link", text: text)) {
            try settings(flags: ["map-link": text])
        }
        #expect(try settings().mapLink == nil)
        let link = "https://peta.example/?q={lat},{lon}"
        #expect(try settings("map-link = \(link)\n").mapLink == link)
    }

    @Test func `keys lie beside the data directory, not in it`() throws {
        let made = try settings()
        #expect(!made.keys.path.hasPrefix(made.data.path + "/"))
        #expect(made.keys.lastPathComponent == made.data.lastPathComponent + "-keys")
    }
}
