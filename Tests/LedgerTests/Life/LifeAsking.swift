import Commons
import Foundation
import Postgres
import TestSupport

@testable import Ledger

/// Puts the model's steps to the database.
extension LifeModel {
    func ask(_ step: LifeStep) async -> LifeOutcome {
        do throws(LedgerError) {
            return .done(try await answer(step))
        } catch {
            return .refused(error)
        }
    }

    private func session(of actor: SPPActor) throws(LedgerError) -> Session {
        guard let found = people.first(where: { $0.actor == actor }) else { throw .notSignedIn }
        return found.session
    }

    private func answer(_ step: LifeStep) async throws(LedgerError) -> String {
        let database = hall.database
        switch step {
        case .create(let id, let draft, let actor):
            let made = try await CreateSPP(database)(
                id, draft, village: hall.village, year: hall.year, by: session(of: actor))
            return "\(made.state.rawValue) \(made.revision)"
        case .advance(let id, let move, let revision, let actor):
            let made = try await take(move, id, revision, session(of: actor))
            return "\(made.state.rawValue) \(made.revision)"
        case .settle, .verify, .approve, .giveUp, .book:
            let made = try await settled(step)
            return "\(made.state.rawValue) \(made.revision)"
        case .reverse(let id, let entry, let day, let actor):
            let number = try await ReverseEntry(database)(
                id, of: entryID(entry), on: day, reason: "Salah", by: session(of: actor))
            return String(number)
        default:
            let made = try await booked(step)
            return "\(made.number) \(made.entryNumber)"
        }
    }

    private func take(
        _ move: SPPMove, _ id: UUID, _ revision: Int, _ session: Session
    ) async throws(LedgerError) -> SPPStep {
        let database = hall.database
        switch move {
        case .taxes(let drafts):
            return try await ProposeTaxes(database)(id, revision: revision, drafts, by: session)
        case .submit: return try await SubmitSPP(database)(id, revision: revision, by: session)
        case .verify(let day):
            return try await VerifySPP(database)(id, revision: revision, on: day, by: session)
        case .giveBack(let reason):
            return try await ReturnSPP(database)(id, revision: revision, reason: reason, by: session)
        case .approve(let day):
            return try await ApproveSPP(database)(id, revision: revision, on: day, by: session)
        case .reject(let reason):
            return try await RejectSPP(database)(id, revision: revision, reason: reason, by: session)
        case .pay(let day, let place, let taxes):
            return try await PaySPP(database)(
                id, revision: revision, on: day, from: place, taxes: taxes, by: session
            ).step
        }
    }

    private func settled(_ step: LifeStep) async throws(LedgerError) -> SettlementStep {
        let settle = SettleAdvance(hall.database)
        switch step {
        case .settle(let id, let spp, let draft, let actor):
            return try await settle.submit(id, draft, of: spp, by: session(of: actor))
        case .verify(let id, let revision, let day, let actor):
            return try await settle.verify(id, revision: revision, on: day, by: session(of: actor))
        case .approve(let id, let revision, let day, let actor):
            return try await settle.approve(id, revision: revision, on: day, by: session(of: actor))
        case .giveUp(let id, let revision, let reason, let actor):
            return try await settle.giveBack(id, revision: revision, reason: reason, by: session(of: actor))
        case .book(let id, let revision, let day, let place, let taxes, let actor):
            return try await settle.book(
                id, revision: revision, on: day, into: place, taxes: taxes, by: session(of: actor))
        default: throw .notFound(kind: "step")
        }
    }

    private func booked(_ step: LifeStep) async throws(LedgerError) -> BookedDocument {
        let database = hall.database
        switch step {
        case .giveBack(let id, let spp, let draft, let actor):
            return try await GiveBack(database)(id, draft, of: spp, by: session(of: actor))
        case .move(let id, let move, let actor):
            return try await BookCashMove(database)(
                id, move, village: hall.village, year: hall.year, by: session(of: actor))
        case .receive(let id, let income, let actor):
            let made = try await ReceiveIncome(database)(
                id, income, village: hall.village, year: hall.year, by: session(of: actor))
            return BookedDocument(id: made.id, number: made.number, entryNumber: made.entryNumber)
        case .deposit(let id, let chosen, let day, let place, let actor):
            let ids = try await withholdings(chosen)
            // The state's number, never used before.
            let ntpn = String(id.uuidString.filter { $0 != "-" }.suffix(16))
            return try await DepositTaxes(database)(
                id, ids, on: day, from: place, ntpn: ntpn, village: hall.village, year: hall.year,
                by: session(of: actor))
        case .correct(let id, let entry, let income, let actor):
            return try await CorrectReceipt(database)(
                id, entryID(entry), with: income, reason: "Salah", by: session(of: actor))
        default: throw .notFound(kind: "step")
        }
    }

    private func entryID(_ number: Int64) async throws(LedgerError) -> UUID {
        do {
            let rows = try await hall.test.sql(
                "SELECT id FROM ledger.entry WHERE number = $1", .int64(number))
            return try rows.one().uuid("id")
        } catch {
            throw .notFound(kind: "entry")
        }
    }

    private func withholdings(_ chosen: [Int]) async throws(LedgerError) -> [UUID] {
        var found: [UUID] = []
        for index in chosen {
            let tax = taxes[index]
            do {
                let rows = try await hall.test.sql(
                    "SELECT id FROM ledger.withholding WHERE document_id = $1 AND code = $2 AND fund = $3",
                    .uuid(tax.document), .text(tax.code), .text(tax.fund))
                found.append(try rows.one().uuid("id"))
            } catch {
                throw .notFound(kind: "withholding")
            }
        }
        return found
    }
}
