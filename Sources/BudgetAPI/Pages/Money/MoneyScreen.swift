import Commons
import Foundation
import Ledger

/// What money.mustache reads: the links, figures, forms and tables of one treasury screen.
struct MoneyScreen {
    var summary: FormSummary?
    var notice: String?
    /// The screens of the treasury, where this is one of them.
    var tabs: [MoneyLink] = []
    var links: [MoneyLink] = []
    var figures: [MoneyFigure] = []
    var filter: MoneyFilter?
    var forms: [MoneyForm] = []
    var tables: [MoneyTable] = []
    var next: String?
    var downloads: [Crumb] = []
}

/// A way to a neighbouring screen.
struct MoneyLink {
    let label: String
    let address: String
    var isCurrent = false
}

/// One sum at the head of a screen.
struct MoneyFigure {
    let label: String
    let amount: String
}

/// A form that only asks for other rows.
struct MoneyFilter {
    let action: String
    let fields: [Field]
}

/// A form that does something.
struct MoneyForm {
    let key: String
    let title: String
    let action: String
    let button: String
    var style = ""
    var isOpen = false
    var isMultipart = false
    var fileLabel: String?
    var revision = ""
    var hidden: [MoneyHidden] = []
    var fields: [Field] = []
    var grid: [MoneyGridLine] = []
    var checks: [MoneyCheck] = []

    /// The same form, open where it was refused.
    func opened(when state: FormState) -> MoneyForm {
        var form = self
        form.isOpen = state.problem != nil && state.refusedStep == key
        return form
    }
}

/// A hidden field.
struct MoneyHidden {
    let name: String
    let value: String
}

/// One line of a request, with an amount to fill in.
struct MoneyGridLine {
    let line: String
    let label: String
    let open: String
    let value: String
    let ariaLabel: String
}

/// One box to tick.
struct MoneyCheck {
    let value: String
    let label: String
    var isChosen = false
}

/// A table of a screen.
struct MoneyTable {
    struct Head {
        let label: String
        var isAmount = false
    }
    struct Cell {
        let text: String
        var isAmount = false
        var link: String?
        var tag: String?
        /// A day, which stays on one line.
        var isDay = false
        /// What its column is called: on a phone it stands before the cell.
        var head: String?
    }
    struct Row {
        var cells: [Cell]
        var isShort = false
        var actions: [RowAction] = []
        var hasActions = false
    }
    /// A small form at the end of a row.
    struct RowAction {
        let label: String
        let action: String
        var style = "danger"
        var isOpen = false
        var revision = ""
        var fields: [Field] = []
    }

    let key: String
    let caption: String
    let none: String
    let heads: [Head]
    let rows: [Row]
    let hasActions: Bool

    init(key: String, caption: String, none: String, heads: [Head], rows: [Row]) {
        self.key = key
        self.caption = caption
        self.none = none
        self.heads = heads
        let acts = rows.contains { !$0.actions.isEmpty }
        hasActions = acts
        self.rows = rows.map { row in
            var row = row
            row.hasActions = acts
            for (index, head) in zip(row.cells.indices, heads) { row.cells[index].head = head.label }
            return row
        }
    }
}

extension MoneyTable.Cell {
    static func text(_ text: String) -> Self { Self(text: text) }
    static func day(_ text: String) -> Self { Self(text: text, isDay: true) }
    static func amount(_ sen: Int64, _ words: Words) -> Self {
        Self(text: words.amount(sen: sen), isAmount: true)
    }
    static func link(_ text: String, _ address: String?) -> Self { Self(text: text, link: address) }
    static func tag(_ text: String, _ style: String) -> Self { Self(text: text, tag: style) }
}

extension MoneyTable.Head {
    static func text(_ label: String) -> Self { Self(label: label) }
    static func amount(_ label: String) -> Self { Self(label: label, isAmount: true) }
}

extension MoneyTable.RowAction {
    /// Takes an entry back: on which day, and why. Open, as it was typed, where it was refused.
    /// - Parameter list: the address of the list that the entry stands in.
    static func reverse(_ entry: UUID, in list: String, today: String, _ state: FormState) -> Self {
        let key = entry.uuidString.lowercased()
        let own = state.step(key)
        return Self(
            label: state.words("income.reverse"), action: "\(list)/\(key)/reverse",
            isOpen: state.refusedStep == key,
            fields: [
                own.field("day", .date, labels: "income", value: today),
                own.field("reason", labels: "income"),
            ])
    }
}

/// What every treasury screen of one village needs.
struct MoneyPlace {
    let village: Village
    let address: VillageAddress
    let session: Session
    let words: Words

    init(_ context: AppContext, _ villages: ReadVillages, _ words: Words) async throws {
        session = try context.requireSession()
        village = try await villages.require(try context.village(), by: session)
        address = VillageAddress(village.code.number, year: try context.year())
        self.words = words
    }

