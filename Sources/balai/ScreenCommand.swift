import ArgumentParser
import Commons
import Foundation
import Monitoring

/// `balai screen`: double funding and fiction in files of works and photos, one flag a line.
struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Screens works and photos for double funding and fiction.",
        discussion: "Flags are evidence, never a verdict. Parameters and rules: docs/screening.md.")

    @Option(help: "The works: GeoJSON.") var projects: String
    @Option(help: "The photo records: one JSON object a line.") var photos: String
    @Option(help: "The village boundaries: GeoJSON with `code`.") var villages: String
    @Option(help: "Thresholds that replace the shipped ones: a JSON object of names and numbers.") var params:
        String?
    @Option(help: "Print what every rule saw in this work instead of flags.") var explain: String?
    @Option(help: "Print what these thresholds would change against --params instead of flags.") var compare:
        String?
    @Option(help: "Language of the reasons: id or en.") var language = "id"
    @ArgumentParser.Flag(help: "Print cases (works whose flags hang together), the gravest first.")
    var cases = false

    func run() async throws {
        guard let language = Language(rawValue: language) else {
            throw ValidationError("--language is id or en")
        }
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "BALAI_RESOURCES" }
        let resources = try Settings(flags: [:], environment: environment).resources
        let words = try Texts(directory: resources.appendingPathComponent("texts")).words(in: language)
        do {
            try await run(words)
        } catch let error as ScreeningFileError {
            FileHandle.standardError.write(Data((error.told(words) + "\n").utf8))
            throw ExitCode.failure
        }
    }

    private func run(_ words: Words) async throws {
        let works = try ScreeningFiles.works(at: url(projects))
        var session = ScreeningSession(
            works: works,
            photos: try await ScreeningFiles.photos(at: url(photos)),
            villages: try ScreeningFiles.villages(at: url(villages)), words: words)
        if let first = works.first(where: \.isPlanUnreadable), works.allSatisfy({ $0.shape == nil }) {
            throw ScreeningFileError.notDegrees(id: first.id)
        }
        session.progress = { FileHandle.standardError.write(Data("balai screen: \($0)\n".utf8)) }
        let parameters = try params.map { try ScreeningFiles.parameters(at: url($0)) } ?? .standard
        if let explain {
            try await session.explain(explain, parameters, to: write)
        } else if let compare {
            try await session.compare(
                parameters, with: ScreeningFiles.parameters(at: url(compare)), to: write)
        } else if cases {
            await session.cases(parameters, to: write)
        } else {
            await session.flags(parameters, to: write)
        }
    }

    private func url(_ path: String) -> URL { URL(fileURLWithPath: path) }

    private func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}

extension ScreeningFileError {
    /// What is wrong with the files or the question, as a person reads it.
    fileprivate func told(_ words: Words) -> String {
        switch self {
        case .unreadable(let path, let reason):
            words("screen.fault-unreadable", ["path": path, "reason": reason])
        case .malformed(let offset): words("screen.fault-malformed", ["offset": String(offset)])
        case .malformedLine(let path, let line, let column):
            words("screen.fault-line", ["path": path, "line": String(line), "column": String(column)])
        case .member(let name, let offset):
            words("screen.fault-member", ["name": name, "offset": String(offset)])
        case .memberInLine(let name, let path, let line):
            words("screen.fault-member-line", ["name": name, "path": path, "line": String(line)])
        case .otherReferenceSystem(let name): words("screen.fault-crs", ["name": name])
        case .notDegrees(let id): words("screen.fault-degrees", ["id": id])
        case .noVillages(let path): words("screen.fault-villages", ["path": path])
        case .repeatedProject(let id): words("screen.fault-repeated", ["id": id])
        case .unknownParameter(let name): words("screen.fault-parameter", ["name": name])
        case .unknownProject(let id): words("screen.fault-project", ["id": id])
        }
    }
}
