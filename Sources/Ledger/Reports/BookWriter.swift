internal import Commons

/// One leg of a journal entry, as exports write it.
struct JournalLeg: Hashable, Sendable {
    let number: Int64
    let day, recordedAt, kind, description, origin: String
    let reverses: Int64?
    let documentNumber: Int?
    let ordinal: Int
    let account, accountName, activity, fund, subDetail: String
    let amountSen: Int64
}

/// An account of an export: objek, activity and fund source.
struct DeclaredAccount: Hashable, Sendable {
    let account, name, activity, fund: String
}

/// Writes a journal leg by leg in one of the text formats.
struct BookWriter {
    let format: BookFormat
    let village: VillageCode
    let year: Int
    let declared: [DeclaredAccount]
    let place: (name: String, isDemo: Bool)
    private var lastNumber: Int64 = 0

    init(
        format: BookFormat, village: VillageCode, year: Int, declared: [DeclaredAccount],
        place: (name: String, isDemo: Bool)
    ) {
        self.format = format
        self.village = village
        self.year = year
        self.declared = declared
        self.place = place
    }

    /// What comes before the first leg.
    func opening() -> String {
        switch format {
        case .csv:
            return BookColumn.allCases.map(\.rawValue).joined(separator: ",") + "\r\n"
        case .hledger:
            var text = "; \(village.dotted) \(plain(place.name)) \(year)\n"
            if place.isDemo { text += "; DATA CONTOH\n" }
            text += "commodity IDR 1000.00\n\n"
            for (index, account) in declared.enumerated() {
                // Names belong to codes; each is written once, where the code first stands.
                let isFirst = index == 0 || declared[index - 1].account != account.account
                text += "account \(ledgerName(account))\(isFirst ? "  ; \(plain(account.name))" : "")\n"
            }
            return text
        case .beancount:
            return Beancount.opening(
                title: "\(village.dotted) \(plain(place.name)) \(year)", year: year, isDemo: place.isDemo,
                accounts: declared)
        case .ndjson, .xlsx:
            return ""
        }
    }

    /// The text of one more leg.
    mutating func add(_ leg: JournalLeg) -> String {
        switch format {
        case .csv:
            return csvRow(leg)
        case .hledger:
            var text = ""
            if leg.number != lastNumber {
                lastNumber = leg.number
                text += "\n\(leg.day) * (\(leg.number)) \(plain(leg.description))\(remarks(leg))\n"
            }
            let name = ledgerName(
                DeclaredAccount(account: leg.account, name: "", activity: leg.activity, fund: leg.fund))
            return text + "    \(name)  IDR \(decimal(leg.amountSen))\n"
        case .beancount:
            let isNew = leg.number != lastNumber
            lastNumber = leg.number
            return (isNew ? Beancount.head(leg, description: plain(leg.description)) : "")
                + Beancount.posting(leg, amount: decimal(leg.amountSen))
        case .ndjson, .xlsx:
            return ""
        }
    }

    private func csvRow(_ leg: JournalLeg) -> String {
        CSVForm.plain.row([
            .number(village.dotted), .number(String(year)), .number(String(leg.number)), .number(leg.day),
            .number(leg.recordedAt), .text(leg.kind),
            .number(leg.documentNumber.map { String($0) } ?? ""),
            .number(leg.reverses.map { String($0) } ?? ""), .text(leg.origin), .text(leg.description),
            .number(String(leg.ordinal)), .number(leg.account), .text(leg.accountName),
            .number(leg.activity), .text(leg.fund), .number(leg.subDetail),
            .money(Rupiah(sen: max(0, leg.amountSen))), .money(Rupiah(sen: max(0, -leg.amountSen))),
            .text(place.isDemo ? "DATA CONTOH" : ""),
        ])
    }

    private func remarks(_ leg: JournalLeg) -> String {
        var tags = ["kind:\(leg.kind)"]
        if let number = leg.documentNumber { tags.append("document:\(number)") }
        if let reverses = leg.reverses { tags.append("reverses:\(reverses)") }
        return "  ; " + tags.joined(separator: ", ")
    }

    /// `5:5.3.5.01:2.3.10:DDS`: akun, objek, activity, fund source.
    private func ledgerName(_ account: DeclaredAccount) -> String {
        "\(account.account.prefix(1)):\(account.account):\(account.activity):\(account.fund)"
    }

    /// `-1234.50`, exact.
    private func decimal(_ sen: Int64) -> String {
        let rest = sen.magnitude % 100
        return "\(sen < 0 ? "-" : "")\(sen.magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Text that can't end a line, begin a comment or a payee in a plain-text journal.
    private func plain(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == ";" || $0 == "|" || $0 == "\t" ? " " : $0 })
    }
}
