import Commons
import Foundation

/// A pasted list of accounts, one a line: `name; username; role; code; from; decree`.
struct AccountList {
    let accounts: [NewAccount]

    /// More rows than a county has officers in one go.
    static let rowLimit = 2_000

    /// - Throws: `invalid-fields` that names the first bad row, or the empty list.
    init(text: String, regency: Int) throws(Problem) {
        let separator: Character = text.contains("\t") ? "\t" : text.contains(";") ? ";" : ","
        var reader = CSVReader(bytes: Array(text.utf8), separator: separator)
        var accounts: [NewAccount] = []
        while let row = try Self.next(&reader, after: accounts.count) {
            let cells = row.fields.map { $0.trimmingCharacters(in: .whitespaces) }
            if cells.allSatisfy(\.isEmpty) { continue }
            guard accounts.count < Self.rowLimit, let account = Self.account(cells, regency: regency) else {
                throw Self.badRow(accounts.count + 1)
            }
            accounts.append(account)
        }
        guard !accounts.isEmpty else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "list", key: "missing")])
        }
        self.accounts = accounts
    }

    private static func next(_ reader: inout CSVReader, after count: Int) throws(Problem) -> CSVRow? {
        do {
            return try reader.next()
        } catch {
            throw badRow(count + 1)
        }
    }

    private static func account(_ cells: [String], regency: Int) -> NewAccount? {
        guard cells.count == 6, let role = role(named: cells[2]), CalendarDay.isValid(cells[4]),
            let place = PlaceOfPost(typed: cells[3], role: role, regency: regency)
        else { return nil }
        return NewAccount(
            name: cells[0], username: cells[1].lowercased(),
            post: Appointment(role: role, place: place.code, from: cells[4], decree: cells[5]))
    }

    /// The English word of the API or the Indonesian one of the office.
    private static func role(named text: String) -> Role? {
        let indonesian: [String: Role] = [
            "kaur keuangan": .treasurer, "bendahara": .treasurer, "pka": .manager, "sekdes": .secretary,
            "kades": .head, "bpd": .council, "operator": .operator, "camat": .district, "dpmd": .county,
            "inspektorat": .inspector, "auditor": .auditor, "dinsos": .social,
        ]
        return Role(rawValue: text.lowercased()) ?? indonesian[text.lowercased()]
    }

    private static func badRow(_ row: Int) -> Problem {
        Problem(
            .invalidFields,
            fields: [FieldProblem(field: "list", key: "row", facts: ["row": .integer(Int64(row))])])
    }
}

/// Where a post is held, from what was typed: a village's code, a district's, or nothing for the whole
/// regency.
struct PlaceOfPost {
    let code: Int64

    init?(typed: String, role: Role, regency: Int) {
        let digits = typed.filter { $0 != "." && !$0.isWhitespace }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        if role.isOfVillage {
            guard digits.count == 10, let number = Int64(digits), number / 1_000_000 == Int64(regency) else {
                return nil
            }
            code = number
        } else if role == .district {
            guard digits.count == 6, let number = Int64(digits), number / 100 == Int64(regency) else {
                return nil
            }
            code = number * 10_000
        } else {
            code = Int64(regency) * 1_000_000
        }
    }
}
