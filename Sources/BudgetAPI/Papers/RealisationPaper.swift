import Commons
import Ledger

/// The realisation report on paper, and the table that its page, workbook and CSV share.
struct RealisationPaper {
    let words: Words
    let report: RealisationReport
    let year: Int
    let until: Day?

    /// Code, name, budget, realisation, difference and share of each line.
    var table: ReportTable {
        ReportTable(
            columns: [
                .init("code", words("lra.code"), width: 20), .init("name", words("lra.name"), width: 74),
                .init("budget", words("lra.budget"), width: 33, .end),
                .init("realised", words("lra.realised"), width: 33, .end),
                .init("difference", words("lra.difference"), width: 33, .end),
                .init("percent", words("lra.percent"), width: 15, .end),
            ],
            rows: report.lines.map { line in
                let name = line.total.map { words("lra.total-\($0.rawValue)") } ?? line.name
                let isHeading = line.code.first?.isLetter ?? false
                let figures: [ReportTable.Cell] =
                    isHeading
                    ? [.empty, .empty, .empty, .empty]
                    : [
                        .money(line.pair.budget), .money(line.pair.realised), .money(line.pair.difference),
                        .share(basisPoints: line.pair.basisPoints),
                    ]
                return ReportTable.Row(
                    [.text(line.code), .text(name)] + figures, isBold: line.total != nil || line.level == 1,
                    indent: line.level - 1)
            })
    }

    var title: String { words("lra.title") }

    /// Which cut and up to which day.
    var subtitles: [String] {
        [
            words("lra.view-\(report.view.rawValue)"), words("paper.year-is", ["year": String(year)]),
            until.map { words("lra.until-day", ["day": words.date($0.description)]) },
        ].compactMap { $0 }
    }

    func draft(_ place: ReadPrint.Place, _ officials: [Role: String], day: String) -> PaperDraft {
        let spending = report.realisation.rows.first { $0.account == "5" }?.pair
        return PaperDraft(
            kind: "lra", title: title, place: place, year: year,
            blocks: [
                .title(title, lines: subtitles), .table(table.paper(words)),
                .signatures([
                    Paper.Signature(
                        above: ["\(place.name), \(words.date(day))", words("paper.head")],
                        name: officials[.head] ?? "")
                ]),
            ],
            parameters: ["view": report.view.rawValue, "until": until?.description ?? ""],
            facts: [
                Paper.Fact(words("paper.document"), "\(title), \(subtitles.joined(separator: ", "))"),
                Paper.Fact(
                    words("lra.spending-budget"), words.money(sen: spending?.budget.sen ?? 0)),
                Paper.Fact(
                    words("lra.spending-realised"), words.money(sen: spending?.realised.sen ?? 0)),
            ])
    }
}
