import Commons
import Foundation
import Ledger

/// The use cases that make a payment request (SPP) and move it on.
struct SPPSteps: Sendable {
    let create: CreateSPP
    let save: SaveSPP
    let delete: DeleteSPP
    let propose: ProposeTaxes
    let submit: SubmitSPP
    let verify: VerifySPP
    let approve: ApproveSPP
    let pay: PaySPP
    let giveBack: ReturnSPP
    let reject: RejectSPP

    /// A step of a request's way, as its address names it.
    enum Verb: String, CaseIterable, Sendable {
        case taxes, submit, verify, approve, pay, `return`, reject, delete

        /// Who may knock; the database asks for the post over the very village, and for four different
        /// persons.
        var roles: Set<Role> {
            switch self {
            case .taxes: [.manager, .treasurer]
            case .submit, .delete: [.manager]
            case .verify: [.secretary]
            case .approve: [.head]
            case .pay: [.treasurer]
            case .return: [.secretary, .head, .manager]
            case .reject: [.head, .manager]
            }
        }

        /// Whether its form names taxes.
        var namesTaxes: Bool { self == .taxes || self == .pay }

        /// Whether a person must say why.
        var needsReason: Bool { self == .return || self == .reject }

        /// The states in which the step makes sense.
        func fits(_ state: SPPState) -> Bool {
            switch self {
            case .taxes: state == .draft || state == .returned || state == .submitted
            case .submit: state == .draft || state == .returned
            case .verify: state == .submitted
            case .approve: state == .verified
            case .pay: state == .approved
            case .return: state == .submitted || state == .verified
            case .reject: [.submitted, .verified, .returned, .approved].contains(state)
            case .delete: state == .draft
            }
        }
    }

    /// Takes one step. The answer is `nil` when the request is gone.
    /// - Parameter taxes: to propose, or to withhold at payment; `nil` withholds what is proposed.
    func callAsFunction(
        _ verb: Verb, _ id: UUID, revision: Int, reason: String, from place: CashPlace = .bank,
        taxes: [TaxDraft]? = nil, by session: Session
    ) async throws(LedgerError) -> SPPStep? {
        switch verb {
        case .taxes: return try await propose(id, revision: revision, taxes ?? [], by: session)
        case .submit: return try await submit(id, revision: revision, by: session)
        case .verify: return try await verify(id, revision: revision, by: session)
        case .approve: return try await approve(id, revision: revision, by: session)
        case .pay:
            return try await pay(id, revision: revision, from: place, taxes: taxes, by: session).step
        case .return: return try await giveBack(id, revision: revision, reason: reason, by: session)
        case .reject: return try await reject(id, revision: revision, reason: reason, by: session)
        case .delete:
            try await delete(id, revision: revision, by: session)
            return nil
        }
    }
}
