import Commons
import Foundation
import Monitoring

extension RulesPage {
    func screen(
        _ state: FormState, _ context: AppContext, _ effect: EffectModel? = nil
    ) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let current = try await rules.current(by: session)
        let tallies = try await rules.tallies(by: session)
        let versions = try await rules.versions(by: session)
        let model = Model(
            summary: state.summary, rules: tallies.map { rule($0, words) },
            thresholds: thresholds(current), versions: versions.items.map { version($0, words) },
            look: lookFields(state), effect: effect, mayStore: session.holds(.county),
            version: current.version, formID: state.form["id"], store: storeFields(state))
        return Screen(
            template: "screening", title: words("screening.title"), model: model,
            crumbs: [Crumb(label: words("flags.title"), address: "/flags")])
    }

    private func rule(_ tally: RuleTally, _ words: Words) -> Model.Rule {
        Model.Rule(
            rule: tally.rule.rawValue, name: words("screening.rule.\(tally.rule.rawValue)"),
            open: String(tally.open), explained: String(tally.explained), confirmed: String(tally.confirmed),
            dismissed: String(tally.dismissed),
            share: tally.dismissedShare.map { words.percent(Int64($0 * 1_000), of: 1_000) } ?? "–",
            isNoisy: tally.dismissed >= 5 && (tally.dismissedShare ?? 0) > 0.5)
    }

    private func thresholds(_ current: CountyParameters) -> [Model.Threshold] {
        current.parameters.all.map { name, value in
            let shipped = ScreeningParameters.standard.all.first { $0.name == name }?.value ?? value
            return Model.Threshold(
                name: name, value: Self.number(value),
                shipped: shipped == value ? nil : Self.number(shipped))
        }
    }

    private func version(_ version: ParameterVersion, _ words: Words) -> Model.Version {
        let changes = version.changes.sorted { $0.key < $1.key }
            .map { "\($0.key) = \(Self.number($0.value))" }
        return Model.Version(
            version: String(version.version),
            what: changes.isEmpty ? words("screening.as-shipped") : changes.joined(separator: ", "),
            reason: version.reason,
            who: [version.person, words.moment(version.at, zone: .jakarta)].compactMap { $0 }
                .joined(separator: ", "))
    }

    private func lookFields(_ state: FormState) -> [Field] {
        var own = state
        own.prefix = "look-"
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        return wishFields(own) + [
            own.field("year", .number, labels: "screening", value: String(year))
        ]
    }

    private func storeFields(_ state: FormState) -> [Field] {
        var own = state
        own.prefix = "store-"
        return wishFields(own) + [own.field("reason", .area, labels: "screening")]
    }

    private func wishFields(_ state: FormState) -> [Field] {
        let names = ScreeningParameters.standard.all.map { Choice(value: $0.name, label: $0.name) }
        return [
            state.field("name", labels: "screening", options: names),
            state.field("value", .money, labels: "screening"),
        ]
    }

    func effect(_ found: RulesPreview, _ words: Words) -> EffectModel {
        let shown = found.changes.prefix(50)
        return EffectModel(
            counts: words(
                "screening.effect-counts",
                [
                    "works": words.number(Int64(found.works)), "before": words.number(Int64(found.before)),
                    "after": words.number(Int64(found.after)),
                ]),
            decided: words(
                "screening.effect-decided",
                [
                    "dismissed": words.number(Int64(found.sparedDismissed)),
                    "confirmed": words.number(Int64(found.lostConfirmed)),
                ]),
            isPartial: found.isPartial,
            lines: shown.map { change in
                EffectModel.Line(
                    what: words(change.isAdded ? "screening.added" : "screening.removed"),
                    style: change.isAdded ? "warn" : "", reason: change.flag.reason(in: words),
                    address: "/works/\(change.flag.project)",
                    decision: change.decision.map { words("flag.state.\($0.rawValue)") } ?? "–")
            },
            more: found.changes.count > shown.count
                ? words("screening.more", ["count": words.number(Int64(found.changes.count - shown.count))])
                : nil)
    }

    static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int64(value)) : String(value)
    }
}
