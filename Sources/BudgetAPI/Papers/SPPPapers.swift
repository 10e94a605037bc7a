import Commons
import Foundation
import Ledger

/// The papers of one payment request: the request itself (SPP), the statement of responsibility (SPTB) and
/// the receipt for the money (kuitansi).
struct SPPPapers {
    enum Kind: String, CaseIterable {
        case spp, sptb
        case receipt = "kuitansi"

        /// What a request of this state has on paper: nobody signs for money that was not paid.
        static func offered(in state: SPPState) -> [Kind] {
            [.paid, .settled, .reversed].contains(state) ? allCases : [.spp, .sptb]
        }
    }

    let words: Words
    let place: ReadPrint.Place
    let detail: ReadSPP.Detail
    let officials: [Role: String]
    /// The kuitansi's running number; `nil` before the money was paid.
    let paymentNumber: Int?

    private var spp: SPPSummary { detail.summary }

    func draft(_ kind: Kind) -> PaperDraft {
        let blocks: [Paper.Block] =
            switch kind {
            case .spp: request
            case .sptb: statement
            case .receipt: receipt
            }
        return PaperDraft(
            kind: kind.rawValue, title: title(kind), place: place, year: spp.year, blocks: blocks,
            parameters: ["spp": spp.id.uuidString.lowercased()],
            facts: [
                Paper.Fact(words("paper.document"), title(kind)),
                Paper.Fact(words("paper.number"), number(kind)),
                Paper.Fact(words("spp.purpose"), spp.purpose),
                Paper.Fact(words("paper.amount"), words.money(sen: spp.amount.sen)),
            ])
    }

    private func title(_ kind: Kind) -> String {
        switch kind {
        case .spp: words("paper.spp")
        case .sptb: words("paper.sptb")
        case .receipt: words("paper.receipt")
        }
    }

    private func number(_ kind: Kind) -> String {
        let own: (number: Int?, series: String) =
            switch kind {
            case .spp: (spp.number, "SPP")
            case .sptb: (spp.number, "SPTB")
            case .receipt: (paymentNumber, "KWT")
            }
        guard let number = own.number else { return words("paper.no-number") }
        return PaperDesk.number(number, own.series, place, spp.year)
    }

    private func heading(_ kind: Kind, _ more: [String] = []) -> Paper.Block {
        .title(title(kind), lines: [words("paper.number-is", ["number": number(kind)])] + more)
    }

    private var request: [Paper.Block] {
        [
            heading(.spp, [words("spp-kind.\(spp.kind.rawValue)")]),
            .facts([
                Paper.Fact(words("paper.year"), String(spp.year)),
                Paper.Fact(words("spp.day"), words.date(spp.day)),
                Paper.Fact(words("spp.requester"), spp.requester ?? ""),
                Paper.Fact(words("spp.purpose"), spp.purpose),
                Paper.Fact(words("spp.payee"), detail.payee),
            ]),
            .table(lines),
            .facts([Paper.Fact(words("paper.in-words"), Terbilang.sentence(spp.amount))]),
            .signatures([
                Paper.Signature(
                    above: [words("paper.verified"), words("paper.secretary")],
                    name: person("verify", .secretary)),
                Paper.Signature(
                    above: ["\(place.name), \(words.date(spp.day))", words("paper.manager")],
                    name: spp.requester ?? ""),
            ]),
            .signatures([
                Paper.Signature(
                    above: [words("paper.agreed"), words("paper.head")], name: person("approve", .head)),
                Paper.Signature(
                    above: [words("paper.paid"), words("paper.treasurer")], name: person("pay", .treasurer)),
            ]),
        ]
    }

    private var lines: PaperTable {
        let rows = detail.lines.enumerated().map { index, line in
            PaperTable.Row([
                String(index + 1), "\(line.key.activity) \(line.activityName)",
                "\(line.key.account) \(line.accountName)", line.key.fund,
                line.standing.limit.formattedPlain, (line.amount ?? .zero).formattedPlain,
            ])
        }
        let sum = PaperTable.Row(
            ["", words("paper.sum"), "", "", "", spp.amount.formattedPlain], isBold: true)
        return PaperTable(
            columns: [
                .init(words("book.number"), width: 9, .end), .init(words("spp.activity"), width: 52),
                .init(words("paper.account"), width: 48), .init(words("budget.fund"), width: 14, .centre),
                .init(words("paper.limit"), width: 30, .end), .init(words("paper.asked"), width: 30, .end),
            ], rows: rows + [sum] + net { ["", $0, "", $1, "", $2] }, isNumbered: true)
    }

