/// A name as tokens and as one squeezed run of letters and digits, in which a slipped space does no harm:
/// "RT.01R W.03" and "RT 01 RW 03" are both `rt01rw03`.
struct NameText {
    /// Lower-case words and numbers, abbreviations expanded, Roman numerals as digits.
    let tokens: [String]
    /// All letters and digits; two numbers in a row keep the sign between them.
    private let squeezed: [UInt8]
    /// Where in `squeezed` a word begins, the word, and whether a comma, bracket or colon stands before it.
    private let words: [(start: Int, word: String, isAfterStop: Bool)]
    /// Chainages (*STA*) in metres: "STA 0+200" is 200.
    let stations: [Int]

    init(_ name: String) {
        let bytes = Array(
            name.prefix(400).lowercased().replacing("rukun tetangga", with: "rt")
                .replacing("rukun warga", with: "rw").utf8)
        tokens = Self.split(bytes)
        (squeezed, words) = Self.squeeze(bytes)
        stations = Self.stations(bytes)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func split(_ bytes: [UInt8]) -> [String] {
        var words: [String] = []
        var current: [UInt8] = []
        func flush() {
            guard !current.isEmpty else { return }
            let word = String(decoding: current, as: UTF8.self)
            current.removeAll(keepingCapacity: true)
            let isFirst = words.isEmpty
            if let number = Lexicon.romans[word], !isFirst {
                words.append(number)
            } else {
                words.append(Lexicon.abbreviations[word] ?? word)
            }
        }
        for byte in bytes {
            let isWordByte = isLetter(byte) || isDigit(byte)
            if !isWordByte { flush(); continue }
            if let last = current.last, isDigit(last) != isDigit(byte) { flush() }
            current.append(byte)
        }
        flush()
        return words
    }

    private static func squeeze(
        _ bytes: [UInt8]
    ) -> ([UInt8], [(start: Int, word: String, isAfterStop: Bool)]) {
        var result: [UInt8] = []
        var words: [(start: Int, word: String, isAfterStop: Bool)] = []
        var word: [UInt8] = []
        var gap: UInt8 = 0
        var isAfterStop = false
        func flush() {
            guard let first = word.first else { return }
            if let slipped = Self.withoutSlip(word) { word = slipped }
            let text = String(decoding: word, as: UTF8.self)
            let piece = result.isEmpty ? word : Lexicon.romans[text].map { Array($0.utf8) } ?? word
            if gap != 0, let last = result.last, isDigit(last), isDigit(piece.first ?? first) {
                result.append(gap)
            }
            words.append((result.count, Lexicon.abbreviations[text] ?? text, isAfterStop))
            result.append(contentsOf: piece)
            word.removeAll(keepingCapacity: true)
            (gap, isAfterStop) = (0, false)
        }
        for byte in bytes {
            if isLetter(byte) || isDigit(byte) { word.append(byte); continue }
            flush()
            gap = byte == 0x20 && gap != 0 ? gap : byte
            if Self.stops.contains(byte) { isAfterStop = true }
        }
        flush()
        return (result, words)
    }

    /// "TR 04" and "WR 2" are RT and RW with two letters swapped; nil for any other word.
    private static func withoutSlip(_ word: [UInt8]) -> [UInt8]? {
        guard word.count >= 2, word[1] == 0x72, word[0] == 0x74 || word[0] == 0x77,
            word.dropFirst(2).allSatisfy(isDigit)
        else { return nil }
        return [0x72, word[0]] + word.dropFirst(2)
    }

    /// Kilometres and metres written with a plus sign, as roads are measured: "0+150".
    private static func stations(_ bytes: [UInt8]) -> [Int] {
        let parts = bytes.split(separator: 0x2B, omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).compactMap { before, after in
            let kilometres = before.reversed().prefix(while: isDigit).reversed()
            let metres = after.prefix(while: isDigit)
            guard (1...3).contains(kilometres.count), metres.count == 3 else { return nil }
            return (Array(kilometres) + metres).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    /// Signs after which another thing is spoken of.
    private static let stops = Set(",;:()[]–".utf8)

    /// The numbers that follow a keyword: "rt 1,2" gives 1 and 2, "rt 01-03" 1 to 3, "rt 01/02" 1 and slashed
    /// 2.
    func numbers(after keyword: String) -> (values: [Int], slashed: Int?) {
        let key = Array(keyword.utf8)
        var values: [Int] = []
        var slashed: Int?
        var index = 0
        while index + key.count < squeezed.count {
            guard squeezed[index..<(index + key.count)].elementsEqual(key) else { index += 1; continue }
            index += key.count
            var sign: UInt8 = 0
            while let (number, next) = number(at: index) {
                if sign == 0x2F {
                    slashed = number
                } else if sign == 0x2D, let from = values.last, number > from,
                    number - from < 30
                {
                    values.append(contentsOf: (from + 1)...number)
                } else {
                    values.append(number)
                }
                index = next
                guard index < squeezed.count, !Self.isLetter(squeezed[index]) else { break }
                sign = squeezed[index]
                index += 1
            }
        }
        return (values, slashed)
    }

    private func number(at start: Int) -> (Int, Int)? {
        var index = start, number = 0
        while index < squeezed.count, Self.isDigit(squeezed[index]), index - start < 4 {
            number = number * 10 + Int(squeezed[index] - 0x30)
            index += 1
        }
        return index > start ? (number, index) : nil
    }

    private static let hamletKeys: [[UInt8]] = [
        "padukuhan", "pedukuhan", "dusun", "dsuun", "dusnu", "duusn", "udsun", "dsn", "dukuh", "dkh",
    ]
    .map { Array($0.utf8) }
    private static let otherHamletKeys: Set<String> = ["lingkungan", "kampung", "banjar"]

    /// Kampung; too short to be looked for within words.
    private static let shortKeys: Set<String> = ["kp", "kmp"]

    /// The hamlet's name after "Dusun" (else "Lingkungan", "Kampung") up to a number, the next keyword, a
    /// comma, or a word that speaks of the work again; where it stands in the squeezed name; its number.
    ///
    /// Of several the last one is taken: "Balai Dusun Dusun Krajan".
    func hamlet() -> (name: String, number: Int?, place: Range<Int>)? {
        hamlet(at: ends(of: Self.hamletKeys) { Self.isHamletSlip($0) })
            ?? hamlet(at: ends(of: []) { Self.shortKeys.contains($0) })
            ?? hamlet(at: ends(of: []) { Self.otherHamletKeys.contains($0) })
    }

    private func hamlet(at starts: [Int]) -> (name: String, number: Int?, place: Range<Int>)? {
        for start in starts.reversed() {
            let end = endOfName(from: start)
            let name = String(decoding: squeezed[start..<end], as: UTF8.self)
            // "Balai Dusun Kp. Krajan": the place has a word of its own.
            if words.contains(where: { $0.start == start && Self.shortKeys.contains($0.word) }) { continue }
            guard end - start >= 3, !Lexicon.namesNoPlace(name) else { continue }
            return (name, ordinal(at: end), start..<end)
        }
        return nil
    }

    /// Which of several places of one name: "Krajan 2"; not the count in "Krajan 2 unit".
    private func ordinal(at start: Int) -> Int? {
        guard let (number, end) = number(at: start), number <= 20 else { return nil }
        let next = words.first { $0.start >= end }
        return next.map { Lexicon.unitWords.contains($0.word) } == true ? nil : number
    }

    private func endOfName(from start: Int) -> Int {
        var end = start
        while end < squeezed.count, Self.isLetter(squeezed[end]), !isKeyword(at: end) { end += 1 }
        var wordCount = 0
        var previous = (start: start, word: "")
        for word in words where word.start >= start && word.start < end {
            // The name's own first word may be a usual one ("Dusun Pasar"), and a slip may have cut it in
            // two.
            if word.isAfterStop && word.start > start { return word.start }
            if word.start > start + 2, Lexicon.endsPlace(word.word) {
                // "Krajan timur SDN 2" lies in Krajan, east of a school.
                let isSide =
                    Lexicon.landmarks.contains(word.word) && Lexicon.nearWords.contains(previous.word)
                return isSide && previous.start > start ? previous.start : word.start
            }
            previous = (word.start, word.word)
            wordCount += 1
            if wordCount > 3 { return word.start }
        }
        return end
    }

    /// Where the keys end that stand anywhere, also joined to a name, and the words that are a key.
    private func ends(of keys: [[UInt8]], _ isKey: (String) -> Bool) -> [Int] {
        var found: [Int] = []
        var index = 0
        while index < squeezed.count {
            let key = keys.first { key in
                index + key.count < squeezed.count && squeezed[index..<(index + key.count)].elementsEqual(key)
            }
            index += key?.count ?? 1
            if key != nil { found.append(index) }
        }
        // An abbreviation is spelled out in `words` but not in `squeezed`: the next word says where it ends.
        for (word, next) in zip(words, words.dropFirst()) where isKey(word.word) { found.append(next.start) }
        return Set(found).sorted()
    }

    /// "Dusun" or "Dsn" with a letter too many, too few or another. "Sdn" is a school.
    private static func isHamletSlip(_ word: String) -> Bool {
        if ["dssn", "ddsn", "dsnn", "dns", "dk"].contains(word) { return true }
        return (4...6).contains(word.utf8.count) && word.utf8.first == 0x64
            && distance(Array(word.utf8), Array("dusun".utf8)) == 1
    }

    /// The words that do not lie in the hamlet's name: what is said of the work itself.
    func tokens(outside place: Range<Int>?) -> [String] {
        words.filter { place?.contains($0.start) != true }.map(\.word)
    }

    private static let keywords: [[UInt8]] = ["rt", "rw"].map { Array($0.utf8) }
    private static let phaseWord = Array("tahap".utf8)

    private func isKeyword(at index: Int) -> Bool {
        for key in Self.keywords where index + 2 < squeezed.count {
            if squeezed[index..<(index + 2)].elementsEqual(key), Self.isDigit(squeezed[index + 2]) {
                return true
            }
        }
        return index + 5 <= squeezed.count && squeezed[index..<(index + 5)].elementsEqual(Self.phaseWord)
    }

    /// Equal, or one slip apart (a letter too many, too few, changed, or two swapped) in words of five
    /// letters or more, two slips in words of nine or more.
    static func isAlike(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        let a = Array(left.utf8), b = Array(right.utf8)
        let shorter = min(a.count, b.count)
        guard shorter >= 5 else { return false }
        let slips = shorter >= 9 ? 2 : 1
        guard abs(a.count - b.count) <= slips else { return false }
        return distance(a, b) <= slips
    }

    /// Slips between two words, each swap of neighbours counting one (Damerau, restricted).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var older = [Int](repeating: 0, count: b.count + 1)
        var row = Array(0...b.count)
        for i in 1...a.count {
            var next = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                next[j] = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    next[j] = min(next[j], older[j - 2] + 1)
                }
            }
            older = row
            row = next
        }
        return row[b.count]
    }
}
