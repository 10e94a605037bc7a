import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/matches/{token}`: the QR of a printed report opens this. It shows what Balai printed under that code, so
/// that whoever holds the paper can compare, and says of the short code on the paper whether it is the right
/// one.
struct MatchesPage: Sendable {
    let house: House
    let stamps: ReportStamps

    var routes: [Route] { [Route(.get, "/matches/{token}", .anyone, show)] }

    /// Digits of the content's hash that stand on the paper.
    static let shortDigits = 16

    /// What matches.mustache reads.
    struct Model {
        struct Verdict {
            let tone: String
            let text: String
        }

        let verdict: Verdict?
        let village: String
        let year: String
        let made: String
        let facts: [ReportStamps.Fact]
        let code: String
        let since: String
        let action: String
        let typed: Field
        let hash: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let token = ReportToken(try context.parameters.require("token"))
        guard let token, let stamp = try await stamps.find(token) else {
            let none = Screen(
                template: "matches-none", title: words("matches.title"), model: [String: String](),
                status: .notFound)
            return house.pages.render(none, request, context)
        }
        let hash = stamp.contentHash.hexadecimal
        let typed = request.query("code")
        let state = FormState(words: words)
        let model = Model(
            verdict: typed.map { verdict($0, hash, words) },
            village: "\(stamp.villageName) (\(stamp.village.dotted))", year: String(stamp.year),
            made: words.moment(stamp.madeAt, zone: .jakarta), facts: stamp.facts,
            code: Self.shortCode(hash),
            since: stamp.entriesSince == 0
                ? words("matches.same-book")
                : words("matches.book-grew", ["count": words.number(stamp.entriesSince)]),
            action: "/matches/\(token.text)",
            typed: state.field("code", .text, labels: "matches.form", value: typed ?? ""), hash: hash)
        return house.pages.render(
            Screen(
                template: "matches", title: words("matches.title"), model: model, isDemo: stamp.isDemo),
            request, context)
    }

    private func verdict(_ typed: String, _ hash: String, _ words: Words) -> Model.Verdict {
        let digits = typed.lowercased().filter(\.isHexDigit)
        let isRight = digits.count >= Self.shortDigits && hash.hasPrefix(digits)
        return Model.Verdict(
            tone: isRight ? "done" : "error", text: words(isRight ? "matches.right" : "matches.wrong"))
    }

    /// The first 16 digits in groups of four, as they stand on the paper.
    static func shortCode(_ hash: String) -> String {
        let digits = Array(hash.prefix(shortDigits))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
    }
}
