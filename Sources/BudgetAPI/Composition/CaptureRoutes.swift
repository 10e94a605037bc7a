import Commons
import Foundation
import Monitoring
import Postgres

/// Capture links and what comes through them: makes the use cases once and hands them to screens and routes.
struct CaptureRoutes {
    let house: House
    let database: Database
    let vault: Vault
    let uploads: PartialUploads
    let workers: PhotoWorkers
    let boundaries: Boundaries

    var routes: [Route] {
        let (open, links) = (OpenCapture(database), CaptureLinks(database))
        let receive = ReceiveCapture(database, vault, uploads, workers, boundaries)
        let door = LinkDoor()
        let page = CapturePage(
            house: house, open: open, receive: receive, door: door, today: { LegalDay.today() })
        let program = CaptureAPI(house: house, open: open, receive: receive, uploads: uploads, door: door)
        let photo = PhotoPage(house: house, photos: ReadPhoto(database, vault, workers))
        return page.routes + program.routes + photo.routes
            + LinksPage(house: house, read: ReadProject(database), links: links).routes
            + LinkRoutes(house: house, links: links).routes
    }
}

/// Removes what capture leaves behind: unfinished uploads, spent nonces.
struct CaptureSweeper: Sendable {
    private static let interval = Duration.seconds(3600)
    let uploads: PartialUploads
    let open: OpenCapture

    /// Sweeps for ever; ends when its task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await uploads.sweep()
            do {
                try await open.forgetNonces()
                try await Task.sleep(for: Self.interval)
            } catch is CancellationError {
                return
            } catch {
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }
}
