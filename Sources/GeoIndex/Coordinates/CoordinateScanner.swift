/// Cuts a typed coordinate into tokens.
struct CoordinateScanner {
    private let characters: [Character]
    private let commaIsDecimal: Bool
    private var place = 0
    private var tokens: [CoordinateToken] = []

    static func tokens(of text: String) throws(GeometryError) -> [CoordinateToken] {
        var scanner = CoordinateScanner(text)
        while scanner.place < scanner.characters.count { try scanner.step() }
        return scanner.tokens
    }

    private init(_ text: String) {
        characters = Array(text.uppercased())
        // Where a dot serves as the decimal sign, commas separate.
        commaIsDecimal = !characters.contains(".")
    }

    private static let signs: [Character: CoordinateToken] = [
        "°": .degreeSign, "º": .degreeSign, "˚": .degreeSign, "D": .degreeSign,
        "′": .minuteSign, "’": .minuteSign, "‘": .minuteSign, "´": .minuteSign, "'": .minuteSign,
        "″": .secondSign, "”": .secondSign, "“": .secondSign, "\"": .secondSign,
        "-": .minus, "−": .minus, "–": .minus,
        ";": .separator, "/": .separator, "|": .separator, ",": .separator,
    ]

    /// Selatan, utara, timur, barat; south, north, east, west.
    private static let directions: [String: CoordinateToken] = [
        "LS": .direction(.latitude, isNegative: true), "S": .direction(.latitude, isNegative: true),
        "LU": .direction(.latitude, isNegative: false), "N": .direction(.latitude, isNegative: false),
        "U": .direction(.latitude, isNegative: false),
        "BT": .direction(.longitude, isNegative: false), "E": .direction(.longitude, isNegative: false),
        "T": .direction(.longitude, isNegative: false),
        "BB": .direction(.longitude, isNegative: true), "W": .direction(.longitude, isNegative: true),
        "B": .direction(.longitude, isNegative: true),
    ]

    private mutating func step() throws(GeometryError) {
        let character = characters[place]
        if character.isWhitespace || character == "+" || character == "(" || character == ")" {
            place += 1
        } else if Self.isDigit(character) {
            try number()
        } else if let sign = Self.signs[character] {
            place += 1
            // Two minute signs are a second sign.
            if sign == .minuteSign, tokens.last == .minuteSign, place >= 2,
                Self.signs[characters[place - 2]] == .minuteSign
            {
                tokens[tokens.count - 1] = .secondSign
            } else {
                tokens.append(sign)
            }
        } else {
            var word = ""
            while place < characters.count, characters[place].isLetter {
                word.append(characters[place])
                place += 1
            }
            guard let direction = Self.directions[word] else {
                throw .malformedCoordinate(.strangeCharacter)
            }
            tokens.append(direction)
        }
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }

    private mutating func number() throws(GeometryError) {
        var digits = ""
        var points = 0
        while place < characters.count {
            let character = characters[place]
            let followsDigit = place + 1 < characters.count && Self.isDigit(characters[place + 1])
            if Self.isDigit(character) {
                digits.append(character)
            } else if character == "." && followsDigit {
                points += 1
                digits.append(".")
            } else if character == ",", commaIsDecimal, followsDigit {
                guard points == 0 else { throw .malformedCoordinate(.ambiguousCommas) }
                points += 1
                digits.append(".")
            } else {
                break
            }
            place += 1
        }
        guard points <= 1, digits.count <= 30, let value = Double(digits) else {
            throw .malformedCoordinate(.notANumber)
        }
        tokens.append(.number(value, isWhole: points == 0))
    }
}
