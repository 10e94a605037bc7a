import Commons

/// The texts as templates read them: `{{t.budget.title}}` is the text under the key `budget.title`.
final class TextTree: PageMembers, Sendable {
    private let children: [String: TextTree]
    private let text: String?

    convenience init(_ words: Words) {
        self.init(words.all.map { (path: $0.key.split(separator: ".")[...], text: $0.value) })
    }

    private init(_ entries: [(path: ArraySlice<Substring>, text: String)]) {
        text = entries.first { $0.path.isEmpty }?.text
        var groups: [String: [(path: ArraySlice<Substring>, text: String)]] = [:]
        for entry in entries {
            guard let head = entry.path.first else { continue }
            groups[String(head), default: []].append((entry.path.dropFirst(), entry.text))
        }
        children = groups.mapValues { TextTree($0) }
    }

    func member(_ name: String) -> PageValue? {
        guard let child = children[name] else { return .text("⟦\(name)⟧") }
        if child.children.isEmpty, let text = child.text { return .text(text) }
        return .members(child)
    }
}
