import Commons

/// One photo as one line of JSON: the answer of `balai photo inspect`. Every key is always there, in this
/// order; what a file does not say is `null`.
public struct PhotoReport: Sendable {
    /// The line, without its line feed.
    public let line: String

    /// - Parameters:
    ///   - path: where the file lies, as the system knows it: any bytes up to a NUL.
    ///   - name: what it is called in the answer.
    ///   - inspector: who reads it.
    public init(inspecting path: [CChar], named name: String, by inspector: PhotoInspector) {
        do throws(PhotoRefusal) {
            line = Self.line(name, facts: try inspector.inspect(fileAt: path))
        } catch {
            line = Self.line(name, refusal: error)
        }
    }

    /// - Parameters:
    ///   - path: where the file lies; it is called so in the answer.
    ///   - inspector: who reads it.
    public init(inspecting path: String, by inspector: PhotoInspector) {
        self.init(inspecting: Array(path.utf8CString), named: path, by: inspector)
    }

    private static func line(_ name: String, facts: PhotoFacts) -> String {
        var json = JSONLine()
        json.add("file", name)
        json.add("sha256", SHA256.hexadecimal(facts.sha256))
        json.add("status", "ok")
        json.add("reason", String?.none)
        json.add("width", facts.width)
        json.add("height", facts.height)
        json.add("orientation", facts.orientation)
        json.add("lat", facts.latitude)
        json.add("lon", facts.longitude)
        json.add("altitude_m", facts.altitudeMetres)
        json.add("position_error_m", facts.positionErrorMetres)
        json.add("taken_at", facts.takenAt)
        json.add("gps_at", facts.gpsAt)
        json.add("make", facts.make)
        json.add("model", facts.model)
        json.add("software", facts.software)
        json.add("pdq", facts.hashes.pdq.hexadecimal)
        json.add("pdq_quality", facts.hashes.pdqQuality)
        json.add("notes", facts.notes.map(\.code))
        return json.finished
    }

    private static func line(_ name: String, refusal: PhotoRefusal) -> String {
        var json = JSONLine()
        json.add("file", name)
        json.add("sha256", refusal.sha256.map { SHA256.hexadecimal($0) })
        json.add("status", "refused")
        json.add("reason", refusal.code)
        json.add("width", refusal.width)
        json.add("height", refusal.height)
        for key in ["orientation", "lat", "lon", "altitude_m", "position_error_m", "taken_at", "gps_at"] {
            json.add(key, Int?.none)
        }
        for key in ["make", "model", "software", "pdq", "pdq_quality"] { json.add(key, Int?.none) }
        json.add("notes", [])
        return json.finished
    }
}

/// A JSON object built key by key, because the order of the keys is part of the answer.
private struct JSONLine {
    private var members: [String] = []

    var finished: String { "{" + members.joined(separator: ", ") + "}" }

    mutating func add(_ key: String, _ value: String?) { put(key, value.map(Self.quoted)) }
    mutating func add(_ key: String, _ value: Int?) { put(key, value.map { "\($0)" }) }
    mutating func add(_ key: String, _ value: Double?) {
        put(key, value.flatMap { $0.isFinite ? "\($0)" : nil })
    }
    mutating func add(_ key: String, _ values: [String]) {
        put(key, "[" + values.map(Self.quoted).joined(separator: ", ") + "]")
    }

    private mutating func put(_ key: String, _ value: String?) {
        members.append(Self.quoted(key) + ": " + (value ?? "null"))
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
