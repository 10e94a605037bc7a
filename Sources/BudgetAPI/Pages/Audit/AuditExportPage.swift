import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/audit/exports/{id}`: how far an export is, shown while it grows, and the file when it is there.
struct AuditExportPage: Sendable {
    let house: House
    let desk: ExportDesk

    private static let threads = WorkerThreads("downloads", threads: 2)
    private static let pieceBytes = 262_144

    var routes: [Route] {
        [
            Route(.get, "/audit/exports/{id}", AuditPage.access, show),
            Route(.get, "/audit/exports/{id}/file", AuditPage.access, file),
            Route(.get, "/v1/audit/exports/{id}", AuditPage.access, program),
        ]
    }

    /// What export.mustache reads.
    struct Model {
        struct File {
            let address: String
            let size: String
            let sha256: String
        }

        let state: String
        let isRunning: Bool
        let hasFailed: Bool
        let reason: String
        let done: Int
        let total: Int
        let step: String
        let file: File?
        let own: String
        let source: String
    }

    static func name(_ state: ExportDesk.State) -> String {
        switch state {
        case .running: "running"
        case .done: "done"
        case .failed: "failed"
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let job = try desk.job(try context.id(), by: try context.requireSession())
        let own = "/audit/exports/\(job.id.uuidString.lowercased())"
        var file: Model.File?
        var reason = words("page.failed.detail")
        switch job.state {
        case .running: break
        case .done(_, let bytes, let sha256):
            file = Model.File(
                address: "\(own)/file", size: words("audit.size", ["bytes": words.number(bytes)]),
                sha256: sha256)
        case .failed(let kind):
            if let kind { reason = words("problem.\(kind.rawValue).title") }
        }
        let model = Model(
            state: words("audit.state-\(Self.name(job.state))"), isRunning: job.state == .running,
            hasFailed: Self.name(job.state) == "failed", reason: reason, done: job.done, total: job.total,
            step: job.step, file: file, own: own, source: "/v1\(own)")
        let screen = Screen(
            template: "export", title: job.title, model: model,
            crumbs: [Crumb(label: words("audit.title"), address: "/audit")],
            modules: job.state == .running ? ["components/export-progress.js"] : [])
        return house.pages.render(screen, request, context)
    }

    /// How an export stands, for the page's module and for programs.
    struct JobBody: Encodable {
        let id: UUID
        let title: String
        let state: String
        let done: Int
        let total: Int
        let step: String
        let file: String?
        let bytes: Int64?
        let sha256: String?
    }

    @Sendable func program(_ request: Request, _ context: AppContext) async throws -> Response {
        let job = try desk.job(try context.id(), by: try context.requireSession())
        var (file, bytes, sha256): (String?, Int64?, String?)
        if case .done(_, let size, let hash) = job.state {
            file = "/audit/exports/\(job.id.uuidString.lowercased())/file"
            (bytes, sha256) = (size, hash)
        }
        return try context.json(
            JobBody(
                id: job.id, title: job.title, state: Self.name(job.state), done: job.done, total: job.total,
                step: job.step, file: file, bytes: bytes, sha256: sha256))
    }

    /// The archive, streamed from its file.
    @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
        let job = try desk.job(try context.id(), by: try context.requireSession())
        guard case .done(let url, let bytes, _) = job.state else { throw Problem(.notFound) }
        let handle = try FileHandle(forReadingFrom: url)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip", .contentLength: String(bytes), .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(job.fileName)\"",
            ],
            body: .init { writer in
                while let piece = try await Self.threads.run({
                    try handle.read(upToCount: Self.pieceBytes)
                }), !piece.isEmpty {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            })
    }
}
