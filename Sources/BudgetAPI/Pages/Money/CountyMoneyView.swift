import Commons
import Foundation
import Ledger

/// Lays out what DPMD decides of village money.
struct CountyMoneyView {
    let state: FormState
    let year: Int
    let today: String

    private var words: Words { state.words }

    var forms: [MoneyForm] { [ceilingForm, trancheForm, rateForm, parameterForm] }

    private var ceilingForm: MoneyForm {
        let form = state.step("ceilings")
        return MoneyForm(
            key: "ceilings", title: words("county.set-ceilings"), action: "/county-money/ceilings",
            button: words("spp.save"),
            fields: [
                form.field("year", .number, labels: "county", value: String(year)),
                form.field("basis", labels: "county"), form.field("rows", .area, labels: "county-ceilings"),
            ])
    }

    private var trancheForm: MoneyForm {
        let form = state.step("tranches")
        return MoneyForm(
            key: "tranches", title: words("county.plan-tranches"), action: "/county-money/tranches",
            button: words("spp.save"),
            fields: [
                form.field("year", .number, labels: "county", value: String(year)),
                form.field("rows", .area, labels: "county-tranches"),
            ])
    }

    private var rateForm: MoneyForm {
        let form = state.step("tax-rates")
        let bases = ["gross", "net"].map { Choice(value: $0, label: words("county.base-\($0)")) }
        return MoneyForm(
            key: "tax-rates", title: words("county.set-rate"), action: "/county-money/tax-rates",
            button: words("spp.save"),
            fields: [
                form.field("code", labels: "county"), form.field("name", labels: "county"),
                form.field("day", .date, labels: "county", value: today),
                form.field("account", labels: "county"),
                form.field("map", labels: "county", isRequired: false),
                form.field("percent", labels: "county"),
                form.field("base_kind", labels: "county", options: bases),
                form.field("basis", labels: "county"),
            ])
    }

    private var parameterForm: MoneyForm {
        let form = state.step("parameters")
        let keys = MoneyParameters.Key.allCases.map {
            Choice(value: $0.rawValue, label: words("parameter.\($0.rawValue)"))
        }
        return MoneyForm(
            key: "parameters", title: words("county.set-parameter"), action: "/county-money/parameters",
            button: words("spp.save"),
            fields: [
                form.field("key", labels: "county", options: keys),
                form.field("day", .date, labels: "county", value: today),
                form.field("value", labels: "county"), form.field("basis", labels: "county"),
            ])
    }

    func ceilings(_ rows: [Ceilings.Ceiling]) -> MoneyTable {
        MoneyTable(
            key: "ceilings", caption: words("treasury.ceilings"), none: words("treasury.no-ceilings"),
            heads: [
                .text(words("county.village")), .text(words("budget.fund")),
                .amount(words("treasury.ceiling")), .amount(words("treasury.planned")),
                .amount(words("treasury.received")), .text(words("treasury.basis")),
            ],
            rows: rows.map { ceiling in
                MoneyTable.Row(cells: [
                    .link(
                        "\(ceiling.village.dotted) \(ceiling.villageName)",
                        "/villages/\(ceiling.village.number)/\(year)/disbursements"),
                    .text(ceiling.fund), .amount(ceiling.amount.sen, words),
                    .amount(ceiling.planned.sen, words), .amount(ceiling.received.sen, words),
                    .text(ceiling.basis),
                ])
            })
    }

    func tranches(_ rows: [Disbursements.Tranche]) -> MoneyTable {
        MoneyTable(
            key: "tranches", caption: words("county.tranches-open"), none: words("treasury.no-tranches"),
            heads: [
                .text(words("treasury.due")), .text(words("county.village")), .text(words("budget.fund")),
                .text(words("treasury.tranche")), .amount(words("spp.amount")), .text(words("spp.state")),
            ],
            rows: rows.map { tranche in
                MoneyTable.Row(
                    cells: [
                        .day(words.date(tranche.dueOn)),
                        .text("\(tranche.village.dotted) \(tranche.villageName)"), .text(tranche.fund),
                        .text(String(tranche.number)), .amount(tranche.amount.sen, words),
                        DisbursementsPage.state(tranche, words),
                    ], isShort: tranche.isLate,
                    actions: [
                        MoneyTable.RowAction(
                            label: words("county.cancel"),
                            action: "/county-money/tranches/\(tranche.id.uuidString.lowercased())/cancel",
                            revision: String(tranche.revision))
                    ])
            })
    }

    func rates(_ rows: [TaxRate]) -> MoneyTable {
        MoneyTable(
            key: "rates", caption: words("county.rates"), none: words("treasury.no-tax"),
            heads: [
                .text(words("county.code")), .text(words("county.name")), .text(words("county.account")),
                .text(words("treasury.map")), .amount(words("county.percent")),
                .text(words("county.base-kind")), .text(words("county.day")), .text(words("county.basis")),
                .text(words("county.origin")),
            ],
            rows: rows.map { rate in
                let origin = rate.isOfCounty ? "county" : rate.isConfirmed ? "national" : "provisional"
                return MoneyTable.Row(cells: [
                    .text(rate.code), .text(rate.name), .text(rate.account), .text(rate.mapCode),
                    MoneyTable.Cell(
                        text: words.rate(ppm: rate.ratePpm), isAmount: true),
                    .text(words("county.base-\(rate.isOfNetPrice ? "net" : "gross")")),
                    .day(words.date(rate.validFrom)), .text(rate.basis),
                    .tag(words("rate-origin.\(origin)"), origin == "provisional" ? "warn" : ""),
                ])
            })
    }

    func parameters(_ rows: [MoneyParameters.Setting]) -> MoneyTable {
        MoneyTable(
            key: "parameters", caption: words("county.parameters"), none: words("county.no-parameters"),
            heads: [
                .text(words("county.key")), .text(words("county.day")), .amount(words("county.value")),
                .text(words("county.basis")),
            ],
            rows: rows.map { setting in
                let value =
                    setting.key == .handLimit
                    ? words.money(sen: setting.value) : words.number(setting.value)
                return MoneyTable.Row(cells: [
                    .text(words("parameter.\(setting.key.rawValue)")), .day(words.date(setting.from)),
                    MoneyTable.Cell(text: value, isAmount: true), .text(setting.basis),
                ])
            })
    }
}
