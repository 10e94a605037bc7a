import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One screen ready to be rendered: which template, under which title, with which typed view model.
struct Screen {
    /// The template's name in static/pages, without its extension.
    let template: String
    let title: String
    /// What the template reads; its members are looked up by name.
    let model: Any
    var status = HTTPResponse.Status.ok
    /// The way back, outermost first; the screen itself is added last.
    var crumbs: [Crumb] = []
    /// ES modules below static/ that make the screen more comfortable; it works without them.
    var modules: [String] = []
    /// Style sheets below static/ or lib/ beside the common one.
    var styles: [String] = []
    /// Classic scripts of libraries below lib/ (Leaflet).
    var libraries: [String] = []
    /// The address of the page's web manifest, where it can be installed.
    var manifest: String?
    /// Whether the page shows invented example data (DATA CONTOH).
    var isDemo = false
}

/// One step of the breadcrumb.
struct Crumb {
    let label: String
    let address: String
}

/// Renders screens: static/pages/*.mustache inside layout.mustache.
struct Pages: Sendable {
    private let templates: PageTemplates
    private let trees: [Language: TextTree]
    private let texts: Texts
    private let statics: StaticFiles
    private let settings: Settings

    /// - Throws: `TemplateError`, or a file's error.
    init(directory: URL, texts: Texts, statics: StaticFiles, settings: Settings) throws {
        templates = try PageTemplates(try Self.files(in: directory))
        self.texts = texts
        self.statics = statics
        self.settings = settings
        trees = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, TextTree(texts.words(in: $0))) })
    }

    /// The templates' texts under their files' names.
    private static func files(in directory: URL) throws -> [String: String] {
        let all = try FileManager.default.contentsOfDirectory(
            at: directory, includingPropertiesForKeys: nil)
        var texts: [String: String] = [:]
        for file in all where file.pathExtension == "mustache" {
            let name = file.deletingPathExtension().lastPathComponent
            texts[name] = try String(contentsOf: file, encoding: .utf8)
        }
        return texts
    }

    /// The screen as an answer. Pages are never stored by a cache: they are about one person's data.
    func render(_ screen: Screen, _ request: Request?, _ context: AppContext) -> Response {
        let html = html(screen, request, context)
        return Response(
            status: html.isEmpty ? .internalServerError : screen.status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue,
                .cacheControl: "no-store", .vary: "Cookie, Accept-Language",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: html)))
    }

    /// The screen as UTF-8; empty where its template is missing.
    func html(_ screen: Screen, _ request: Request?, _ context: AppContext) -> [UInt8] {
        let words = texts.words(in: context.language)
        let frame = Frame(
            screen: screen, words: words, tree: trees[context.language] ?? TextTree(words),
            path: request?.uri.string ?? "/", context: context, statics: statics, settings: settings)
        return Members.of(frame).flatMap { templates.render(screen.template, $0) } ?? []
    }

    /// A problem as a page of its own, where there is no form to show it in.
    func problem(_ problem: Problem, _ context: AppContext) -> Response {
        let words = texts.words(in: context.language)
        let model = ProblemPageModel(
            title: problem.title(words), detail: problem.detail(words),
            fields: problem.fields.map { $0.words(words) }, type: problem.type, requestId: context.requestID)
        let screen = Screen(
            template: "problem", title: problem.title(words), model: model, status: problem.status)
        return render(screen, nil, context)
    }

    /// A bare status as a page: what failed is in the log under the request id.
    func bare(_ status: HTTPResponse.Status, _ context: AppContext) -> Response {
        let words = texts.words(in: context.language)
        let isOurs = status.kind == .serverError
        let title = words(isOurs ? "page.failed.title" : "page.refused.title")
        let model = ProblemPageModel(
            title: title, detail: words(isOurs ? "page.failed.detail" : "page.refused.detail"), fields: [],
            type: nil, requestId: context.requestID)
        return render(Screen(template: "problem", title: title, model: model, status: status), nil, context)
    }
}

/// What problem.mustache reads.
struct ProblemPageModel {
    let title: String
    let detail: String
    let fields: [String]
    let type: String?
    let requestId: String
}
