import Commons
import Foundation
import Ledger
import Mustache

/// What the budget page says of a version: plain texts and numbers, ready for its template.
struct BudgetView {
    let words: Words
    let village: Village
    let year: Int
    let versions: [BudgetVersion]
    let tree: BudgetTree?
    let ceilings: [BudgetCeiling]
    /// Who moved the version on, oldest first.
    let past: [ListBudgetVersions.Step]
    let session: Session

    var base: String { VillageAddress(village.code.number, year: year).base }

    /// What budget.mustache reads.
    struct Model {
        struct VersionLine {
            let label: String
            let address: String
            let isShown: Bool
        }
        struct Figure {
            let label: String
            let amount: String
            let isShort: Bool
        }
        struct Fund {
            let code: String
            let sources: String
            let uses: String
            let difference: String
            let isUneven: Bool
        }
        /// The heads of the columns, which a phone shows beside each amount.
        struct Heads {
            let fund, amount, reserved, posted, remaining: String

            init(_ words: Words) {
                (fund, amount) = (words("budget.fund"), words("budget.amount"))
                (reserved, posted) = (words("budget.reserved"), words("budget.posted"))
                remaining = words("budget.remaining")
            }
        }
        /// Found by name without reflection, its heads too: a page has hundreds, and looking a text up
        /// through all that stands around a row took a third of its time.
        struct Row: MustacheParent {
            let heads: Heads
            let level: Int
            let code: String
            let name: String
            let address: String?
            let amount: String
            let reserved: String
            let posted: String
            let remaining: String
            let funds: String

            func child(named name: String) -> Any? {
                switch name {
                case "level": level
                case "code": code
                case "name": self.name
                case "address": address
                case "amount": amount
                case "reserved": reserved
                case "posted": posted
                case "remaining": remaining
                case "funds": funds
                case "fund-head": heads.fund
                case "amount-head": heads.amount
                case "reserved-head": heads.reserved
                case "posted-head": heads.posted
                case "remaining-head": heads.remaining
                default: nil
                }
            }
        }

        let summary: FormSummary?
        let villageName: String
        let place: String
        let years: [Crumb]
        let versions: [VersionLine]
        let hasVersion: Bool
        let status: String
        let regulation: String?
        let figures: [Figure]
        let balance: String
        let isBalanced: Bool
        let funds: [Fund]
        let ceilings: CeilingsView
        let rows: [Row]
        let incomeAddress: String
        let sheetAddress: String
        let evaluationAddress: String
        let minutes: String?
        let past: [SPPPage.Model.Past]
        /// Where a form leads that adds an activity; `nil` when the version can't be edited.
        let addAddress: String?
        let steps: [Step]
    }

    func model(_ state: FormState) -> Model {
        let version = tree?.version
        let difference = tree?.difference.sen ?? 0
        let isEven = tree?.funds.allSatisfy { $0.difference.sen == 0 } ?? true
        return Model(
            summary: state.summary, villageName: village.name,
            place: words("village.place", ["code": village.code.dotted, "district": village.districtName]),
            years: [year - 1, year + 1].map {
                Crumb(
                    label: String($0), address: VillageAddress(village.code.number, year: $0).base + "/budget"
                )
            },
            versions: versions.map(line), hasVersion: version != nil,
            status: version.map { "\(name($0)) – \(words("state.\($0.state.rawValue)"))" } ?? "",
            regulation: version?.regulationNumber.map { number in
                words("budget.by", ["number": number, "day": words.date(version?.regulationDate ?? "")])
            },
            figures: figures,
            balance: words(
                isEven ? "budget.balanced" : "budget.unbalanced", ["difference": words.money(sen: difference)]
            ),
            isBalanced: isEven, funds: tree?.funds.map(fund) ?? [],
            ceilings: CeilingsView(ceilings, words), rows: rows,
            incomeAddress: version.map {
                "\(base)/versions/\($0.id.uuidString.lowercased())/activities/0.0.00"
            } ?? "",
            sheetAddress: version.map { "\(base)/versions/\($0.id.uuidString.lowercased())/sheet" } ?? "",
            evaluationAddress: version.map {
                "\(base)/versions/\($0.id.uuidString.lowercased())/evaluation"
            } ?? "",
            minutes: version?.minutesNumber.map { number in
                words("budget.minutes", ["number": number, "day": words.date(version?.minutesDate ?? "")])
            },
            past: past.map(past),
            addAddress: canEdit
                ? version.map { "\(base)/versions/\($0.id.uuidString.lowercased())/activities" } : nil,
            steps: steps(state))
    }

    private func past(_ step: ListBudgetVersions.Step) -> SPPPage.Model.Past {
        SPPPage.Model.Past(
            what: words("did.\(step.verb)"), who: step.person ?? words("did.operator"),
            day: words.moment(step.recordedAt, zone: .jakarta), note: step.note.isEmpty ? nil : step.note)
    }

    private var canEdit: Bool { tree?.version.state.isOpen == true && mine(.treasurer, .secretary) }

    private func mine(_ roles: Role...) -> Bool {
        session.posts.contains { roles.contains($0.role) && $0.covers(village.code.number) }
    }

    private func name(_ version: BudgetVersion) -> String {
        "\(words("budget-kind.\(version.kind.rawValue)")) (\(version.ordinal))"
    }

