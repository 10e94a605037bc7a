import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// `/works/export?format=…`: the works of the list's filters as GeoJSON, KML, GPX, CSV or XLSX, streamed.
struct ExportPage: Sendable {
    let house: House
    let export: ExportWorks

    var routes: [Route] {
        [
            Route(.get, "/works/export", .signedIn, send),
            Route(.get, "/v1/works/export", .signedIn, send),
        ]
    }

    private static let columns = [
        "id", "village", "district", "year", "activity", "fund", "name", "kind", "agency", "state", "stage",
        "budget", "longitude", "latitude",
    ]

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        guard let format = WorkFormat(rawValue: request.query("format") ?? "geojson") else {
            throw Problem(.malformedRequest, ["member": .text("format")])
        }
        let filter = try WorksFilter(request).projects
        let headings = Self.columns.map { words("export.\($0)") }
        let title = words("works.title")
        let body = ResponseBody { writer in
            try await export(filter, as: format, title: title, headings: headings, by: session) { bytes in
                try await writer.write(ByteBuffer(bytes: bytes))
            }
            try await writer.finish(nil)
        }
        let disposition = HTTPField.Name("Content-Disposition")
        var headers: HTTPFields = [.contentType: format.mediaType, .cacheControl: "no-store"]
        if let disposition { headers[disposition] = "attachment; filename=\"pekerjaan.\(format.rawValue)\"" }
        return Response(status: .ok, headers: headers, body: body)
    }
}
