import Foundation

/// A work's name (*nama kegiatan*) taken apart: what it says of the place, of the trade and of the phase.
///
/// Whole names are never compared by letters: "RT 03" and "RT 04" differ by one, yet are two places, while
/// one work is written in ten ways. So the verbs and the usual nouns are dropped, numbers are read as
/// numbers, and the words that name a place are held against each other.
public struct NameWords: Hashable, Sendable {
    /// RT numbers.
    var neighbourhoods: Set<Int> = []
    /// RW numbers.
    var wards: Set<Int> = []
    /// The hamlet (*dusun*), squeezed: `tegalrejo`.
    var hamlet: String?
    /// The number after the hamlet's name ("Krajan II").
    var hamletNumber: Int?
    /// Phase (*tahap*) numbers.
    var phases: Set<Int> = []
    /// "Lanjutan": goes on with an earlier work.
    var isContinuation = false
    /// Block letters and numbers (*blok*), chainages (*STA*), house and post numbers.
    var marks: Set<String> = []
    /// From where to where by chainage (*STA*), metres; nil unless two chainages are named.
    var stretch: ClosedRange<Int>?
    /// The names of those who receive it ("RTLH an. Slamet").
    var recipients: Set<String> = []
    /// Utara, selatan, timur, barat, tengah, kiri, kanan.
    var directions: Set<String> = []
    /// Words that are none of the usual ones: proper names.
    var properWords: Set<String> = []
    /// Trades that stand apart from the thing itself: retaining wall, culvert, fence, roof.
    var trades: Set<String> = []
    /// The thing built, as far as the name says.
    var builtThing: WorkClass?
    /// A retaining wall and nothing else, whatever road or drain it holds up.
    var isWallOnly = false
    /// Whether a verb of building is there.
    var isBuilding = false
    /// Pemeliharaan, perawatan.
    var isMaintenance = false
    /// Pelatihan, honor, penyelenggaraan and the like: nothing is built, whatever else is named.
    var isService = false

    /// Reads a name; abbreviations, capitals and a pair of swapped letters are forgiven.
    public init(_ name: String) {
        let text = NameText(name)
        let place = readPlace(text)
        let own = text.tokens(outside: place)
        readWords(text)
        readDirections(own)
        readRecipients(text.tokens)
        builtThing = Lexicon.thing(in: own)
        isWallOnly = builtThing == .wall && !Lexicon.namesSurfaceOrDrain(own)
        isService = own.contains { Lexicon.serviceWords.contains($0) }
    }

    /// - Returns: where the hamlet's name stands.
    private mutating func readPlace(_ text: NameText) -> Range<Int>? {
        let numbers = text.numbers(after: "rt")
        neighbourhoods = Set(numbers.values)
        wards = Set(text.numbers(after: "rw").values)
        if let slashed = numbers.slashed {
            if wards.isEmpty { wards = [slashed] } else { neighbourhoods.insert(slashed) }
        }
        phases = Set(text.numbers(after: "tahap").values + text.numbers(after: "thp").values)
        guard let found = text.hamlet() else { return nil }
        hamlet = found.name
        hamletNumber = found.number
        return found.place
    }

    private mutating func readWords(_ text: NameText) {
        if let first = text.stations.min(), let last = text.stations.max(), first < last {
            stretch = first...last
        }
        var previous = ""
        for (index, token) in text.tokens.enumerated() {
            defer { previous = token }
            let next = index + 1 < text.tokens.count ? text.tokens[index + 1] : ""
            // A public toilet is the thing itself, not a part of another.
            let isPublic = Lexicon.trades[token] == "toilet" && text.tokens.contains("umum")
            if let trade = Lexicon.trades[token], !isPublic { trades.insert(trade) }
            if token.hasPrefix("pemeliharaan") || token.hasPrefix("perawatan") { isMaintenance = true }
            if token.hasPrefix("lanjutan") { isContinuation = true }
            if Lexicon.buildingVerbs.contains(token) { isBuilding = true }
            let isOfPaper = previous == "nomor" && Lexicon.paperWords.contains(next)
            if Lexicon.markWords.contains(previous), token.isMark, !isOfPaper,
                stretch == nil || previous != "sta"
            {
                marks.insert("\(previous) \(token.trimmedZeros)")
            }
            if Lexicon.isUsual(token) || token.utf8.allSatisfy({ $0 < 0x61 }) { continue }
            if let hamlet, NameText.isAlike(token, hamlet) || hamlet.contains(token) || token.contains(hamlet)
            {
                continue
            }
            if token.utf8.count >= 5, !Lexicon.isNearlyUsual(token) { properWords.insert(token) }
        }
    }

