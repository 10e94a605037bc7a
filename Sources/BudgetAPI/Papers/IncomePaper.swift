import Commons
import Foundation
import Ledger

/// The receipt for money that came in (Tanda Bukti Penerimaan, TBP).
struct IncomePaper {
    let words: Words
    let place: ReadPrint.Place
    let year: Int
    let receipt: ListReceipts.Receipt
    let officials: [Role: String]

    var draft: PaperDraft {
        let number = PaperDesk.number(receipt.number, "TBP", place, year)
        var lines = [words("paper.number-is", ["number": number])]
        if receipt.isReversed { lines.append(words("paper.reversed")) }
        return PaperDraft(
            kind: "tbp", title: words("paper.tbp"), place: place, year: year,
            blocks: [
                .title(words("paper.tbp"), lines: lines),
                .facts([
                    Paper.Fact(words("paper.year"), String(year)),
                    Paper.Fact(words("spp.day"), words.date(receipt.day)),
                    Paper.Fact(words("paper.received-from"), receipt.payer),
                ]),
                .box("\(words("paper.in-words")): # \(Terbilang.sentence(receipt.amount)) #"),
                .facts([
                    Paper.Fact(words("paper.as-payment"), receipt.description),
                    Paper.Fact(words("paper.account"), "\(receipt.account) \(receipt.accountName)"),
                    Paper.Fact(words("budget.fund"), receipt.fund),
                ]),
                .box(words.money(sen: receipt.amount.sen)),
                .space(millimetres: 2),
                .signatures([
                    Paper.Signature(above: [words("paper.payer")], name: receipt.payer),
                    Paper.Signature(
                        above: ["\(place.name), \(words.date(receipt.day))", words("paper.treasurer")],
                        name: officials[.treasurer] ?? ""),
                ]),
            ],
            parameters: ["receipt": receipt.id.uuidString.lowercased()],
            facts: [
                Paper.Fact(words("paper.document"), words("paper.tbp")),
                Paper.Fact(words("paper.number"), number),
                Paper.Fact(words("spp.day"), words.date(receipt.day)),
                Paper.Fact(words("paper.amount"), words.money(sen: receipt.amount.sen)),
            ])
    }
}
