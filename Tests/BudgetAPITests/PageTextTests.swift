import Testing

@testable import BudgetAPI

/// Goal: nothing a person wrote becomes markup. Method: each character with a meaning, alone, among others
/// and hidden behind a combining mark.
@Suite struct PageTextTests {
    private let text = PageText()

    @Test func `text without markup passes as it is`() {
        for plain in ["", "Rp 1.234.567,00", "Désa – “Sumber” ≥ 2"] {
            #expect(text.escapeText(plain) == plain)
        }
    }

    @Test func `each character with a meaning is escaped, wherever it stands`() {
        #expect(text.escapeText("<") == "&lt;")
        #expect(
            text.escapeText(#"<a href="x" title='y'>R&D</a>"#)
                == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;")
        #expect(text.escapeText("&lt;") == "&amp;lt;")
    }

    @Test func `a combining mark does not hide a bracket`() {
        #expect(text.escapeText("<\u{338}script>") == "&lt;\u{338}script&gt;")
    }

    @Test func `a long text of brackets only grows`() {
        #expect(text.escapeText(String(repeating: "<", count: 100_000)).utf8.count == 400_000)
    }
}
