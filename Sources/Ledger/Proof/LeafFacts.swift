internal import Commons
internal import Foundation
internal import Postgres

/// A journal entry as its leaf tells it, and the two texts of which it tells only hashes.
struct EntryFacts: Hashable, Sendable {
    struct Posting: Hashable, Sendable {
        let ordinal: Int
        let account, activity, fund, subDetail: String
        let amountSen: Int64
    }

    let village: VillageCode
    let year: Int
    let number: Int64
    let day, recordedAt, kind, origin, document: String
    let reverses: Int64?
    /// The entry in whose place it stands; told only from the leaf on from which its log tells it.
    let corrects: Int64?
    let description, counterparty: String
    let postings: [Posting]
}

/// A posted budget version as its leaf tells it.
struct BudgetFacts: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        let activity, account, fund, subDetail: String
        let amountSen: Int64
    }

    let village: VillageCode
    let year: Int
    let id: String
    let ordinal: Int
    let kind, origin, regulation, day: String
    let lines: [Line]
}

/// A month closed or reopened as its leaf tells it, with the reason and the name that it tells only as
/// hashes.
struct PeriodFacts: Hashable, Sendable {
    let village: VillageCode
    let year: Int
    let id: String
    let month, ordinal: Int
    /// `close` or `reopen`.
    let verb: String
    /// The newest journal number at that moment.
    let lastNumber: Int64
    let recordedAt: String
    let texts: SaltedTexts
}

/// The two texts of a leaf that stand in it as salted hashes: description and counterparty of an entry,
/// reason and person of a period's step.
struct SaltedTexts: Hashable, Sendable {
    let description, counterparty: String
}

/// The end of one village's year in the log.
struct VillageHead: Hashable, Sendable {
    let village: VillageCode
    let year: Int
    /// The newest journal number, 0 before the first.
    var lastNumber: Int64 = 0
    /// Its leaves in the log, budgets too.
    var leaves: Int64 = 0
    /// Each leaf's hash linked to those before it.
    var chain = Digest.zero

    /// One more leaf.
    mutating func add(_ leaf: Digest, number: Int64) {
        lastNumber = max(lastNumber, number)
        leaves += 1
        chain = TreeHash.link(chain, leaf)
    }
}

/// What stands in a leaf for its two personal texts.
struct Commitments: Hashable, Sendable {
    /// Nil once it was erased.
    let salt: Digest?
    let description, counterparty: Digest

    /// Field names within the commitments.
    static let descriptionField: StaticString = "description"
    static let counterpartyField: StaticString = "counterparty"

    /// The commitments of a leaf's texts under a salt.
    init(salt: Digest, texts: SaltedTexts) {
        self.salt = salt
        description = TreeHash.commitment(
            salt: salt, field: Self.descriptionField, text: texts.description)
        counterparty = TreeHash.commitment(
            salt: salt, field: Self.counterpartyField, text: texts.counterparty)
    }

    /// As they were kept.
    init(salt: Digest?, description: Digest, counterparty: Digest) {
        self.salt = salt
        self.description = description
        self.counterparty = counterparty
    }
}

extension EntryFacts {
    /// Nil where the entry itself is gone.
    init?(row: Row, number: Int64) throws(PostgresError) {
        guard let recordedAt = try row.textOrNil("recorded_at") else { return nil }
        let ordinals = try row.int64s("ordinals")
        let (accounts, activities) = (try row.texts("accounts"), try row.texts("activities"))
        let (funds, subDetails) = (try row.texts("funds"), try row.texts("sub_details"))
        let amounts = try row.int64s("amounts")
        self.init(
            village: try row.village("village"), year: try row.int("year"),
            number: number, day: try row.text("book_date"), recordedAt: recordedAt,
            kind: try row.text("entry_kind"), origin: try row.text("origin"),
            document: try row.text("document_id"), reverses: try row.int64OrNil("reverses"),
            corrects: try row.int64OrNil("corrects"), description: try row.text("description"),
            counterparty: try row.text("counterparty"),
            postings: ordinals.indices.map { index in
                Posting(
                    ordinal: Int(ordinals[index]), account: accounts[index], activity: activities[index],
                    fund: funds[index], subDetail: subDetails[index], amountSen: amounts[index])
            })
    }
}

extension EntryFacts {
    var texts: SaltedTexts { SaltedTexts(description: description, counterparty: counterparty) }
}

extension PeriodFacts {
    /// Nil where the step itself is gone.
    init?(row: Row, lastNumber: Int64) throws(PostgresError) {
        guard let month = try row.intOrNil("month") else { return nil }
        self.init(
            village: try row.village("village"), year: try row.int("year"), id: try row.text("object_id"),
            month: month, ordinal: try row.int("ordinal"), verb: try row.text("entry_kind"),
            lastNumber: lastNumber, recordedAt: try row.text("recorded_at"),
            texts: SaltedTexts(
                description: try row.text("description"), counterparty: try row.text("counterparty")))
    }
}

extension BudgetFacts {
    /// Nil where the version itself is gone.
    init?(row: Row) throws(PostgresError) {
        guard let ordinal = try row.intOrNil("ordinal") else { return nil }
        let (activities, accounts) = (try row.texts("activities"), try row.texts("accounts"))
        let (funds, subDetails) = (try row.texts("funds"), try row.texts("sub_details"))
        let amounts = try row.int64s("amounts")
        self.init(
            village: try row.village("village"), year: try row.int("year"), id: try row.text("object_id"),
            ordinal: ordinal, kind: try row.text("entry_kind"), origin: try row.text("origin"),
            regulation: try row.text("regulation"), day: try row.textOrNil("book_date") ?? "",
            lines: activities.indices.map { index in
                Line(
                    activity: activities[index], account: accounts[index], fund: funds[index],
                    subDetail: subDetails[index], amountSen: amounts[index])
            })
    }
}
