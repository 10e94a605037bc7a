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

    /// The rows as the sheet of one activity reads them.
    var sheet: [SheetRow] {
        rows.map { row in SheetRow(SheetRow.columns.map { row[$0] ?? "" }) }
    }

    /// The rows as budget lines. Mistakes are noted as `price-3` for the third row.
    func lines(of activity: String, _ fields: inout FormReader, _ words: Words) -> [LineDraft] {
        let reading = SheetReading(sheet, activity: activity)
        for fault in reading.faults { fields.fail("\(fault.column)-\(fault.row)", fault, words) }
        return reading.lines
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
    let version: String
    let activity: String
    let owner: String
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
            /// The column's name.
            let head: String
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
        let version: String
        let activity: String
        let owner: String
        let formID: String?
        let heads: [Head]
        let rows: [Row]
        /// What is stored now, where the form was about an older state: seven cells and the amount.
        let current: [[String]]
        let isStale: Bool
        let total: String
        let accounts: [Choice]
        let funds: [Choice]
        let lines: [Line]
        let isUnsaved: Bool
    }
    struct Head {
        let label: String
        let style: String
    }

    func model(_ state: FormState) -> Model {
        let stored = lines.flatMap(SheetRow.rows).map(Self.texts)
        let typed = state.problem == nil ? stored : GridForm(state.form).rows
        let spare = canEdit ? [[String: String]](repeating: [:], count: Self.spareRows) : []
        let all = typed.filter { row in row.values.contains { !$0.isEmpty } } + spare
        let amounts = lines.flatMap { line in
            line.rab.isEmpty ? [""] : line.rab.map { words.amount(sen: $0.amount.sen) }
        }
        let usable = accounts.filter { $0.level == 4 && $0.code.hasPrefix("5.") != isMoney }
        let isStale = state.problem?.kind == .staleRevision
        return Model(
            summary: state.summary, canEdit: canEdit, action: action, revision: revision,
            version: version, activity: activity, owner: owner, formID: state.form["id"],
            heads: GridForm.columns.map { Head(label: words("grid.\($0)"), style: Self.style($0)) },
            rows: all.enumerated().map { index, texts in
                Model.Row(
                    number: index + 1, cells: GridForm.columns.map { cell($0, texts, index + 1, state) },
                    amount: state.problem == nil && index < amounts.count ? amounts[index] : "")
            },
            current: zip(stored, amounts).map { texts, amount in
                GridForm.columns.map { texts[$0] ?? "" } + [amount]
            },
            isStale: isStale,
            total: words.amount(sen: lines.reduce(0) { $0 + $1.amount.sen }),
            accounts: usable.filter { BudgetRules.side(of: $0.code) != nil }
                .map { Choice(value: $0.code, label: $0.name) },
            funds: funds.map { Choice(value: $0.code, label: $0.name) }, lines: lines.map(line),
            isUnsaved: state.problem != nil)
    }

    /// Income has no request to reserve it: what came in stands against what was planned.
    private func line(_ line: ReadActivityBudget.Line) -> Model.Line {
        let isIncome = BudgetRules.side(of: line.key.account)?.isSource == true
        let (done, rest) =
            isIncome
            ? (line.received.sen, line.amount.sen - line.received.sen)
            : (line.posted.sen, line.amount.sen - line.reserved.sen - line.posted.sen)
        return Model.Line(
            key: "\(line.key.account) \(line.key.fund) \(line.key.subDetail)",
            name: line.name.isEmpty ? line.accountName : line.name,
            amount: words.amount(sen: line.amount.sen),
            reserved: isIncome ? "–" : words.amount(sen: line.reserved.sen),
            posted: words.amount(sen: done), remaining: words.amount(sen: rest))
    }

    private func cell(_ name: String, _ texts: [String: String], _ number: Int, _ state: FormState)
        -> Model.Cell
    {
        Model.Cell(
            name: name, id: "\(name)-\(number)",
            label: words("grid.cell", ["column": words("grid.\(name)"), "row": String(number)]),
            head: words("grid.\(name)"), value: texts[name] ?? "", style: Self.style(name),
            list: ["account": "list-account", "fund": "list-fund"][name],
            inputmode: ["volume", "price", "sub"].contains(name) ? "decimal" : "text",
            error: state.problem?.fields.first { $0.field == "\(name)-\(number)" }?.words(words))
    }

    private static func texts(_ row: SheetRow) -> [String: String] {
        Dictionary(uniqueKeysWithValues: zip(SheetRow.columns, row.cells))
    }

    static func style(_ column: String) -> String {
        switch column {
        case "volume", "price": "amount"
        case "description": "name"
        case "activity", "account", "fund", "sub": "code"
        default: ""
        }
    }
}
