import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/works/{id}/links`: the capture links of a work; sharing one and closing one.
struct LinksPage: Sendable {
    let house: House
    let read: ReadProject
    let links: CaptureLinks

    var routes: [Route] {
        [
            Route(.get, "/works/{id}/links", .signedIn, show),
            Route(.post, "/works/{id}/links", .posts([.manager]), share),
            Route(.post, "/works/{id}/links/{link}/revoke", .posts([.manager, .secretary, .head]), revoke),
        ]
    }

    /// What links.mustache reads.
    struct Model {
        struct Line {
            let label: String
            let detail: String
            let state: String
            let style: String
            let photos: String
            /// Where the form that closes it goes to; nil where it is closed, or not the reader's to close.
            let revoke: String?
        }

        struct Made {
            let address: String
            let whatsApp: String
            let text: String
            /// The address as a QR code, an SVG element.
            let code: String
        }

        let summary: FormSummary?
        let made: Made?
        let work: String
        let mayShare: Bool
        let fields: [Field]
        let lines: [Line]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    /// The new link is shown in the answer itself: nobody, also not the server, can show it again.
    @Sendable func share(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let form = try await request.form()
        let words = house.words(context)
        do {
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let label = fields.text("label", limit: 100)
            let days = fields.integer("days", in: CaptureLinks.days)
            try fields.finish()
            let made = try await links.share(id, of: try context.id(), with: label, days: days, by: session)
            let address = house.captureAddress(made, request)
            let work = try await read(try context.id(), by: session).project.plan.name
            let text = words(
                "links.message",
                [
                    "work": work, "address": address,
                    "until": words.moment(made.expiresAt, zone: .jakarta),
                ])
            let shown = Model.Made(
                address: address, whatsApp: "https://wa.me/?text=\(text.queryEncoded)", text: text,
                code: try QRPicture(address).svg)
            var answer = try await screen(FormState(words: words), context, made: shown)
            answer.status = .created
            return house.pages.render(answer, request, context)
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var again = try await screen(FormState(words: words, form: form, problem: problem), context)
            again.status = problem.status
            return house.pages.render(again, request, context)
        }
    }

    @Sendable func revoke(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { _ in
            let project = try await links.revoke(try context.id("link"), by: session)
            return "/works/\(project.uuidString.lowercased())/links"
        } again: {
            try await screen($0, context)
        }
    }

    private func screen(
        _ state: FormState, _ context: AppContext, made: Model.Made? = nil
    ) async throws -> Screen {
        let session = try context.requireSession()
        let (id, words) = (try context.id(), state.words)
        let work = try await read(id, by: session).project
        let base = "/works/\(id.uuidString.lowercased())"
        let mayClose = session.holds(.manager, .secretary, .head, over: work.village)
        let lines = try await links.list(of: id, by: session).map { link in
            Model.Line(
                label: link.label,
                detail: words(
                    "links.shared",
                    [
                        "by": link.sharedBy ?? "", "at": words.moment(link.madeAt, zone: .jakarta),
                        "until": words.moment(link.expiresAt, zone: .jakarta),
                    ]),
                state: words("links.state.\(link.state.rawValue)"), style: link.state == .open ? "well" : "",
                photos: words("links.photos", ["count": String(link.photos)]),
                revoke: mayClose && link.state == .open
                    ? "\(base)/links/\(link.id.uuidString.lowercased())/revoke" : nil)
        }
        let days = [1, 3, 7, 14, 30, 60].map {
            Choice(value: String($0), label: words("links.day-count", ["count": String($0)]))
        }
        let model = Model(
            summary: state.summary, made: made, work: base,
            mayShare: session.holds(.manager, over: work.village) && work.state != .cancelled,
            fields: [
                state.field("label", labels: "links"),
                state.field("days", labels: "links", value: "7", options: days),
            ], lines: lines)
        return Screen(
            template: "links", title: words("links.title"), model: model,
            crumbs: [
                Crumb(label: words("works.title"), address: "/works"),
                Crumb(label: work.plan.name, address: base),
            ], modules: ["components/copy-text.js"])
    }
}
