import Commons
import Foundation
import Ledger
import Logging
import Monitoring
import Postgres

/// Reports, prints and the auditor's page: makes their use cases once and hands them to screens and routes.
struct ReportRoutes {
    let house: House
    let database: Database
    /// Lends the vault and the photo workers.
    let works: WorksRoutes
    let keyring: Keyring
    let logger: Logger

    var routes: [Route] {
        let villages = ReadVillages(database: database)
        let read = ReadRealisation(database)
        let desk = PaperDesk(
            house: house, press: PaperPress(), print: ReadPrint(database), stamps: ReportStamps(database))
        let prints = PrintRoutes(
            villages: villages, desk: desk, readSPP: ReadSPP(database), readBook: ReadBook(database),
            readTaxes: ReadTaxes(database))
        let postings = PostingsPage(
            house: house, villages: villages, read: read, list: ListPostings(database))
        return RealisationPage(house: house, villages: villages, read: read, desk: desk).routes
            + postings.routes + prints.routes + audit(desk)
            + SiskeudesDownload(house: house, read: ReadSiskeudesYear(database)).routes
    }

    private func audit(_ desk: PaperDesk) -> [Route] {
        let exports = ExportDesk(
            directory: house.settings.data.appendingPathComponent("exports", isDirectory: true),
            logger: logger)
        let page = AuditPage(
            house: house, villages: ReadVillages(database: database), list: ListBooks(database),
            desk: exports, makers: makers(desk))
        return page.routes + AuditExportPage(house: house, desk: exports).routes
            + PayeesPage(house: house, list: ListPayees(database)).routes
    }

    private func makers(_ desk: PaperDesk) -> AuditMakers {
        let photos = ReadPhoto(database, works.vault, works.workers)
        let (log, keyring, regency) = (ReadLog(database), keyring, house.settings.regency)
        let keys = ProofKeys {
            let key = try ProofSequencer.signer(keyring, regency: regency).key.text
            let note = try await log.checkpoint(regency)
            return [(name: "key.txt", text: key + "\n")]
                + (note.map { [(name: "checkpoint.txt", text: $0)] } ?? [])
        }
        return AuditMakers(
            export: { [database] books, forms, words, session in
                AuditExport(
                    books: books, forms: forms, export: ExportBook(database),
                    read: ReadRealisation(database), words: words, session: session, keys: keys)
            },
            vouchers: { [database] numbers, unread, session in
                VoucherExport(
                    numbers: numbers, unread: unread, find: FindVouchers(database),
                    readSPP: ReadSPP(database), papers: VoucherPapers(desk: desk),
                    evidence: ListEvidence(database), photos: photos, session: session)
            })
    }
}
