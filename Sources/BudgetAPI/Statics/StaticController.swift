import Hummingbird

/// `/static/{hash}/…` and `/lib/{hash}/…`: files for the browser, kept by it for ever.
struct StaticController: Sendable {
    let statics: StaticFiles

    var routes: [Route] {
        [
            Route(.get, "/static/**", .anyone, show),
            Route(.get, "/lib/**", .anyone, show),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try statics.answer(request)
    }
}
