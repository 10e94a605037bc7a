import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// `/accounts`: persons, their accounts and posts. The county makes and closes them; the camat's office makes
/// slips for its own villages.
struct AccountsPage: Sendable {
    let house: House
    let accounts: Accounts

    static let pageSize = 50

    var routes: [Route] {
        [
            Route(.get, "/accounts", .posts([.county, .district]), list),
            Route(.get, "/accounts/new", .posts([.county]), new),
            Route(.post, "/accounts/new", .posts([.county]), create),
            Route(.get, "/accounts/import", .posts([.county]), bulk),
            Route(.post, "/accounts/import", .posts([.county]), createAll),
            Route(.post, "/accounts/{account}/slip", .posts([.county, .district]), slip),
            Route(.post, "/accounts/{account}/close", .posts([.county]), close),
            Route(.post, "/accounts/posts/{post}/end", .posts([.county]), endPost),
        ]
    }

    /// What accounts.mustache reads.
    struct ListModel {
        struct Line {
            let id: String
            let personName: String
            let username: String
            let state: String
            let isOpen: Bool
            let posts: [PostLine]
            let mayClose: Bool
            let revision: Int
        }

        struct PostLine {
            let id: String
            let text: String
            let mayEnd: Bool
            let revision: Int
        }

        let search: String
        let lines: [Line]
        let next: String?
        let mayCreate: Bool
        let today: String
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let search = String((request.uri.queryParameters.get("q") ?? "").prefix(80))
        let after = request.uri.queryParameters.get("after")
        let records = try await accounts.list(
            search: search, after: after, limit: Self.pageSize + 1, by: session)
        let shown = records.prefix(Self.pageSize)
        let isCounty = session.holds(.county)
        let today = Self.today()
        let lines = shown.map { line($0, words: words, isCounty: isCounty, session: session) }
        let next =
            records.count > Self.pageSize ? shown.last.map { Self.next(search, after: $0.username) } : nil
        let model = ListModel(search: search, lines: lines, next: next, mayCreate: isCounty, today: today)
        return house.pages.render(
            Screen(template: "accounts", title: words("accounts.title"), model: model), request, context)
    }

    private static func next(_ search: String, after username: String) -> String {
        var parts = URLComponents()
        parts.path = "/accounts"
        parts.queryItems = [
            URLQueryItem(name: "q", value: search), URLQueryItem(name: "after", value: username),
        ]
        return parts.string ?? "/accounts"
    }

    private func line(
        _ record: AccountRecord, words: Words, isCounty: Bool, session: Session
    ) -> ListModel.Line {
        let today = Self.today()
        let state = record.isClosed ? "closed" : record.hasPassword ? "active" : "waiting"
        let posts = record.posts.map { post in
            let standing = post.standing == "acting" ? " (\(words("accounts.acting")))" : ""
            let span =
                post.until.map { words.dates(from: post.from, until: $0) }
                ?? words("accounts.since", ["day": words.date(post.from)])
            let role = words("role.\(post.role)")
            return ListModel.PostLine(
                id: post.id.uuidString.lowercased(),
                text: "\(role)\(standing), \(post.place ?? ""): \(span)",
                mayEnd: isCounty && (post.until.map { $0 > today } ?? true), revision: post.revision)
        }
        return ListModel.Line(
            id: record.id.uuidString.lowercased(), personName: record.personName, username: record.username,
            state: words("accounts.state-\(state)"), isOpen: !record.isClosed, posts: posts,
            mayClose: isCounty && !record.isClosed && record.id != session.account, revision: record.revision)
    }

    // MARK: one account

    /// What account-new.mustache reads.
    struct NewModel {
        let summary: FormSummary?
        let fields: [Field]
    }

    @Sendable func new(_ request: Request, _ context: AppContext) async throws -> Response {
        house.pages.render(newScreen(FormState(words: house.words(context))), request, context)
    }

    @Sendable func create(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        return try await house.showing(request, context) { form in
            var fields = FormReader(form)
            let name = fields.text("name", limit: 200)
            let username = fields.text("username", limit: 64).lowercased()
            let post = fields.appointment(regency: session.regency)
            try fields.finish()
            guard let post else { throw Problem(.malformedRequest) }
            let account = NewAccount(name: name, username: username, post: post)
            let slips = try await accounts.createAll([account], by: session)
            return slipScreen(zip([account], slips).map { SlipModel.Card($0, $1, words) }, words)
        } again: {
            newScreen($0)
        }
    }

