/// A journal as `bean-check` reads it: five kinds of accounts, codes with hyphens for dots.
enum Beancount {
    /// The options, and every account opened on the year's first day.
    static func opening(title: String, year: Int, isDemo: Bool, accounts: [DeclaredAccount]) -> String {
        var text = "option \"title\" \"\(escaped(title))\"\noption \"operating_currency\" \"IDR\"\n"
        if isDemo { text += "; DATA CONTOH\n" }
        text += "\n"
        for account in accounts {
            text += "\(year)-01-01 open \(name(account.account, account.activity, account.fund)) IDR\n"
            text += "  name: \"\(escaped(account.name))\"\n"
        }
        return text
    }

    /// The first lines of an entry.
    static func head(_ leg: JournalLeg, description: String) -> String {
        var text =
            "\n\(leg.day) * \"\(escaped(description))\"\n  number: \(leg.number)\n  kind: \"\(leg.kind)\"\n"
        if let number = leg.documentNumber { text += "  document: \(number)\n" }
        if let reverses = leg.reverses { text += "  reverses: \(reverses)\n" }
        return text
    }

    static func posting(_ leg: JournalLeg, amount: String) -> String {
        "  \(name(leg.account, leg.activity, leg.fund))  \(amount) IDR\n"
    }

    /// `Expenses:5-3-5-01:2-3-10:DDS`. Financing (6) is equity, money held for others (7) a liability.
    static func name(_ account: String, _ activity: String, _ fund: String) -> String {
        let root =
            switch account.first {
            case "1": "Assets"
            case "2", "7": "Liabilities"
            case "4": "Income"
            case "5": "Expenses"
            default: "Equity"
            }
        return ([root] + [account, activity, fund].map(component)).joined(separator: ":")
    }

    private static func component(_ code: String) -> String {
        let plain = code.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        guard let first = plain.first, first.isNumber || first.isUppercase else { return "X" + String(plain) }
        return String(plain)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