    var code: VillageCode { village.code }
    var year: Int { address.year }
    var isTreasurer: Bool { session.holds(.treasurer, over: village.code.number) }

    /// The treasury's screens.
    func tabs(_ current: String) -> [MoneyLink] { address.tabs(current, words) }

    /// A screen of this village.
    func screen(_ title: String, _ model: MoneyScreen, crumbs: [Crumb] = []) -> Screen {
        Screen(
            template: "money", title: title, model: model,
            crumbs: [Crumb(label: village.name, address: address.base)] + crumbs, isDemo: village.isDemo)
    }

    /// The fund sources of the year as choices.
    func funds(_ lists: ReadCodeLists) async throws -> [Choice] {
        try await lists.funds(of: code, year: year, by: session)
            .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
    }
}

extension VillageAddress {
    /// The treasury's screens, the one that is shown marked.
    func tabs(_ current: String, _ words: Words) -> [MoneyLink] {
        let parts = [
            "cash", "income", "advances", "taxes", "disbursements", "book", "books/bank", "books/cash",
            "books/tax", "books/advance", "books/receipts", "periods",
        ]
        return parts.map { part in
            let name = part == "book" ? "books-general" : part.replacingOccurrences(of: "/", with: "-")
            return MoneyLink(
                label: words("treasury.\(name)"), address: "\(base)/\(part)", isCurrent: part == current)
        }
    }
}

/// Reads what several treasury forms share.
extension FormReader {
    /// A place of cash; the account where nothing was chosen.
    mutating func place(_ name: String = "place") -> CashPlace {
        let value = optionalText(name, limit: 10)
        guard !value.isEmpty else { return .bank }
        guard let place = CashPlace(rawValue: value) else {
            fail(name, "missing")
            return .bank
        }
        return place
    }

    /// The lines of a grid that have an amount.
    mutating func gridLines() throws -> [SPPLine] {
        var lines: [SPPLine] = []
        for (index, pair) in zip(form.all("line"), form.all("amount")).enumerated() {
            let text = pair.1.trimmingCharacters(in: .whitespaces)
            let parts = pair.0.split(separator: " ").map(String.init)
            guard !text.isEmpty else { continue }
            guard parts.count == 4 else { throw Problem(.malformedRequest) }
            do {
                let key = LineKey(activity: parts[0], account: parts[1], fund: parts[2], subDetail: parts[3])
                lines.append(SPPLine(key: key, amount: try Rupiah(parsing: text)))
            } catch {
                fail("amount-\(index + 1)", "not-money")
            }
        }
        return lines
    }

    /// The taxes of a form: `tax_1` says `CODE FUND`, `base_1` the base; left empty it is the suggested one.
    mutating func taxes(of gross: [String: Rupiah], rates: [TaxRate]) -> [TaxDraft] {
        (1...40).compactMap { index in
            let parts = optionalText("tax_\(index)", limit: 60).split(separator: " ").map(String.init)
            guard parts.count == 2 else { return nil }
            let suggested = gross[parts[1]].flatMap { whole in
                rates.first { $0.code == parts[0] }?.suggestedBase(of: whole)
            }
            if let suggested, optionalText("base_\(index)", limit: 40).isEmpty {
                return TaxDraft(code: parts[0], fund: parts[1], base: suggested)
            }
            return TaxDraft(code: parts[0], fund: parts[1], base: Rupiah(sen: sen("base_\(index)")))
        }
    }
}

extension FormState {
    /// The fields of the taxes to withhold, offered for each fund source of a document: those already put
    /// down, and two more.
    func taxFields(_ rates: [TaxRate], funds: [String], known: [SPPTaxes.Tax] = []) -> [Field] {
        let none = [Choice(value: "", label: words("treasury.no-tax"))]
        let choices = rates.filter { $0.ratePpm > 0 }.flatMap { rate in
            funds.map { fund in
                Choice(
                    value: "\(rate.code) \(fund)",
                    label: "\(rate.name) \(words.rate(ppm: rate.ratePpm)) – \(fund)")
            }
        }
        return (0..<known.count + 2).flatMap { index in
            let tax = index < known.count ? known[index] : nil
            let chosen = tax.map { "\($0.draft.code) \($0.draft.fund)" } ?? ""
            let number = ["number": String(index + 1)]
            return [
                field(
                    "tax_\(index + 1)", labels: "treasury", label: words("treasury.tax-row", number),
                    value: chosen, isRequired: false, options: none + choices),
                field(
                    "base_\(index + 1)", .money, labels: "treasury",
                    label: words("treasury.base-row", number),
                    hint: index == 0 ? words("treasury.base-row-hint") : nil,
                    value: tax.map { words.amount(sen: $0.draft.base.sen) } ?? "", isRequired: false),
            ]
        }
    }
}
