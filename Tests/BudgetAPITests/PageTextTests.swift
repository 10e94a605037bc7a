import Testing

@testable import BudgetAPI

/// Goal: nothing a person wrote becomes markup. Method: each character with a meaning, alone, among others
/// and hidden behind a combining mark.
@Suite struct PageTextTests {
    private func escaped(_ text: String) -> String {
        var page: [UInt8] = []
        PageText.append(text, to: &page)
        return String(decoding: page, as: UTF8.self)
    }

    @Test func `text without markup passes as it is`() {
        for plain in ["", "Rp 1.234.567,00", "Désa – “Sumber” ≥ 2"] {
            #expect(escaped(plain) == plain)
        }
    }

    @Test func `each character with a meaning is escaped, wherever it stands`() {
        #expect(escaped("<") == "&lt;")
        #expect(
            escaped(#"<a href="x" title='y'>R&D</a>"#)
                == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;")
        #expect(escaped("&lt;") == "&amp;lt;")
    }

    @Test func `a combining mark does not hide a bracket`() {
        #expect(escaped("<\u{338}script>") == "&lt;\u{338}script&gt;")
    }

    @Test func `a long text of brackets only grows`() {
        #expect(escaped(String(repeating: "<", count: 100_000)).utf8.count == 400_000)
    }
}
