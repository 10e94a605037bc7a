import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/villages/{village}/complaint`: where people of a village complain (alamat pengaduan), as its public page
/// says it.
struct ComplaintPage: Sendable {
    private static let writers = Access.posts([.operator, .secretary, .head, .county])

    let house: House
    let villages: ReadVillages
    let read: ReadPublic
    let set: SetComplaint

    var routes: [Route] {
        [
            Route(.get, "/villages/{village}/complaint", Self.writers, show),
            Route(.post, "/villages/{village}/complaint", Self.writers, save),
            Route(.put, "/v1/villages/{village}/complaint", Self.writers, saveProgram),
        ]
    }

    /// What complaint.mustache reads.
    struct Model {
        let summary: FormSummary?
        let action: String
        let publicAddress: String
        let fields: [Field]
    }

    struct Body: Codable {
        let complaint: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try context.village()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let address = fields.optionalText("complaint", limit: SetComplaint.limit)
            try fields.finish()
            try await set(address, of: village, by: session)
            return "/desa/\(village.number)"
        } again: {
            try await screen($0, context)
        }
    }

    @Sendable func saveProgram(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let body = try await request.body(Body.self)
        try await set(body.complaint, of: try context.village(), by: session)
        return try context.json(body)
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let now = try await read.village(village.code).complaint
        let address = VillageAddress(village.code.number, year: session.year)
        let model = Model(
            summary: state.summary, action: "/villages/\(village.code.number)/complaint",
            publicAddress: "/desa/\(village.code.number)",
            fields: [
                state.field("complaint", .area, labels: "complaint", value: now, isRequired: false)
            ])
        return Screen(
            template: "complaint", title: state.words("complaint.title"), model: model,
            crumbs: [Crumb(label: village.name, address: address.base)], isDemo: village.isDemo)
    }
}