    /// Which side or part; "Krajan Timur" is a hamlet's name and "timur SDN 2" a school's neighbourhood.
    /// Where a side is called one, other words of direction ("Jalan Sawah Lor") are names.
    private mutating func readDirections(_ tokens: [String]) {
        var sides: Set<String> = []
        for (index, token) in tokens.enumerated() {
            guard let direction = Lexicon.directions[token] else { continue }
            let next = index + 1 < tokens.count ? tokens[index + 1] : ""
            if Lexicon.landmarks.contains(next) { continue }
            directions.insert(direction)
            if index > 0, Lexicon.sideWords.contains(tokens[index - 1]) { sides.insert(direction) }
        }
        if !sides.isEmpty { directions = sides }
    }

    /// "an.", "a.n." and "atas nama" before a name; in works for one household also a form of address alone.
    private mutating func readRecipients(_ tokens: [String]) {
        let isForHousehold = !Lexicon.householdWords.isDisjoint(with: tokens)
        for (index, token) in tokens.enumerated() where index > 0 {
            let isSaid =
                token == "an" || (token == "n" && tokens[index - 1] == "a")
                || (token == "nama" && tokens[index - 1] == "atas")
            let isAddressed =
                isForHousehold && Lexicon.honorifics.contains(token)
                && Lexicon.nearWords.isDisjoint(with: tokens[max(0, index - 2)..<index])
            guard isSaid || isAddressed else { continue }
            let name = tokens.dropFirst(index + 1).prefix(4).drop { Lexicon.honorifics.contains($0) }
                .prefix { $0.utf8.count > 1 && !Lexicon.isUsual($0) && $0.utf8.allSatisfy { $0 > 0x60 } }
            if !name.isEmpty { recipients.insert(name.prefix(2).joined()) }
        }
    }

    /// The words among some works' names that too many villages use for them to name a place.
    static func common(in names: some Sequence<(village: String, words: NameWords)>) -> Set<String> {
        var villages: Set<String> = []
        var users: [String: Set<String>] = [:]
        for name in names {
            villages.insert(name.village)
            for word in name.words.properWords { users[word, default: []].insert(name.village) }
        }
        let limit = max(4, villages.count / 20)
        return Set(users.filter { $0.value.count >= limit }.keys)
    }

    /// How two names stand to each other.
    public struct Comparison: Hashable, Sendable {
        /// Some word of place or trade says that these are two works ("RT 03" and "RT 04").
        public let conflict: String?
        /// Both name a phase, and not the same one, or one goes on with the other.
        public let differsInPhase: Bool
        /// Share of the place's words that agree, 0–1; 0.5 where neither says anything.
        public let similarity: Double
        /// Whether something finer than the hamlet agrees: the RT, a street, a proper name.
        public let isSpecific: Bool

        /// Both name one and the same hamlet.
        public let isSameHamlet: Bool

        /// The names may well mean one place.
        public var agrees: Bool { conflict == nil && similarity >= 0.6 }
    }

