import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// `/rekam/{token}`: the page of a capture link. Installable, works without a signal; without script it is a
/// plain form for one photo. Nobody is signed in here, whoever uses the browser otherwise.
struct CapturePage: Sendable {
    let house: House
    let open: OpenCapture
    let receive: ReceiveCapture
    let door: LinkDoor
    let today: @Sendable () -> String

    var routes: [Route] {
        [
            Route(.get, "/rekam/{token}", .anyone, show),
            Route(.post, "/rekam/{token}", .anyone, send),
            Route(.get, "/rekam/{token}/manifest.webmanifest", .anyone, manifest),
            Route(.get, "/rekam-sw.js", .anyone, worker),
        ]
    }

    /// What capture.mustache reads.
    struct Model {
        let summary: FormSummary?
        let done: String?
        let token: String
        let place: String
        let until: String
        let fields: [Field]
        let setID: String
        /// The component's words as JSON, and where its worker lies.
        let words: String
        let worker: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, nobody(context))
    }

    /// The plain form: one photo, its place only from the file.
    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let key = try door.key(token: try context.parameters.require("token"))
        _ = try await open(key)  // before any byte is read
        let body = try await request.multipart()
        let form = try body.form()
        do {
            var fields = FormReader(form)
            let photoSet = fields.uuid("id")
            let stage = fields.integer("stage", in: 0...100)
            let note = fields.optionalText("note", limit: 2_000)
            let files = body.files("photo")
            if files.isEmpty { fields.fail("photo", "missing") }
            try fields.finish()
            let draft = try CaptureDraft(
                photoSet: photoSet, stage: stage, note: note, day: today(), mode: .form, capturedAt: nil,
                place: nil)
            var said: [String] = []
            for file in files.prefix(ProgressDraft.largestPhotoCount) {
                let answer = try await receive(file.bytes, draft, through: key)
                said.append(
                    words(
                        "capture.done",
                        [
                            "hash": String(answer.sha256.hexadecimal.prefix(12)),
                            "meaning": PhotoWords(answer.judgement, takenAt: nil, words).verdict,
                        ]))
            }
            let screen = try await screen(
                FormState(words: words), context, done: said.joined(separator: " "))
            return house.pages.render(screen, request, nobody(context))
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await screen(
                FormState(words: words, form: form, problem: problem), context)
            screen.status = problem.status
            return house.pages.render(screen, request, nobody(context))
        }
    }

    struct Manifest: Encodable {
        struct Icon: Encodable {
            let src: String
            let sizes: String
            let type: String
            let purpose: String
        }

        let name: String
        let shortName: String
        let lang: String
        let startUrl: String
        let scope: String
        let display: String
        let backgroundColor: String
        let themeColor: String
        let icons: [Icon]
    }

    @Sendable func manifest(_ request: Request, _ context: AppContext) async throws -> Response {
        let token = try context.parameters.require("token")
        let work = try await open(try door.key(token: token))
        let words = house.words(context)
        let icon = house.statics.address("images/icon.svg")
        let manifest = Manifest(
            name: "\(words("capture.short")): \(work.name)", shortName: words("capture.short"),
            lang: words.language.rawValue, startUrl: "/rekam/\(token)", scope: "/rekam/",
            display: "standalone", backgroundColor: "#ffffff", themeColor: "#0b5a4a",
            icons: ["any", "maskable"].map {
                Manifest.Icon(src: icon, sizes: "any", type: "image/svg+xml", purpose: $0)
            })
        let encoder = context.responseEncoder
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return Response(
            status: .ok, headers: [.contentType: "application/manifest+json", .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(manifest))))
    }

    /// The service worker, at an address that may speak for `/rekam/`; asked for anew each time.
    @Sendable func worker(_ request: Request, _ context: AppContext) async throws -> Response {
        try house.statics.answer("capture/worker.js", cacheControl: "no-cache")
    }

    private func nobody(_ context: AppContext) -> AppContext {
        var context = context
        context.session = nil
        return context
    }

    private func screen(
        _ state: FormState, _ context: AppContext, done: String? = nil
    ) async throws -> Screen {
        let words = state.words
        let token = try context.parameters.require("token")
        let work = try await open(try door.key(token: token))
        let stages = work.stages.map { Choice(value: String($0), label: "\($0) %") }
        let nearest = stages.last { (Int($0.value) ?? 0) <= work.stage }?.value ?? "0"
        let model = Model(
            summary: state.summary, done: done, token: token,
            place: "\(work.villageName), \(work.districtName)",
            until: words(
                "capture.until",
                ["by": work.sharedBy ?? "", "at": words.moment(work.expiresAt, zone: .jakarta)]),
            fields: [
                state.field("stage", labels: "capture", value: nearest, options: stages),
                state.field("note", .area, labels: "capture", isRequired: false),
            ], setID: UUID.v7().uuidString.lowercased(), words: try words.json { "capture.js.\($0)" },
            worker: "/rekam-sw.js")
        return Screen(
            template: "capture", title: work.name, model: model,
            modules: ["components/photo-capture.js"], manifest: "/rekam/\(token)/manifest.webmanifest")
    }
}
