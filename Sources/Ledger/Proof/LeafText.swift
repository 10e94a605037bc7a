internal import Commons

/// The bytes of a leaf: one JSON object in ASCII with its members in a fixed order, without spaces, and
/// without a brace inside, so that a reader finds its end at the first `}` (docs/proof-format.md).
struct LeafText: Sendable {
    private(set) var bytes: [UInt8] = []

    private init(type: StaticString) {
        raw("{\"v\":1,\"type\":\"")
        raw(type)
        raw("\"")
    }

    /// A journal entry.
    static func entry(_ facts: EntryFacts, description: Digest, counterparty: Digest) -> LeafText {
        var text = LeafText(type: "entry")
        text.place(facts.village, facts.year)
        text.member("number", facts.number)
        text.member("description", description)
        text.member("counterparty", counterparty)
        text.member("date", facts.day)
        text.member("recorded", facts.recordedAt)
        text.member("kind", facts.kind)
        text.member("origin", facts.origin)
        text.member("document", facts.document)
        text.raw(",\"reverses\":")
        if let reverses = facts.reverses { text.number(reverses) } else { text.raw("null") }
        if let corrects = facts.corrects { text.member("corrects", corrects) }
        text.list("postings", facts.postings) { text, posting in
            text.number(Int64(posting.ordinal))
            for code in [posting.account, posting.activity, posting.fund, posting.subDetail] {
                text.raw(",")
                text.quoted(code)
            }
            text.raw(",")
            text.number(posting.amountSen)
        }
        return text.closed()
    }

    /// A month closed or reopened; the hashes stand for the reason and the person.
    static func period(_ facts: PeriodFacts, description: Digest, counterparty: Digest) -> LeafText {
        var text = LeafText(type: "period")
        text.place(facts.village, facts.year)
        text.member("description", description)
        text.member("counterparty", counterparty)
        text.member("step", facts.id)
        text.member("month", Int64(facts.month))
        text.member("ordinal", Int64(facts.ordinal))
        text.member("verb", facts.verb)
        text.member("last", facts.lastNumber)
        text.member("recorded", facts.recordedAt)
        return text.closed()
    }

    /// A posted budget version.
    static func budget(_ facts: BudgetFacts) -> LeafText {
        var text = LeafText(type: "budget")
        text.place(facts.village, facts.year)
        text.member("version", facts.id)
        text.member("ordinal", Int64(facts.ordinal))
        text.member("kind", facts.kind)
        text.member("origin", facts.origin)
        text.member("regulation", facts.regulation)
        text.member("date", facts.day)
        text.list("lines", facts.lines) { text, line in
            text.quoted(line.activity)
            for code in [line.account, line.fund, line.subDetail] {
                text.raw(",")
                text.quoted(code)
            }
            text.raw(",")
            text.number(line.amountSen)
        }
        return text.closed()
    }

    /// What was posted and then gone before it came into the log.
    static func missing(_ village: VillageCode, year: Int, number: Int64, kind: String) -> LeafText {
        var text = LeafText(type: "missing")
        text.place(village, year)
        text.member("number", number)
        text.member("kind", kind)
        return text.closed()
    }

    /// The first leaf: the log's name, when it began, and the log before it, if any.
    static func log(origin: String, openedAt: String, follows: String) -> LeafText {
        var text = LeafText(type: "log")
        text.member("origin", origin)
        text.member("opened", openedAt)
        text.member("follows", follows)
        return text.closed()
    }

    /// The last leaf of each checkpoint: the ends of all villages' years, by village and year.
    static func heads(_ heads: [VillageHead], at moment: String) -> LeafText {
        var text = LeafText(type: "heads")
        text.member("at", moment)
        text.list("heads", heads) { text, head in
            text.quoted(head.village.dotted)
            for number in [Int64(head.year), head.lastNumber, head.leaves] {
                text.raw(",")
                text.number(number)
            }
            text.raw(",")
            text.quoted(head.chain.hexadecimal)
        }
        return text.closed()
    }

    /// A JSON string in ASCII: whatever is not plain goes out as `\u00e9`, braces too.
    static func quotation(_ text: String) -> String {
        var out = LeafText()
        out.quoted(text)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    private init() {}

    // MARK: - pieces

    private mutating func closed() -> LeafText {
        raw("}")
        return self
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func place(_ village: VillageCode, _ year: Int) {
        member("village", village.dotted)
        member("year", Int64(year))
    }

    private mutating func name(_ name: StaticString) {
        raw(",\"")
        raw(name)
        raw("\":")
    }

    private mutating func member(_ name: StaticString, _ value: String) {
        self.name(name)
        quoted(value)
    }

    private mutating func member(_ name: StaticString, _ value: Int64) {
        self.name(name)
        number(value)
    }

    private mutating func member(_ name: StaticString, _ value: Digest) {
        self.name(name)
        quoted(value.hexadecimal)
    }

    private mutating func list<Item>(
        _ name: StaticString, _ items: [Item], _ write: (inout LeafText, Item) -> Void
    ) {
        self.name(name)
        raw("[")
        for (index, item) in items.enumerated() {
            raw(index == 0 ? "[" : ",[")
            write(&self, item)
            raw("]")
        }
        raw("]")
    }

    private mutating func number(_ value: Int64) { bytes.append(contentsOf: String(value).utf8) }

    private mutating func quoted(_ text: String) {
        raw("\"")
        for unit in text.utf16 {
            let isPlain = (32...126).contains(unit) && ![34, 92, 123, 125].contains(unit)
            if isPlain {
                bytes.append(UInt8(truncatingIfNeeded: unit))
            } else {
                let digits = String(unit, radix: 16)
                raw("\\u")
                bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
                bytes.append(contentsOf: digits.utf8)
            }
        }
        raw("\"")
    }
}
