import Commons
import Foundation
import Hummingbird

/// What every screen and route shares: the words, the templates, the browser's files, the settings.
/// Made once in Application.swift; holds no database.
struct House: Sendable {
    let settings: Settings
    let texts: Texts
    let pages: Pages
    let statics: StaticFiles
    /// `Content-Security-Policy` of every page.
    let contentPolicy: String

    /// - Throws: `TextsError`, a template's parse error, or a file error; the server then does not start.
    init(settings: Settings) async throws {
        self.settings = settings
        contentPolicy = SecurityHeaders.policy(tiles: Self.origin(of: settings.tiles))
        texts = try Texts(directory: settings.resources.appendingPathComponent("texts"))
        statics = try await StaticFiles(settings: settings)
        pages = try await Pages(
            directory: settings.resources.appendingPathComponent("static/pages"), texts: texts,
            statics: statics,
            settings: settings)
    }

    func words(_ context: AppContext) -> Words { texts.words(in: context.language) }

    /// The language of an answer: the person's own, else what this browser chose before, else what it
    /// accepts.
    func language(of request: Request, session: Session?) -> Language {
        if let session, let language = Language(rawValue: session.language) { return language }
        if let chosen = request.cookies["balai-language"].flatMap({ Language(rawValue: $0.value) }) {
            return chosen
        }
        return Language(accepting: request.headers[.acceptLanguage])
    }

    /// The origin that map tiles come from; nil where there is none, or many.
    private static func origin(of tiles: String?) -> String? {
        guard let tiles, let scheme = tiles.range(of: "://") else { return nil }
        let host = tiles[scheme.upperBound...].prefix { $0 != "/" }
        return host.contains("{") ? nil : String(tiles[..<scheme.upperBound] + host)
    }
}
