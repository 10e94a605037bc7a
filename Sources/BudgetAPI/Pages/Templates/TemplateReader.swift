/// Why a template can't be read; the server then does not start.
enum TemplateError: Error, Equatable {
    /// `{{` without its `}}`, or a name that is none.
    case malformed(template: String, tag: String)
    /// A section that ends under another name, or not at all.
    case unbalanced(template: String, expected: String, found: String)
}

extension PageTemplate {
    /// - Parameter name: for the error.
    init(reading text: String, named name: String) throws(TemplateError) {
        var reader = TemplateReader(text, named: name)
        pieces = try reader.pieces(until: nil)
    }
}

/// Reads a template from its first byte to its last.
private struct TemplateReader {
    private let template: String
    private var rest: Substring
    /// Whether nothing but blanks stands before `rest` on its line.
    private var isAtLineStart = true

    init(_ text: String, named name: String) {
        template = name
        rest = text[...]
    }

    /// Everything up to the end of the section `closing`, which is passed over; of the template when nil.
    mutating func pieces(until closing: String?) throws(TemplateError) -> [PageTemplate.Piece] {
        var pieces: [PageTemplate.Piece] = []
        while let (text, tag) = try next() {
            if !text.isEmpty { pieces.append(.text(Array(text.utf8))) }
            guard let tag else { break }
            let name = String(tag.dropFirst())
            switch tag.first {
            case "/":
                guard name == closing else { throw unbalanced(closing, name) }
                return pieces
            case "#", "^":
                pieces.append(
                    .section(try read(name), isInverted: tag.first == "^", try self.pieces(until: name)))
            case "$": pieces.append(.block(name, try self.pieces(until: name)))
            case ">": pieces.append(.template(name, blocks: [:]))
            case "<":
                var blocks: [String: [PageTemplate.Piece]] = [:]
                for case .block(let name, let inner) in try self.pieces(until: name) { blocks[name] = inner }
                pieces.append(.template(name, blocks: blocks))
            case "{": pieces.append(.value(try read(name), isMarkup: true))
            default: pieces.append(.value(try read(tag), isMarkup: false))
            }
        }
        guard closing == nil else { throw unbalanced(closing, "") }
        return pieces
    }

    private func unbalanced(_ expected: String?, _ found: String) -> TemplateError {
        .unbalanced(template: template, expected: expected ?? "", found: found)
    }

    /// The text up to the next tag and what stands between that tag's braces; no tag at the end, nil past it.
    /// A tag that writes nothing itself and stands alone takes its line along.
    private mutating func next() throws(TemplateError) -> (text: Substring, tag: String?)? {
        guard !rest.isEmpty else { return nil }
        guard let open = rest.firstRange(of: "{{") else {
            defer { rest = "" }
            return (rest, nil)
        }
        var text = rest[..<open.lowerBound]
        rest = rest[open.upperBound...]
        let end = rest.hasPrefix("{") ? "}}}" : "}}"
        guard let close = rest.firstRange(of: end), !rest[..<close.lowerBound].contains("\n") else {
            throw .malformed(template: template, tag: String(rest.prefix(40)))
        }
        let tag = String(rest[..<close.lowerBound])
        rest = rest[close.upperBound...]
        let indent = text.reversed().prefix { $0 == " " || $0 == "\t" }.count
        let startsLine = text.dropLast(indent).last?.isNewline ?? isAtLineStart
        let after = rest.drop { $0 == " " || $0 == "\t" }
        isAtLineStart = false
        if "#^/$<>".contains(tag.first ?? " "), startsLine, after.first?.isNewline ?? true {
            text = text.dropLast(indent)
            rest = after.dropFirst()
            isAtLineStart = true
        }
        return (text, tag)
    }

    /// `a.b`, `.a`, `.`, `empty(a)`.
    private func read(_ tag: String) throws(TemplateError) -> PageTemplate.Name {
        var name = tag[...]
        let asksEmpty = name.hasPrefix("empty(") && name.hasSuffix(")")
        if asksEmpty { name = name.dropFirst("empty(".count).dropLast() }
        let isOwn = name.hasPrefix(".")
        let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
        guard isName else { throw .malformed(template: template, tag: tag) }
        return PageTemplate.Name(
            parts: name.split(separator: ".").map(String.init), climbs: !isOwn, asksEmpty: asksEmpty)
    }
}