    private var taxes: [SPPTaxes.Tax] { detail.taxes.standing(in: spp.state) }

    /// Under the sum: each tax, then what the payee gets; nothing where no tax is withheld.
    private func net(_ cells: (_ text: String, _ fund: String, _ amount: String) -> [String]) -> [PaperTable
        .Row]
    {
        guard !taxes.isEmpty else { return [] }
        let net = detail.taxes.net(of: spp.amount, in: spp.state)
        return taxes.map { tax in
            PaperTable.Row(cells(words.tax(tax), tax.draft.fund, "−\(tax.amount.formattedPlain)"))
        } + [PaperTable.Row(cells(words("spp.net"), "", net.formattedPlain), isBold: true)]
    }

    private var statement: [Paper.Block] {
        let row = PaperTable.Row(["1", detail.payee, spp.purpose, spp.amount.formattedPlain])
        let sum = PaperTable.Row(["", "", words("paper.sum"), spp.amount.formattedPlain], isBold: true)
        return [
            heading(.sptb),
            .facts([
                Paper.Fact(words("paper.village"), "\(place.name) (\(place.village.dotted))"),
                Paper.Fact(words("paper.year"), String(spp.year)),
                Paper.Fact(words("spp.number"), number(.spp)),
                Paper.Fact(words("spp.activity"), activities),
            ]),
            .text(words("paper.sptb-claim"), .plain),
            .table(
                PaperTable(
                    columns: [
                        .init(words("book.number"), width: 9, .end), .init(words("spp.payee"), width: 50),
                        .init(words("spp.purpose"), width: 90), .init(words("spp.amount"), width: 34, .end),
                    ], rows: [row, sum] + net { ["", "", $0 + ($1.isEmpty ? "" : " – \($1)"), $2] },
                    isNumbered: true)),
            .facts([Paper.Fact(words("paper.in-words"), Terbilang.sentence(spp.amount))]),
            .text(words("paper.sptb-promise"), .plain),
            .space(millimetres: 4),
            .signatures([
                Paper.Signature(
                    above: ["\(place.name), \(words.date(spp.day))", words("paper.manager")],
                    name: spp.requester ?? "")
            ]),
        ]
    }

    private var receipt: [Paper.Block] {
        let paidOn = detail.entries.first { $0.kind == "payment" }?.day ?? spp.day
        return [
            heading(.receipt),
            .facts([
                Paper.Fact(words("paper.year"), String(spp.year)),
                Paper.Fact(
                    words("paper.received-from"), words("paper.treasurer-of", ["village": place.name])),
            ]),
            .box("\(words("paper.in-words")): # \(Terbilang.sentence(spp.amount)) #"),
            .facts([
                Paper.Fact(words("paper.for-payment"), spp.purpose),
                Paper.Fact(words("spp.activity"), activities),
                Paper.Fact(words("paper.account"), accounts),
                Paper.Fact(words("spp.number"), number(.spp)),
            ]),
            .box(words.money(sen: spp.amount.sen)),
            .facts(withheld),
            .space(millimetres: 2),
            .signatures([
                Paper.Signature(
                    above: [words("paper.agreed"), words("paper.head")], name: person("approve", .head)),
                Paper.Signature(
                    above: [words("paper.paid-on", ["day": words.date(paidOn)]), words("paper.treasurer")],
                    name: person("pay", .treasurer)),
                Paper.Signature(
                    above: ["\(place.name), \(words.date(paidOn))", words("paper.payee")],
                    name: detail.payee),
            ]),
        ]
    }

    /// What the payee signs for: the gross amount, of which taxes were kept back.
    private var withheld: [Paper.Fact] {
        guard !taxes.isEmpty else { return [] }
        let net = detail.taxes.net(of: spp.amount, in: spp.state)
        return taxes.map { Paper.Fact(words.tax($0), words.money(sen: $0.amount.sen)) }
            + [Paper.Fact(words("spp.net"), words.money(sen: net.sen))]
    }

    private var activities: String {
        var seen: [String] = []
        for line in detail.lines {
            let text = "\(line.key.activity) \(line.activityName)"
            if !seen.contains(text) { seen.append(text) }
        }
        return seen.joined(separator: "; ")
    }

    private var accounts: String {
        detail.lines.map { "\($0.key.account) \($0.accountName) (\($0.key.fund))" }.joined(separator: "; ")
    }

    /// Who took the step; before it, who holds the post.
    private func person(_ verb: String, _ role: Role) -> String {
        detail.history.last { $0.verb == verb }?.person ?? officials[role] ?? ""
    }
}
