import Commons
import Foundation
import Ledger

/// The paper of a tax deposit (Surat Setoran Pajak, SSP): MAP code, the state's receipt number, the amount in
/// words.
struct DepositPaper {
    let words: Words
    let place: ReadPrint.Place
    let year: Int
    let deposit: ReadTaxes.Deposit
    let officials: [Role: String]

    var draft: PaperDraft {
        let number = PaperDesk.number(deposit.number, "SSP", place, year)
        var lines = [words("paper.number-is", ["number": number])]
        if deposit.isReversed { lines.append(words("paper.reversed")) }
        return PaperDraft(
            kind: "ssp", title: words("paper.ssp"), place: place, year: year,
            blocks: [
                .title(words("paper.ssp"), lines: lines),
                .facts([
                    Paper.Fact(words("paper.payer"), words("paper.treasurer-of", ["village": place.name])),
                    Paper.Fact(words("spp.day"), words.date(deposit.day)),
                    Paper.Fact(words("treasury.tax"), "\(deposit.account) \(deposit.name)"),
                    Paper.Fact(words("treasury.map"), deposit.mapCode.isEmpty ? "–" : deposit.mapCode),
                    Paper.Fact(words("treasury.ntpn"), deposit.ntpn.isEmpty ? "–" : deposit.ntpn),
                ]),
                .box("\(words("paper.in-words")): # \(Terbilang.sentence(deposit.amount)) #"),
                .box(words.money(sen: deposit.amount.sen)),
                .space(millimetres: 2),
                .signatures([
                    Paper.Signature(
                        above: ["\(place.name), \(words.date(deposit.day))", words("paper.treasurer")],
                        name: officials[.treasurer] ?? "")
                ]),
            ],
            parameters: ["deposit": deposit.id.uuidString.lowercased()],
            facts: [
                Paper.Fact(words("paper.document"), words("paper.ssp")),
                Paper.Fact(words("paper.number"), number),
                Paper.Fact(words("treasury.ntpn"), deposit.ntpn),
                Paper.Fact(words("paper.amount"), words.money(sen: deposit.amount.sen)),
            ])
    }
}
