public import Foundation

/// Why the settings can't be used; each case names the setting, so that a person knows what to change.
public enum SettingsError: Error, Equatable, CustomStringConvertible {
    /// The settings file can't be read or a line in it is not `name = value`.
    case file(path: String, line: Int)
    /// A name in the settings file that Balai does not know.
    case unknown(name: String)
    /// A value that does not fit its setting.
    case value(name: String, text: String)
    /// No `static/` and `texts/` folders were found.
    case resources(path: String)
    /// Plain HTTP was asked for beyond this machine: set `public-url` and put a TLS proxy in front.
    case plainHTTP(host: String)

    public var description: String {
        switch self {
        case .file(let path, let line): "settings file \(path), line \(line): expected name = value"
        case .unknown(let name): "settings file: no setting is called \(name)"
        case .value(let name, let text): "setting \(name): \(text) is not a value it can have"
        case .resources(let path): "no folders static/ and texts/ in \(path); set BALAI_RESOURCES"
        case .plainHTTP(let host):
            "host \(host) is beyond this machine, where plain HTTP is refused: keep --host 127.0.0.1, "
                + "put nginx or Caddy with TLS in front, and set --public-url https://… (docs/deploy)"
        }
    }
}

/// What the server is told at its start: flag, else environment, else file (`balai.conf` in the data
/// directory).
public struct Settings: Sendable {
    /// One setting: its name on the command line and in the file; in the environment `BALAI_` and capitals.
    public enum Name: String, CaseIterable, Sendable {
        case host, port, data, keys, resources
        case publicURL = "public-url"
        case requestsInFlight = "requests-in-flight"
        case requestsPerSecond = "requests-per-second"
        case tiles, demo, regency
        case mapLink = "map-link"

        /// The environment variable of this setting.
        public var environment: String {
            "BALAI_" + rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
        }
    }

    /// Address to listen on; loopback unless a TLS proxy on another machine reaches us.
    public var host = "127.0.0.1"
    /// Port to listen on; 0 lets the system choose (tests).
    public var port = 8080
    /// The data directory: private cluster, photos, web libraries.
    public var data: URL
    /// Photos and scans by their hash, in the data directory.
    public var photos: URL { data.appendingPathComponent("photos", isDirectory: true) }
    /// The server's own keys, beside the data directory and never in it.
    public var keys: URL
    /// The folder that holds `static/` and `texts/`.
    public var resources: URL
    /// `DATABASE_URL`: a PostgreSQL of one's own; `nil` means the data directory's private cluster.
    public var databaseURL: String?
    /// The HTTPS address people use, when a TLS proxy stands in front; `nil` on loopback.
    public var publicURL: URL?
    /// How many requests may be answered at once before 503. Range 1–100,000.
    public var requestsInFlight = 512
    /// How many requests one session may send per second over time; an address ten times as many.
    /// 1–1,000,000.
    public var requestsPerSecond = 50
    /// The regency (kabupaten) this server serves, by its Kemendagri number.
    public var regency = 3510
    /// Address pattern of map tiles (`https://…/{z}/{x}/{y}.png`); `nil` shows boundaries only.
    public var tiles: String?
    /// Address of a map on the web to open a place in (`https://…{lat}…{lon}…`); `nil` offers none.
    public var mapLink: String?
    /// Whether the data is an invented example, which every page then says.
    public var demo = false

    /// Settings from flags (by `Name.rawValue`), environment and the file `balai.conf` of the data directory.
    /// - Throws: `SettingsError` naming what is wrong.
    public init(flags: [String: String], environment: [String: String]) throws(SettingsError) {
        func early(_ name: Name) -> String? { flags[name.rawValue] ?? environment[name.environment] }
        let directory = URL(fileURLWithPath: early(.data) ?? "var", isDirectory: true)
        let file = try Settings.file(directory.appendingPathComponent("balai.conf"))
        func value(_ name: Name) -> String? { early(name) ?? file[name.rawValue] }

        data = directory
        databaseURL = environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        resources = try Settings.resources(value(.resources))
        let beside = directory.absoluteURL.standardizedFileURL
        keys =
            value(.keys).map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? beside.deletingLastPathComponent().appendingPathComponent(beside.lastPathComponent + "-keys")
        host = value(.host) ?? host
        port = try Settings.integer(value(.port), .port, 0...65535) ?? port
        requestsInFlight =
            try Settings.integer(value(.requestsInFlight), .requestsInFlight, 1...100_000) ?? requestsInFlight
        requestsPerSecond =
            try Settings.integer(value(.requestsPerSecond), .requestsPerSecond, 1...1_000_000)
            ?? requestsPerSecond
        regency = try Settings.integer(value(.regency), .regency, 1101...9999) ?? regency
        tiles = value(.tiles)
        mapLink = value(.mapLink)
        if let link = mapLink,
            !link.hasPrefix("https://") || !["{lat}", "{lon}"].allSatisfy(link.contains)
        {
            throw .value(name: Name.mapLink.rawValue, text: link)
        }
        demo = try Settings.bool(value(.demo), .demo) ?? demo
        if let text = value(.publicURL) {
            guard let url = URL(string: text), url.scheme == "https", url.host != nil else {
                throw .value(name: Name.publicURL.rawValue, text: text)
            }
            publicURL = url
        }
        guard isLoopback || publicURL != nil else { throw .plainHTTP(host: host) }
    }

    /// Whether the server listens to this machine only.
    public var isLoopback: Bool { Settings.isLoopback(host) }

    /// Whether `host` names this machine.
    public static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
    }

    private static func integer(
        _ text: String?, _ name: Name, _ range: ClosedRange<Int>
    ) throws(SettingsError) -> Int? {
        guard let text else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .value(name: name.rawValue, text: text)
        }
        return value
    }

    private static func bool(_ text: String?, _ name: Name) throws(SettingsError) -> Bool? {
        switch text {
        case nil: nil
        case "yes", "true", "1": true
        case "no", "false", "0": false
        case .some(let other): throw .value(name: name.rawValue, text: other)
        }
    }

    private static func file(_ url: URL) throws(SettingsError) -> [String: String] {
        guard FileManager.default.fileExists(atPath: url.path) else { return [:] }
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw .file(path: url.path, line: 0)
        }
        var values: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "=") else { throw .file(path: url.path, line: index + 1) }
            let name = line[..<equals].trimmingCharacters(in: .whitespaces)
            guard Name(rawValue: name) != nil else { throw .unknown(name: name) }
            values[name] = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        }
        return values
    }

    /// The given folder; else the current one; else the nearest above the executable that has both folders.
    private static func resources(_ given: String?) throws(SettingsError) -> URL {
        func isHome(_ url: URL) -> Bool {
            ["static/pages", "texts/id.tsv"].allSatisfy {
                FileManager.default.fileExists(atPath: url.appendingPathComponent($0).path)
            }
        }
        if let given {
            let url = URL(fileURLWithPath: given, isDirectory: true)
            guard isHome(url) else { throw .resources(path: given) }
            return url
        }
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
        if isHome(here) { return here }
        var folder = Bundle.main.bundleURL.resolvingSymlinksInPath()
        while folder.path != "/" {
            if isHome(folder) { return folder }
            folder = folder.deletingLastPathComponent()
        }
        throw .resources(path: here.path)
    }
}