    private func newScreen(_ state: FormState) -> Screen {
        let words = state.words
        let roles = Role.allCases.map { Choice(value: $0.rawValue, label: words("role.\($0.rawValue)")) }
        let standings = ["definitive", "acting"].map { Choice(value: $0, label: words("accounts.\($0)")) }
        let fields = [
            state.field("name", labels: "accounts"),
            state.field("username", labels: "accounts"),
            state.field("role", labels: "accounts", options: roles),
            state.field("place", labels: "accounts"),
            state.field("villages", labels: "accounts", isRequired: false),
            state.field("from", .date, labels: "accounts", value: Self.today()),
            state.field("until", .date, labels: "accounts", isRequired: false),
            state.field("standing", labels: "accounts", options: standings),
            state.field("decree", labels: "accounts"),
        ]
        return Screen(
            template: "account-new", title: words("accounts.new"),
            model: NewModel(summary: state.summary, fields: fields),
            crumbs: [Crumb(label: words("accounts.title"), address: "/accounts")])
    }

    // MARK: many accounts

    @Sendable func bulk(_ request: Request, _ context: AppContext) async throws -> Response {
        house.pages.render(bulkScreen(FormState(words: house.words(context))), request, context)
    }

    @Sendable func createAll(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        return try await house.showing(request, context) { form in
            let wanted = try AccountList(text: form["list"] ?? "", regency: session.regency).accounts
            do {
                let slips = try await accounts.createAll(wanted, by: session)
                return slipScreen(zip(wanted, slips).map { SlipModel.Card($0, $1, words) }, words)
            } catch let refused as Accounts.RowRefused {
                guard let problem = Problem(refused.reason) else { throw refused.reason }
                throw problem.inRow(refused.row, words)
            }
        } again: {
            bulkScreen($0)
        }
    }

    private func bulkScreen(_ state: FormState) -> Screen {
        Screen(
            template: "account-new", title: state.words("accounts.import"),
            model: NewModel(summary: state.summary, fields: [state.field("list", .area, labels: "accounts")]),
            crumbs: [Crumb(label: state.words("accounts.title"), address: "/accounts")])
    }

    // MARK: slips and ends

    /// What slips.mustache reads: one card a person, to be printed, cut and handed over.
    struct SlipModel {
        struct Card {
            let personName: String
            let username: String
            let post: String
            let code: String
            let address: String

            init(_ account: NewAccount, _ slip: Slip, _ words: Words) {
                personName = account.name
                username = account.username
                post = words("role.\(account.post.role.rawValue)")
                code = slip.text
                address = "/slip#\(slip.text)"
            }

            init(_ record: AccountRecord, _ slip: Slip, _ words: Words) {
                personName = record.personName
                username = record.username
                post = record.posts.first.map { "\(words("role.\($0.role)")) \($0.place ?? "")" } ?? ""
                code = slip.text
                address = "/slip#\(slip.text)"
            }
        }

        let cards: [Card]
    }

    private func slipScreen(_ cards: [SlipModel.Card], _ words: Words) -> Screen {
        Screen(
            template: "slips", title: words("slips.title"), model: SlipModel(cards: cards),
            crumbs: [Crumb(label: words("accounts.title"), address: "/accounts")])
    }

    @Sendable func slip(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let account = try context.id("account")
        _ = try await request.form()
        let slip = try await accounts.makeSlip(for: account, by: session)
        let record = try await accounts.find(account, by: session)
        let cards = record.map { [SlipModel.Card($0, slip, words)] } ?? []
        return house.pages.render(slipScreen(cards, words), request, context)
    }

    @Sendable func close(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        var fields = FormReader(try await request.form())
        let revision = fields.integer("revision", in: 1...Int(Int32.max))
        try fields.finish()
        try await accounts.close(try context.id("account"), revision: revision, by: session)
        return .seeOther("/accounts")
    }

    @Sendable func endPost(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        var fields = FormReader(try await request.form())
        let day = fields.day("day")
        let revision = fields.integer("revision", in: 1...Int(Int32.max))
        try fields.finish()
        _ = try await accounts.endPost(try context.id("post"), on: day, revision: revision, by: session)
        return .seeOther("/accounts")
    }

    /// Today in the regency's zone, as `2026-11-22`.
    static func today() -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: Date())
    }
}
