import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/works/{id}/public`: which photos of a work anyone may see. Each one needs a person who says that nobody
/// in it can be recognised.
struct ReleasePage: Sendable {
    let house: House
    let read: ReadProject
    let photos: ReleasePhotos
    private static let officers: Set<Role> = [.manager, .secretary, .head, .operator]

    init(house: House, read: ReadProject, photos: ReleasePhotos) {
        (self.house, self.read, self.photos) = (house, read, photos)
    }

    var routes: [Route] {
        [
            Route(.get, "/works/{id}/public", .signedIn, show),
            Route(.post, "/works/{id}/public/release", .posts(Self.officers), release),
            Route(.post, "/works/{id}/public/withdraw", .posts(Self.officers), withdraw),
        ]
    }

    /// What release.mustache reads.
    struct Model {
        struct Photo {
            let address: String
            let full: String
            let alt: String
            let caption: String
            let progress: String
            let receipt: String
            let isReleased: Bool
        }

        let summary: FormSummary?
        let base: String
        /// Works of agencies stand on no village page.
        let publicAddress: String?
        let mayChange: Bool
        let photos: [Photo]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func release(_ request: Request, _ context: AppContext) async throws -> Response {
        try await change(request, context) { form, progress, receipt, session in
            // The tick is the statement: without it nothing becomes public.
            guard form["nobody"] == "yes" else {
                throw Problem(
                    .invalidFields, fields: [FieldProblem(field: "nobody", key: "nobody-recognised")])
            }
            try await photos.release(receipt, of: progress, by: session)
        }
    }

    @Sendable func withdraw(_ request: Request, _ context: AppContext) async throws -> Response {
        try await change(request, context) { _, progress, receipt, session in
            try await photos.withdraw(receipt, of: progress, by: session)
        }
    }

    private func change(
        _ request: Request, _ context: AppContext,
        _ act: (Form, UUID, UUID, Session) async throws -> Void
    ) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (progress, receipt) = (fields.uuid("progress"), fields.uuid("receipt"))
            try fields.finish()
            try await act(form, progress, receipt, session)
            return "/works/\(id.uuidString.lowercased())/public"
        } again: {
            try await screen($0, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let (id, words) = (try context.id(), state.words)
        let work = try await read(id, by: session).project
        let base = "/works/\(id.uuidString.lowercased())"
        let code = try VillageCode(number: work.village)
        let found = try await photos.photos(of: id, by: session).map { photo in
            let address = "/photos/\(photo.receipt.uuidString.lowercased())"
            return Model.Photo(
                address: "\(address)/thumbnail", full: "\(address)/display",
                alt: words("works.photo-of", ["stage": String(photo.stage)]),
                caption: "\(photo.stage) % · \(words.date(photo.day))",
                progress: photo.progress.uuidString.lowercased(),
                receipt: photo.receipt.uuidString.lowercased(), isReleased: photo.release != nil)
        }
        let model = Model(
            summary: state.summary, base: "\(base)/public",
            publicAddress: work.plan.agency.isEmpty
                ? "/desa/\(code.dotted)/\(work.plan.year)/pekerjaan/\(id.uuidString.lowercased())" : nil,
            mayChange: session.holds(.manager, .secretary, .head, .operator, over: work.village),
            photos: found)
        return Screen(
            template: "release", title: words("release.title"), model: model,
            crumbs: [
                Crumb(label: words("works.title"), address: "/works"),
                Crumb(label: work.plan.name, address: base),
            ])
    }
}
