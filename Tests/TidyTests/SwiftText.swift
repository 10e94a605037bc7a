/// Looks at Swift text without a parser: enough to tell code from comments and literals, and where a function
/// ends.
enum SwiftText {
    private enum Context {
        /// Code, with the number of round brackets open in it: an interpolation ends where they would go
        /// below zero.
        case code(brackets: Int)
        case literal(hashes: Int, isMultiline: Bool)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let backslash = UInt8(ascii: "\\")
    private static let open = UInt8(ascii: "(")
    private static let close = UInt8(ascii: ")")
    private static let backtick = UInt8(ascii: "`")

    /// The text with comments, literals and raw identifiers blanked; line breaks stay.
    static func code(of text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.run()
        return String(decoding: scanner.result, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var result: [UInt8] = []
        private var position = 0
        private var contexts: [Context] = [.code(brackets: 0)]

        init(bytes: [UInt8]) {
            self.bytes = bytes
            result.reserveCapacity(bytes.count)
        }

        mutating func run() {
            while position < bytes.count {
                switch contexts.last {
                case .code(let brackets): stepInCode(brackets)
                case .literal(let hashes, let isMultiline): stepInLiteral(hashes, isMultiline)
                case nil: return
                }
            }
        }

        private func byte(_ offset: Int) -> UInt8 {
            position + offset < bytes.count ? bytes[position + offset] : 0
        }

        private mutating func keep() {
            result.append(bytes[position])
            position += 1
        }

        private mutating func blank(_ count: Int = 1) {
            for _ in 0..<count where position < bytes.count {
                result.append(bytes[position] == newline ? newline : UInt8(ascii: " "))
                position += 1
            }
        }

        private mutating func stepInCode(_ brackets: Int) {
            let current = byte(0)
            if current == slash, byte(1) == slash {
                while position < bytes.count, byte(0) != newline { blank() }
            } else if current == slash, byte(1) == star {
                skipBlockComment()
            } else if current == quote || current == hash {
                startLiteral()
            } else if current == backtick {
                skipIdentifier()
            } else if current == open {
                contexts[contexts.count - 1] = .code(brackets: brackets + 1)
                keep()
            } else if current == close {
                if brackets == 0, contexts.count > 1 {
                    contexts.removeLast()
                    blank()
                } else {
                    contexts[contexts.count - 1] = .code(brackets: brackets - 1)
                    keep()
                }
            } else {
                keep()
            }
        }

        private mutating func stepInLiteral(_ hashes: Int, _ isMultiline: Bool) {
            let marks = (0..<hashes).allSatisfy { byte(1 + $0) == hash }
            if byte(0) == backslash, marks {
                if byte(1 + hashes) == open {
                    blank(2 + hashes)
                    contexts.append(.code(brackets: 0))
                } else {
                    blank(2 + hashes)
                }
            } else if byte(0) == newline, !isMultiline {
                contexts.removeLast()
            } else {
                let width = isMultiline ? 3 : 1
                let isEnd =
                    (0..<width).allSatisfy { byte($0) == quote }
                    && (0..<hashes).allSatisfy { byte(width + $0) == hash }
                if isEnd { contexts.removeLast() }
                blank(isEnd ? width + hashes : 1)
            }
        }

        /// `"`, `"""`, `#"` … open a literal; a lone `#` is a macro or a directive.
        private mutating func startLiteral() {
            var hashes = 0
            while byte(hashes) == hash { hashes += 1 }
            guard byte(hashes) == quote else {
                keep()
                return
            }
            let isMultiline = byte(hashes + 1) == quote && byte(hashes + 2) == quote
            blank(hashes + (isMultiline ? 3 : 1))
            contexts.append(.literal(hashes: hashes, isMultiline: isMultiline))
        }

        private mutating func skipBlockComment() {
            var depth = 0
            repeat {
                if byte(0) == slash, byte(1) == star {
                    depth += 1
                    blank(2)
                } else if byte(0) == star, byte(1) == slash {
                    depth -= 1
                    blank(2)
                } else {
                    blank()
                }
            } while depth > 0 && position < bytes.count
        }

        /// A raw identifier becomes underscores, so that a function still has a name.
        private mutating func skipIdentifier() {
            repeat {
                result.append(UInt8(ascii: "_"))
                position += 1
            } while position < bytes.count && byte(0) != backtick && byte(0) != newline
            if byte(0) == backtick {
                result.append(UInt8(ascii: "_"))
                position += 1
            }
        }
    }

    /// A function with a body, by its lines (counted from 1).
    struct Function {
        let firstLine: Int
        let lastLine: Int
        var length: Int { lastLine - firstLine + 1 }
    }

    /// The functions and initializers of blanked code.
    static func functions(in code: ProjectFile) -> [Function] {
        var found: [Function] = []
        for (index, line) in code.lines.enumerated() {
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            let starts = words.contains("func") || line.contains(" init(") || line.contains(" init?(")
            guard starts, !line.contains("self.init("), !line.contains(".init("),
                let last = endOfBody(from: index, in: code.lines)
            else { continue }
            found.append(Function(firstLine: index + 1, lastLine: last + 1))
        }
        return found
    }

    /// The line on which the body that begins at or after a signature ends; nil where there is no body.
    private static func endOfBody(from start: Int, in lines: [Substring]) -> Int? {
        var brackets = 0
        var braces = 0
        for index in start..<lines.count {
            for character in lines[index].utf8 {
                switch character {
                case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
                case UInt8(ascii: "{"): braces += 1
                case UInt8(ascii: "}"):
                    if braces == 0 { return nil }
                    braces -= 1
                    if braces == 0, brackets <= 0 { return index }
                default: break
                }
            }
            if braces == 0, brackets == 0, index > start || !lines[index].hasSuffix("->") {
                let next = index + 1 < lines.count ? lines[index + 1].drop { $0 == " " } : ""
                let goesOn = ["{", "where ", "throws", "async", "->", ")"].contains { next.hasPrefix($0) }
                if !goesOn { return nil }
            }
        }
        return nil
    }

    /// Places where a value is unwrapped by force, `x!`; a negation `!x` and `x != y` are none.
    static func hasForcedUnwrap(_ line: Substring) -> Bool {
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "!") && index > 0 {
            let before = bytes[index - 1]
            let isAfterValue =
                (48...57).contains(before) || (65...90).contains(before) || (97...122).contains(before)
                || before == UInt8(ascii: "_") || before == close || before == UInt8(ascii: "]")
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if isAfterValue, next != UInt8(ascii: "=") { return true }
        }
        return false
    }
}