    private func line(_ version: BudgetVersion) -> Model.VersionLine {
        Model.VersionLine(
            label: "\(name(version)) – \(words("state.\(version.state.rawValue)"))",
            address: "\(base)/budget?version=\(version.id.uuidString.lowercased())",
            isShown: version.id == tree?.version.id)
    }

    private var figures: [Model.Figure] {
        guard let tree else { return [] }
        let sides = BudgetSide.allCases.map { side in
            Model.Figure(
                label: words("side.\(side.rawValue)"), amount: words.money(sen: tree.sides[side]?.sen ?? 0),
                isShort: false)
        }
        let difference = Model.Figure(
            label: words("budget.difference"), amount: words.money(sen: tree.difference.sen),
            isShort: tree.difference.sen != 0)
        return sides + [difference]
    }

    private func fund(_ fund: BudgetTree.FundBalance) -> Model.Fund {
        Model.Fund(
            code: fund.fund, sources: words.amount(sen: fund.sources.sen),
            uses: words.amount(sen: fund.uses.sen),
            difference: words.amount(sen: fund.difference.sen), isUneven: fund.difference.sen != 0)
    }

    private var rows: [Model.Row] {
        guard let tree else { return [] }
        let heads = Model.Heads(words)
        return tree.fields.flatMap { field in
            [row(field, level: 1, heads)]
                + field.groups.flatMap { group in
                    [row(group, level: 2, heads)] + group.activities.map { row($0, of: tree.version, heads) }
                }
        }
    }

    private func row(_ group: BudgetTree.Group, level: Int, _ heads: Model.Heads) -> Model.Row {
        row(
            level, group.code, group.name, nil, group.amount.sen, group.reserved.sen, group.posted.sen,
            funds: [], heads)
    }

    private func row(
        _ activity: BudgetTree.Activity, of version: BudgetVersion, _ heads: Model.Heads
    ) -> Model.Row {
        row(
            3, activity.code, activity.name,
            "\(base)/versions/\(version.id.uuidString.lowercased())/activities/\(activity.code)",
            activity.amount.sen, activity.reserved.sen, activity.posted.sen, funds: activity.funds, heads)
    }

    private func row(
        _ level: Int, _ code: String, _ name: String, _ address: String?, _ amount: Int64, _ reserved: Int64,
        _ posted: Int64, funds: [String], _ heads: Model.Heads
    ) -> Model.Row {
        Model.Row(
            heads: heads, level: level, code: code, name: name, address: address,
            amount: words.amount(sen: amount),
            reserved: words.amount(sen: reserved), posted: words.amount(sen: posted),
            remaining: words.amount(sen: amount - reserved - posted), funds: funds.joined(separator: " "))
    }

    /// The steps that this person's posts and the version's state allow; the database decides again.
    private func steps(_ state: FormState) -> [Step] {
        var steps: [Step] = []
        if mine(.treasurer, .secretary), versions.allSatisfy({ $0.state == .posted }) {
            steps.append(open(state))
        }
        guard let version = tree?.version, version.state != .posted else { return steps }
        if version.state.isOpen, mine(.council) {
            let own = state.step("agree")
            steps.append(
                step(
                    "agree", version, state, area: false,
                    fields: [
                        own.field("minutes", labels: "budget.agreed"),
                        own.field("day", .date, labels: "budget.agreed"),
                    ]))
        }
        if version.state == .agreed || version.state == .submitted, mine(.head, .secretary) {
            steps.append(step("withdraw", version, state, area: true, style: "quiet"))
        }
        if version.state == .agreed, mine(.head, .secretary) { steps.append(step("submit", version, state)) }
        if version.state == .submitted, mine(.district, .county) {
            steps.append(step("evaluate", version, state, area: false))
            steps.append(step("return", version, state, area: false))
        }
        if mine(.secretary, .treasurer),
            version.kind == .pergeseran || [.submitted, .evaluated].contains(version.state)
        {
            let own = state.step("post")
            steps.append(
                step(
                    "post", version, state,
                    fields: [
                        own.field("regulation", labels: "budget"), own.field("day", .date, labels: "budget"),
                    ]))
        }
        if version.state == .draft, mine(.treasurer, .secretary) {
            steps.append(step("delete", version, state, style: "danger"))
        }
        return steps
    }

    private func step(
        _ verb: String, _ version: BudgetVersion, _ state: FormState, area isRequired: Bool? = nil,
        fields: [Field] = [], style: String = ""
    ) -> Step {
        let note = isRequired.map { state.step(verb).field("note", .area, labels: "budget", isRequired: $0) }
        return Step(
            address: "\(base)/versions/\(version.id.uuidString.lowercased())/\(verb)",
            label: words("budget.step-\(verb)"), style: style, revision: version.revision,
            fields: fields + [note].compactMap { $0 })
    }

    private func open(_ state: FormState) -> Step {
        let kinds = versions.isEmpty ? [BudgetKind.murni] : [.pergeseran, .perubahan]
        let choices = kinds.map { Choice(value: $0.rawValue, label: words("budget-kind.\($0.rawValue)")) }
        return Step(
            address: "\(base)/versions", label: words("budget.step-open"), style: "", revision: 1,
            fields: [state.step("open").field("kind", labels: "budget", options: choices)])
    }
}