    /// Compares the places, trades and phases of two names.
    ///
    /// - Parameters:
    ///   - sameVillage: hamlets and RT numbers of two villages are not held against each other.
    ///   - common: words that the names of many villages have, so that they name no place.
    ///   - workClass: what both works build; its own trade tells nothing apart.
    public func compare(
        _ other: NameWords, sameVillage: Bool = true, common: Set<String> = [], of workClass: WorkClass? = nil
    ) -> Comparison {
        let phasesDiffer = !phases.isEmpty && !other.phases.isEmpty && phases.isDisjoint(with: other.phases)
        let differsInPhase = phasesDiffer || isContinuation != other.isContinuation
        var score = Score()
        if sameVillage {
            let sameHamlet = isHamlet(of: other)
            score.add("dusun", 2, hamlet.map { _ in sameHamlet }, other.hamlet.map { _ in sameHamlet })
            score.add("RT", 2, neighbourhoods, other.neighbourhoods, isFine: true)
            score.add("RW", 1, wards, other.wards)
            score.add("arah", 1, directions, other.directions)
            score.add("blok/nomor", 2, marks, other.marks, isFine: true)
            if areOtherPeople(other) { score.conflict = score.conflict ?? "penerima" }
            if let stretch, let second = other.stretch, !stretch.sharesHalf(of: second) {
                score.conflict = score.conflict ?? "STA"
            }
        }
        let own = workClass?.trade
        if trades.subtracting([own].compactMap(\.self)) != other.trades.subtracting([own].compactMap(\.self))
        {
            score.conflict = score.conflict ?? "pekerjaan"
        }
        if sameVillage {
            score.addProperWords(properWords.subtracting(common), other.properWords.subtracting(common))
        }
        return Comparison(
            conflict: score.conflict, differsInPhase: differsInPhase,
            similarity: score.total > 0 ? score.matched / score.total : 0.5, isSpecific: score.isSpecific,
            isSameHamlet: sameVillage && hamlet != nil && isHamlet(of: other))
    }
}

extension NameWords {
    fileprivate func isHamlet(of other: NameWords) -> Bool {
        // "Lingkungan Kampung Anyar" and "Dusun Anyar" are one.
        func plain(_ name: String?) -> String {
            guard let name else { return "" }
            return name.hasPrefix("kampung") && name.utf8.count >= 10 ? String(name.dropFirst(7)) : name
        }
        let areAlike =
            NameText.isAlike(hamlet ?? "", other.hamlet ?? "")
            || NameText.isAlike(plain(hamlet), plain(other.hamlet))
        return areAlike && hamletNumber == other.hamletNumber
    }

    /// Both name somebody, and nobody is named by both.
    fileprivate func areOtherPeople(_ other: NameWords) -> Bool {
        guard !recipients.isEmpty, !other.recipients.isEmpty else { return false }
        return !recipients.contains { name in
            other.recipients.contains {
                NameText.isAlike(name, $0) || name.hasPrefix($0) || $0.hasPrefix(name)
            }
        }
    }
}

extension ClosedRange<Int> {
    /// Whether at least half of the shorter range lies within the other.
    fileprivate func sharesHalf(of other: ClosedRange<Int>) -> Bool {
        let shared = Swift.min(upperBound, other.upperBound) - Swift.max(lowerBound, other.lowerBound)
        return shared * 2 >= Swift.min(upperBound - lowerBound, other.upperBound - other.lowerBound)
    }
}

/// Adds up what of two names' places agrees.
private struct Score {
    var total = 0.0
    var matched = 0.0
    var conflict: String?
    var isSpecific = false

    mutating func add(_ label: String, _ weight: Double, _ left: Bool?, _ right: Bool?) {
        guard left != nil || right != nil else { return }
        total += weight
        guard let left, right != nil else { return }
        if left { matched += weight } else { conflict = conflict ?? label }
    }

    mutating func add<T: Hashable>(
        _ label: String, _ weight: Double, _ left: Set<T>, _ right: Set<T>, isFine: Bool = false
    ) {
        guard !left.isEmpty || !right.isEmpty else { return }
        total += weight
        guard !left.isEmpty, !right.isEmpty else { return }
        if left.isDisjoint(with: right) {
            conflict = conflict ?? label
        } else {
            matched += weight
            if isFine { isSpecific = true }
        }
    }

    mutating func addProperWords(_ left: Set<String>, _ right: Set<String>) {
        var rest = right
        for word in left.sorted() {
            total += 1
            guard let same = rest.sorted().first(where: { NameText.isAlike(word, $0) }) else { continue }
            rest.remove(same)
            matched += 1
            isSpecific = true
        }
        total += Double(rest.count)
    }
}

extension String {
    /// A number, or a single letter as in "Blok C".
    fileprivate var isMark: Bool { utf8.count == 1 || utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

    fileprivate var trimmedZeros: String {
        let rest = drop { $0 == "0" }
        return rest.isEmpty ? self : String(rest)
    }
}
