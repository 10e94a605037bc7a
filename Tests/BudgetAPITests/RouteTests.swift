import Commons
import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import BudgetAPI

/// Goal: a route knows its paths and whom it is for.
@Suite struct RouteTests {
    private func route(_ path: String, _ access: Access) -> Route {
        Route(.get, path, access) { _, _ in .seeOther("/") }
    }

    private func session(_ roles: Role...) -> Session {
        Session(
            key: SessionKey(hash: [UInt8](repeating: 7, count: 32)), account: UUID(), person: UUID(),
            personName: "Sri", username: "sri",
            regency: 3510,
            posts: roles.map {
                Post(
                    role: $0, villages: 3_510_012_001...3_510_012_001, list: nil, isActing: false,
                    place: "Contoh")
            },
            secondFactorAt: nil, hasSecondFactor: false, csrf: "x", language: "id", isBearer: false,
            today: "2026-11-22")
    }

    @Test func `paths match part by part`() {
        let route = route("/villages/{village}/{year}/budget", .anyone)
        #expect(route.matches("/villages/3510012001/2026/budget"))
        #expect(!route.matches("/villages/3510012001/2026"))
        #expect(!route.matches("/villages/3510012001/2026/budget/x"))
        #expect(self.route("/static/**", .anyone).matches("/static/a/b.css"))
        #expect(!self.route("/static/**", .anyone).matches("/lib/a/b.css"))
    }

    @Test func `a post that fits may pass, another may not, and nobody must sign in`() throws {
        let own = route("/x", .posts([.treasurer, .head]))
        try own.check(session(.treasurer))
        #expect(throws: Problem(.notYourPost)) { try own.check(session(.council)) }
        #expect(throws: Problem(.notYourPost)) { try own.check(session()) }
        #expect(throws: Problem(.notSignedIn)) { try own.check(nil) }
        try route("/x", .signedIn).check(session())
        #expect(throws: Problem(.notSignedIn)) { try route("/x", .signedIn).check(nil) }
        try route("/x", .anyone).check(nil)
    }
}
