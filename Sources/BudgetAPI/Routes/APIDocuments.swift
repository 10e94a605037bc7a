import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/v1/openapi.json`, the contract for programs, and `/api`, the same to look at (Swagger UI, where it is
/// installed).
struct APIDocuments: Sendable {
    let house: House
    private let document: ByteBuffer

    /// - Throws: when static/openapi.json can't be read.
    init(house: House) throws {
        self.house = house
        let file = house.settings.resources.appendingPathComponent("static/openapi.json")
        document = ByteBuffer(bytes: try Data(contentsOf: file))
    }

    var routes: [Route] {
        [
            Route(.get, "/v1/openapi.json", .anyone, showDocument),
            Route(.get, "/api", .anyone, showPage),
        ]
    }

    @Sendable func showDocument(_ request: Request, _ context: AppContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
            body: .init(byteBuffer: document))
    }

    /// What api.mustache reads.
    struct Model {
        let hasViewer: Bool
    }

    @Sendable func showPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let hasViewer = house.statics.has("lib/swagger/swagger-ui-bundle.js")
        var screen = Screen(
            template: "api", title: house.words(context)("api.title"), model: Model(hasViewer: hasViewer))
        if hasViewer {
            screen.styles = ["lib/swagger/swagger-ui.css"]
            screen.libraries = ["lib/swagger/swagger-ui-bundle.js"]
            screen.modules = ["components/api-viewer.js"]
        }
        return house.pages.render(screen, request, context)
    }
}
