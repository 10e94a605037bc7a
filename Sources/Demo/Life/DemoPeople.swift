import Commons
import Foundation
import Postgres

/// The invented officers of the demo and their open sessions.
struct DemoPeople: Sendable {
    /// Everybody's password; printed at the start and good on this machine only.
    static let password = "contoh desa 2026"

    struct Officer: Sendable {
        let name: String
        let username: String
        let role: Role
        let place: Int64
    }

    private static let given = [
        "Siti", "Budi", "Wayan", "Rahayu", "Slamet", "Nur", "Agus", "Dewi", "Hadi", "Lestari", "Eko", "Sri",
        "Joko", "Ani", "Ketut", "Rini", "Bambang", "Yuli", "Imam", "Endang",
    ]
    private static let family = ["Contoh", "Misal", "Umpama", "Andai", "Sampel"]

    /// Who sits in the village's office, in the order of the way an SPP goes.
    static func officers(of village: DemoPlaces.Village, index: Int) -> [Officer] {
        let short = String(village.name.lowercased().replacingOccurrences(of: "contoh", with: ""))
        let posts: [(Role, String)] = [
            (.manager, "kasi"), (.secretary, "sekdes"), (.head, "kades"), (.treasurer, "kaur"),
            (.council, "bpd"),
            (.operator, "operator"),
        ]
        return posts.enumerated().map { position, post in
            let first = given[(index * 7 + position * 3) % given.count]
            let last = family[(index + position) % family.count]
            return Officer(
                name: "\(first) \(last)", username: "\(post.1).\(short)", role: post.0, place: village.code)
        }
    }

    static let county: [Officer] = [
        Officer(name: "Ratna Contoh", username: "dpmd", role: .county, place: 3_510_000_000),
        Officer(name: "Prasetyo Misal", username: "inspektur", role: .inspector, place: 3_510_000_000),
        Officer(name: "Maya Umpama", username: "auditor", role: .auditor, place: 3_510_000_000),
        Officer(name: "Gunawan Andai", username: "camat.contoh", role: .district, place: 3_510_990_000),
        Officer(name: "Indah Sampel", username: "dinsos", role: .social, place: 3_510_000_000),
    ]
}

/// Makes the officers, signs them in as the tests and pages would, and gives those who approve and pay their
/// code.
struct DemoOffice: Sendable {
    let database: Database
    let owner: Database
    let passwords: Passwords
    let factor: SecondFactor

    /// Makes the accounts; one hash serves all, since the password is one.
    func make(_ officers: [DemoPeople.Officer], since day: String) async throws {
        let hash = try await passwords.hash(DemoPeople.password)
        for officer in officers {
            _ = try await BootstrapAccount(owner: owner)(
                name: officer.name, username: officer.username,
                post: Appointment(
                    role: officer.role, place: officer.place, from: day, decree: "SK Contoh 1/2020"),
                regency: DemoPlaces.regency, passwordHash: hash)
        }
    }

    /// Signs in; heads and treasurers enrol a second factor and give their first code.
    func session(_ officer: DemoPeople.Officer, at moment: Date) async throws -> Session {
        let signIn = SignIn(database: database, passwords: passwords, regency: DemoPlaces.regency)
        let find = FindSession(database: database)
        let token = try await signIn(username: officer.username, password: DemoPeople.password, label: "demo")
        let session = try await find(token)
        guard officer.role == .head || officer.role == .treasurer, !session.hasSecondFactor else {
            return session
        }
        let code = try await factor.enrol(by: session)
        // The step before this one, so that a person who signs in right now is not told the code was used.
        let step = OneTimeCode.step(at: moment) - 1
        try await factor.accept(code.code(step: step), at: moment, by: session)
        return try await find(token)
    }
}
