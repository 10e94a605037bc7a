import Commons
import Foundation
import Ledger

/// The rows of the grid as they were sent: one RAB line a row, columns as repeated field names.
struct GridForm {
    /// The columns, in their order on the page.
    static let columns = ["account", "fund", "sub", "description", "volume", "unit", "price"]

    let rows: [[String: String]]

    init(_ form: Form) {
        let columns = Self.columns.map { ($0, form.all($0)) }
        let count = columns.map(\.1.count).max() ?? 0
        rows = (0..<count).map { index in
            Dictionary(
                uniqueKeysWithValues: columns.map { name, values in
                    (name, index < values.count ? values[index].trimmingCharacters(in: .whitespaces) : "")
                })
        }
    }

    /// The rows as budget lines: rows of the same account, fund and sub-detail make one line. A row without
    /// description, volume and price counts nothing. Mistakes are noted as `price-3` for the third row.
    func lines(of activity: String, _ fields: inout FormReader) -> [LineDraft] {
        var drafts: [LineKey: [RABItem]] = [:]
        for (index, row) in rows.enumerated() {
            func cell(_ name: String) -> String { row[name] ?? "" }
            if ["description", "volume", "price", "account"].allSatisfy({ cell($0).isEmpty }) { continue }
            let number = index + 1
            for name in ["account", "fund", "description"] where cell(name).isEmpty {
                fields.fail("\(name)-\(number)", "missing-in-row", ["row": .integer(Int64(number))])
            }
            let volume = Self.volume(cell("volume"))
            if volume == nil {
                fields.fail("volume-\(number)", "not-a-volume", ["row": .integer(Int64(number))])
            }
            let price = Self.price(cell("price"))
            if price == nil {
                fields.fail("price-\(number)", "not-money-in-row", ["row": .integer(Int64(number))])
            }
            let sub = cell("sub").isEmpty ? "01" : cell("sub")
            let key = LineKey(
                activity: activity, account: cell("account"), fund: cell("fund").uppercased(), subDetail: sub)
            let item = RABItem(
                description: cell("description"), volume: volume ?? Volume(tenThousandths: 0),
                unit: cell("unit"),
                unitPrice: price ?? .zero)
            drafts[key, default: []].append(item)
        }
        return drafts.sorted { $0.key < $1.key }.map { LineDraft(key: $0.key, rab: $0.value) }
    }

    private static func volume(_ text: String) -> Volume? {
        do { return try Volume(parsing: text) } catch { return nil }
    }

    private static func price(_ text: String) -> Rupiah? {
        do { return try Rupiah(parsing: text) } catch { return nil }
    }
}

/// The grid as its template reads it.
struct GridView {
    let words: Words
    let lines: [ReadActivityBudget.Line]
    let isMoney: Bool
    let canEdit: Bool
    let revision: Int
    let action: String
    let accounts: [ReadCodeLists.Account]
    let funds: [ReadCodeLists.Fund]

    /// Empty rows that a plain form offers below the filled ones.
    private static let spareRows = 6

    /// What activity.mustache reads.
    struct Model {
        struct Line {
            let key: String
            let name: String
            let amount: String
            let reserved: String
            let posted: String
            let remaining: String
        }
        struct Cell {
            let name: String
            let id: String
            let label: String
            let value: String
            let style: String
            let list: String?
            let inputmode: String
            let error: String?
        }
        struct Row {
            let number: Int
            let cells: [Cell]
            let amount: String
        }

        let summary: FormSummary?
        let canEdit: Bool
        let action: String
        let revision: Int
        let formID: String?
        let heads: [Head]
        let rows: [Row]
        let total: String
        let accounts: [Choice]
        let funds: [Choice]
        let lines: [Line]
        let notMoney: String
        let notVolume: String
    }
    struct Head {
        let label: String
        let style: String
    }

    func model(_ state: FormState) -> Model {
        let stored = lines.flatMap { line in line.rab.map { (line.key, $0) } }
        let typed = state.problem == nil ? stored.map(Self.texts) : GridForm(state.form).rows
        let spare = canEdit ? [[String: String]](repeating: [:], count: Self.spareRows) : []
        let all = typed.filter { row in row.values.contains { !$0.isEmpty } } + spare
        let amounts = state.problem == nil ? stored.map { words.amount(sen: $0.1.amount.sen) } : []
        let usable = accounts.filter { $0.level == 4 && $0.code.hasPrefix("5.") != isMoney }
        return Model(
            summary: state.summary, canEdit: canEdit, action: action, revision: revision,
            formID: state.form["id"],
            heads: GridForm.columns.map { Head(label: words("grid.\($0)"), style: Self.style($0)) },
            rows: all.enumerated().map { index, texts in
                Model.Row(
                    number: index + 1, cells: GridForm.columns.map { cell($0, texts, index + 1, state) },
                    amount: index < amounts.count ? amounts[index] : "")
            },
            total: words.amount(sen: lines.reduce(0) { $0 + $1.amount.sen }),
            accounts: usable.map { Choice(value: $0.code, label: $0.name) },
            funds: funds.map { Choice(value: $0.code, label: $0.name) }, lines: lines.map(line),
            notMoney: words("field.not-money"), notVolume: words("field.not-a-volume", ["row": ""]))
    }

    private func line(_ line: ReadActivityBudget.Line) -> Model.Line {
        Model.Line(
            key: "\(line.key.account) \(line.key.fund) \(line.key.subDetail)",
            name: line.name.isEmpty ? line.accountName : line.name,
            amount: words.amount(sen: line.amount.sen),
            reserved: words.amount(sen: line.reserved.sen), posted: words.amount(sen: line.posted.sen),
            remaining: words.amount(sen: line.remaining.sen))
    }

    private func cell(_ name: String, _ texts: [String: String], _ number: Int, _ state: FormState)
        -> Model.Cell
    {
        Model.Cell(
            name: name, id: "\(name)-\(number)",
            label: words("grid.cell", ["column": words("grid.\(name)"), "row": String(number)]),
            value: texts[name] ?? "", style: Self.style(name),
            list: ["account": "accounts", "fund": "funds"][name],
            inputmode: ["volume", "price", "sub"].contains(name) ? "decimal" : "text",
            error: state.problem?.fields.first { $0.field == "\(name)-\(number)" }?.words(words))
    }

    private static func texts(_ key: LineKey, _ rab: ReadActivityBudget.RAB) -> [String: String] {
        let price = rab.item.unitPrice
        return [
            "account": key.account, "fund": key.fund, "sub": key.subDetail,
            "description": rab.item.description,
            "volume": rab.item.volume.formatted, "unit": rab.item.unit,
            "price": price.sen % 100 == 0 ? String(price.formattedPlain.dropLast(3)) : price.formattedPlain,
        ]
    }

    private static func style(_ column: String) -> String {
        switch column {
        case "volume", "price": "amount"
        case "description": "name"
        default: ""
        }
    }
}
