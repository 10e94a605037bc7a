import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/desa`: where a resident finds the page of a village, without an account.
struct PublicVillagesPage: Sendable {
    let house: House
    let read: ReadPublic

    private static let pageRows = 50

    var routes: [Route] { [Route(.get, "/desa", .anyone, show)] }

    /// What villages-public.mustache reads.
    struct Model {
        struct Line {
            let name: String
            let district: String
            let address: String
        }

        let search: String
        let lines: [Line]
        let next: String?
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let search = String((request.query("search") ?? "").prefix(60))
        let after = try request.query("after", Int64.init) ?? 0
        let found = try await read.villages(search: search, after: after, limit: Self.pageRows + 1)
        let shown = found.prefix(Self.pageRows)
        let next = found.count > Self.pageRows ? shown.last?.code.number : nil
        let model = Model(
            search: search,
            lines: shown.map {
                Model.Line(name: $0.name, district: $0.districtName, address: "/desa/\($0.code.dotted)")
            }, next: next.map { "/desa?after=\($0)&search=\(search.queryEncoded)" })
        let screen = Screen(
            template: "villages-public", title: words("public.villages"), model: model,
            isDemo: shown.contains(where: \.isDemo))
        return PublicFrame(house: house).render(screen, request, context)
    }
}
