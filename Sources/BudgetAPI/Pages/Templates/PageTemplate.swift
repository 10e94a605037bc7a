/// A template of static/pages, read once: its texts and names in the order in which they are written out.
/// What it knows of Mustache stands in docs/pages.md.
struct PageTemplate: Sendable {
    /// A name between braces.
    struct Name: Hashable, Sendable {
        /// `t.budget.title` is three parts; `.`, the thing itself, none.
        let parts: [String]
        /// Whether it may be a member of what is around; not with a dot before it.
        let climbs: Bool
        /// `empty(name)`: whether there is nothing in it.
        let asksEmpty: Bool
    }

    /// One part of a template.
    indirect enum Piece: Sendable {
        case text([UInt8])
        /// `{{name}}`, or `{{{name}}}` for what is markup already.
        case value(Name, isMarkup: Bool)
        /// `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`.
        case section(Name, isInverted: Bool, [Piece])
        /// `{{>name}}`, or `{{<name}}…{{/name}}` with the blocks that stand in it.
        case template(String, blocks: [String: [Piece]])
        /// `{{$name}}…{{/name}}`: what stands here unless a page brings its own.
        case block(String, [Piece])
    }

    let pieces: [Piece]
}

/// All templates, each under its file's name.
struct PageTemplates: Sendable {
    private let templates: [String: PageTemplate]

    /// - Parameter texts: by name.
    /// - Throws: `TemplateError` of a template that can't be read.
    init(_ texts: [String: String]) throws(TemplateError) {
        var read: [String: PageTemplate] = [:]
        for (name, text) in texts { read[name] = try PageTemplate(reading: text, named: name) }
        templates = read
    }

    /// The template filled in; nil where there is none of that name.
    func render(_ name: String, _ value: PageValue) -> [UInt8]? {
        guard let template = templates[name] else { return nil }
        var writer = PageWriter(templates: templates, value)
        writer.write(template.pieces, blocks: [:])
        return writer.page
    }
}

/// Writes a page from its templates and what they read.
private struct PageWriter {
    private let templates: [String: PageTemplate]
    /// What is around, outermost first.
    private var around: [PageValue]
    private(set) var page: [UInt8] = []

    init(templates: [String: PageTemplate], _ value: PageValue) {
        self.templates = templates
        around = [value]
        page.reserveCapacity(1 << 15)
    }

    mutating func write(_ pieces: [PageTemplate.Piece], blocks: [String: [PageTemplate.Piece]]) {
        for piece in pieces {
            switch piece {
            case .text(let text): page.append(contentsOf: text)
            case .value(let name, let isMarkup):
                guard let value = find(name) else { continue }
                if isMarkup {
                    page.append(contentsOf: value.text.utf8)
                } else {
                    PageText.append(value.text, to: &page)
                }
            case .section(let name, isInverted: true, let inner):
                if find(name)?.isNothing ?? true { write(inner, blocks: blocks) }
            case .section(let name, isInverted: false, let inner):
                section(find(name), inner, blocks)
            case .template(let name, let own):
                // The page's own blocks come before those of what it is put into.
                write(templates[name]?.pieces ?? [], blocks: blocks.merging(own) { outer, _ in outer })
            case .block(let name, let inner):
                write(blocks[name] ?? inner, blocks: blocks)
            }
        }
    }

    private mutating func section(
        _ value: PageValue?, _ inner: [PageTemplate.Piece], _ blocks: [String: [PageTemplate.Piece]]
    ) {
        switch value {
        case nil, .flag(false): return
        case .flag(true): write(inner, blocks: blocks)
        case .list(let values): for value in values { within(value, inner, blocks) }
        case .some(let value): within(value, inner, blocks)
        }
    }

    private mutating func within(
        _ value: PageValue, _ inner: [PageTemplate.Piece], _ blocks: [String: [PageTemplate.Piece]]
    ) {
        around.append(value)
        write(inner, blocks: blocks)
        around.removeLast()
    }

    private func find(_ name: PageTemplate.Name) -> PageValue? {
        guard let found = member(name) else { return nil }
        return name.asksEmpty ? .flag(found.isEmpty) : found
    }

    private func member(_ name: PageTemplate.Name) -> PageValue? {
        guard let first = name.parts.first else { return around.last }
        var found: PageValue?
        for value in around.reversed() {
            found = value.member(first)
            if found != nil || !name.climbs { break }
        }
        for part in name.parts.dropFirst() { found = found?.member(part) }
        return found
    }
}
