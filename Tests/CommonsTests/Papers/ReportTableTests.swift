import Commons
import Testing

/// Goal: a report's CSV adds up in a spreadsheet and runs nothing there. Method: both forms of odd cells.
@Suite struct ReportTableTests {
    private let table = ReportTable(
        columns: [
            ReportTable.Column("name", "Uraian", width: 50),
            ReportTable.Column("amount", "Jumlah (Rp)", width: 30, .end),
            ReportTable.Column("share", "%", width: 10, .end),
        ],
        rows: [
            ReportTable.Row([.text("=1+1"), .money(Rupiah(sen: -123_450_005)), .share(basisPoints: nil)]),
            ReportTable.Row([
                .text("semen; \"tiga roda\", 50 kg"), .money(Rupiah(sen: 7)), .share(basisPoints: 9_950),
            ]),
        ])

    @Test func `for programs: comma, decimal dot, keys as head`() {
        #expect(
            ReportCSV.csv.text(table)
                == "name,amount,share\r\n'=1+1,-1234500.05,\r\n"
                + "\"semen; \"\"tiga roda\"\", 50 kg\",0.07,99.50\r\n")
    }

    @Test func `for an Indonesian spreadsheet: semicolon, decimal comma, byte order mark`() {
        #expect(
            ReportCSV.excel.text(table)
                == "\u{FEFF}Uraian;Jumlah (Rp);%\r\n'=1+1;-1234500,05;\r\n"
                + "\"semen; \"\"tiga roda\"\", 50 kg\";0,07;99,50\r\n")
    }

    @Test(arguments: ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\tx", "＝1"])
    func `a text that begins like a formula is kept text`(_ text: String) {
        #expect(ReportCSV.csv.line([.text(text)]).contains("'\(text.prefix(1))"))
    }

    @Test func `nothing budgeted is a dash, not a hundred percent`() {
        #expect(ReportTable.Cell.percent(nil) == "–")
        #expect(ReportTable.Cell.percent(10_000) == "100,00")
    }
}
