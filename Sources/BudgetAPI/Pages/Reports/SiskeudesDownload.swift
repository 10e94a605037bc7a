import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/siskeudes`: the village's year as the tables of a Siskeudes export, in one
/// archive.
struct SiskeudesDownload: Sendable {
    let house: House
    let read: ReadSiskeudesYear

    var routes: [Route] {
        ["", "/v1"].map { Route(.get, "\($0)/villages/{village}/{year}/siskeudes", .signedIn, download) }
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        let reference = try SiskeudesReference(
            folder: house.settings.resources.appendingPathComponent("schema/reference"))
        let export = try await read(of: village, year: year, by: session.key)
        let files = SiskeudesWriter.tables(of: export, reference: reference).map {
            (name: "\($0.name).csv", bytes: Array($0.text.utf8))
        }
        let name = "siskeudes-\(village.dotted)-\(year).zip"
        return ReportFile.answer(try await Archive.bytes(of: files), "application/zip", name)
    }
}
