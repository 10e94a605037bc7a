import Foundation
import Mustache
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

    private static func templates() throws -> [String: String] {
        let files = try WordingTests.files(below: "static/pages", named: ".mustache")
        let named = try files.map {
            ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    @Test func `a combining mark hides no quote either where a template stands within another`() throws {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var library = MustacheLibrary()
        let csrf = try #require(try Self.templates()["csrf"])
        library.register(try MustacheTemplate(string: csrf), named: "csrf")
        library.register(try MustacheTemplate(string: "{{>csrf}}"), named: "page")
        let html = try #require(library.render(["csrf": "\"\u{301} x"], withTemplate: "page"))
        #expect(html.contains("value=\"&quot;\u{301} x\">"), "\(html)")
    }

    @Test func `each template that stands within others escapes as pages do`() throws {
        let templates = try Self.templates()
        var parts: Set<String> = ["layout"]
        for text in templates.values {
            for match in text.matches(of: /\{\{>\s*([a-z-]+)\s*\}\}/) { parts.insert(String(match.1)) }
        }
        #expect(parts.count > 10)
        for part in parts {
            let text = try #require(templates[part], "\(part)")
            #expect(text.hasPrefix("{{% CONTENT_TYPE:PAGE}}"), "\(part)")
        }
    }
}
