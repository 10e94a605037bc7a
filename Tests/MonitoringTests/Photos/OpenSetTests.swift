import Foundation
import Testing

@testable import Monitoring

/// The photo test set beside the project (`../shared/photos/open`): 316 real, synthetic and hostile files.
enum OpenSet {
    /// A camera's name: exiftool prints one that is all digits as a number.
    struct Name: Decodable, Sendable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                text = try container.decode(String.self).trimmingCharacters(in: .whitespaces)
            } catch DecodingError.typeMismatch {
                text = nil
            }
        }
    }

    struct Expected: Decodable, Sendable {
        let file: String
        let kind: String
        let policy: String
        let latitude: Double?
        let longitude: Double?
        let toleranceDegrees: Double
        let width: Int?
        let height: Int?
        let make: Name?
        let orientation: Int?
        let timeOriginal: String?

        enum CodingKeys: String, CodingKey {
            case file, kind, policy, width, height, make, orientation
            case latitude = "truth_lat"
            case longitude = "truth_lon"
            case toleranceDegrees = "tol_deg"
            case timeOriginal = "date_time_original"
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/photos/open").standardizedFileURL

    static var isPresent: Bool {
        FileManager.default.isReadableFile(atPath: folder.appending(path: "expected.jsonl").path)
    }

    static func expected() throws -> [Expected] {
        let text = try String(contentsOf: folder.appending(path: "expected.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(Expected.self, from: Data(line.utf8))
        }
    }
}

/// Goal: agreement with the truth of the test set, and its policy for each hostile file, in bounded time.
/// Method: every file through the function that the upload calls.
@Suite(.enabled(if: OpenSet.isPresent, "../shared/photos/open is not beside this checkout"))
struct OpenSetTests {
    private enum Answer {
        case facts(PhotoFacts)
        case refused(PhotoRefusal)
    }

    private func answer(_ file: String) -> Answer {
        do throws(PhotoRefusal) {
            return .facts(try PhotoInspector().inspect(fileAt: OpenSet.folder.appending(path: file).path))
        } catch {
            return .refused(error)
        }
    }

    private func agrees(_ answer: Answer, _ expected: OpenSet.Expected) -> Bool {
        var truth = expected.latitude.flatMap { north in expected.longitude.map { (north, $0) } }
        if let (north, east) = truth, north == 0, east == 0 { truth = nil }  // the set: "treat as no fix"
        guard case .facts(let facts) = answer else { return truth == nil }
        guard let (north, east) = truth else { return facts.latitude == nil && facts.longitude == nil }
        guard let latitude = facts.latitude, let longitude = facts.longitude else { return false }
        return abs(latitude - north) <= expected.toleranceDegrees
            && abs(longitude - east) <= expected.toleranceDegrees
    }

    @Test func `99 of 100 files that are not hostile agree with their truth`() throws {
        let files = try OpenSet.expected().filter { $0.kind != "hostile" }
        let wrong = files.filter { !agrees(answer($0.file), $0) }
        let share = Double(files.count - wrong.count) / Double(files.count)
        let percent = (share * 10_000).rounded() / 100
        let report = "\(percent) % of \(files.count) agree; not: \(wrong.map(\.file))"
        print("photos/open: \(report)")
        #expect(files.count > 200 && share >= 0.99, Comment(rawValue: report))
    }

    @Test func `camera, time, size and orientation agree where the file is accepted`() throws {
        for expected in try OpenSet.expected() where expected.kind == "real" || expected.kind == "synth" {
            guard case .facts(let facts) = answer(expected.file), !expected.policy.contains("or reject"),
                !facts.notes.contains(.exifRepeated)
            else { continue }
            let file = Comment(rawValue: expected.file)
            if let make = expected.make?.text, !make.isEmpty { #expect(facts.make == make, file) }
            #expect(facts.width == expected.width && facts.height == expected.height, file)
            if let orientation = expected.orientation, (1...8).contains(orientation) {
                #expect(facts.orientation == orientation, file)
            }
            if let taken = facts.takenAt {
                let digits = taken.prefix(19).filter(\.isNumber)
                #expect(digits == expected.timeOriginal?.filter(\.isNumber), file)
            }
        }
    }

    @Test func `hostile, corrupt and foreign files get the answer of their policy`() throws {
        for expected in try OpenSet.expected() where !expected.policy.contains("or reject; never crash") {
            let file = Comment(rawValue: "\(expected.file): \(expected.policy)")
            let answer = answer(expected.file)
            if expected.policy.hasPrefix("reject") {
                guard case .refused = answer, !expected.policy.contains("or accept") else {
                    #expect(expected.policy.contains("or accept"), file)
                    continue
                }
            } else if !expected.policy.contains("or reject") {
                guard case .facts(let facts) = answer else {
                    Issue.record(file)
                    continue
                }
                if expected.policy.hasPrefix("flag") { #expect(!facts.notes.isEmpty, file) }
                if expected.policy.contains("no_gps") { #expect(facts.latitude == nil, file) }
                if expected.policy.contains("GPS read") { #expect(facts.latitude == -7.25, file) }
            }
        }
    }

    @Test func `each hostile file costs less than a second of processor time`() throws {
        for expected in try OpenSet.expected() where expected.kind == "hostile" {
            let before = Self.threadSeconds()
            _ = answer(expected.file)
            #expect(Self.threadSeconds() - before < 1, Comment(rawValue: expected.file))
        }
    }

    private static func threadSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
