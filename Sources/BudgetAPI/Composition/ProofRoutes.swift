import Commons
import Foundation
import Ledger
import Logging
import Postgres
import Synchronization

/// What lets others check the books: the log's checkpoint and tiles, and the codes on printed reports.
struct ProofRoutes {
    let house: House
    let database: Database
    let keyring: Keyring

    var routes: [Route] {
        MatchesPage(house: house, stamps: ReportStamps(database)).routes
            + LogRoutes(
                read: ReadLog(database), regency: house.settings.regency, keyring: keyring
            ).routes
    }
}

/// Tells the log why nothing is signed: once, and again only when the reason changes or a minute later.
final class SequencerTrouble: Sendable {
    private static let quietSeconds = 60.0
    private let logger: Logger
    private let last = Mutex<(text: String, at: Date)>(("", .distantPast))

    init(_ logger: Logger) { self.logger = logger }

    @Sendable func tell(_ error: any Error) {
        let text = (error as? ProofError).map { "\($0)" } ?? "\(type(of: error))"
        let isNews = last.withLock { last in
            guard last.text != text || Date().timeIntervalSince(last.at) > Self.quietSeconds else {
                return false
            }
            last = (text, Date())
            return true
        }
        if isNews { logger.error("the books are not being signed", metadata: ["error": "\(text)"]) }
    }
}
