import Testing

@testable import BudgetAPI

/// Goal: what docs/pages.md says of templates is what a page gets, and nothing a person wrote becomes markup.
@Suite struct TemplateTests {
    private struct Work {
        let name: String
        let note: String?
        var parts: [Part] = []
        var isDone = false
        var count = 3
    }
    private struct Part {
        let label: String
    }

    private func page(_ text: String, _ model: Any, others: [String: String] = [:]) throws -> String {
        let templates = try PageTemplates(others.merging(["page": text]) { one, _ in one })
        let value = try #require(Members.of(model))
        return String(decoding: try #require(templates.render("page", value)), as: UTF8.self)
    }

    @Test func `names are written as their words, escaped; what has no value is left out`() throws {
        let work = Work(name: "Drainase <RT 2> & \"got\"", note: nil)
        #expect(
            try page("{{name}}|{{note}}|{{count}}|{{isDone}}|{{nobody}}", work)
                == "Drainase &lt;RT 2&gt; &amp; &quot;got&quot;||3|false|")
        #expect(try page("{{{name}}}", work) == work.name)
    }

    @Test func `a combining mark hides no bracket, also within another template`() throws {
        let work = Work(name: "\"\u{301}><\u{338}b", note: nil)
        #expect(
            try page("{{>field}}", work, others: ["field": "<i a=\"{{name}}\">"])
                == "<i a=\"&quot;\u{301}&gt;&lt;\u{338}b\">")
    }

    @Test func `a section is written for each of a list, for what is there, for what is true`() throws {
        let work = Work(name: "Talud", note: "x", parts: [Part(label: "a"), Part(label: "b")], isDone: true)
        #expect(try page("{{#parts}}[{{label}} of {{name}}]{{/parts}}", work) == "[a of Talud][b of Talud]")
        #expect(try page("{{#note}}({{.}}){{/note}}{{^note}}none{{/note}}", work) == "(x)")
        #expect(try page("{{#isDone}}yes{{/isDone}}{{^isDone}}no{{/isDone}}", work) == "yes")
        let bare = Work(name: "", note: nil)
        #expect(try page("{{#parts}}p{{/parts}}{{^parts}}none{{/parts}}", bare) == "none")
        #expect(try page("{{#note}}n{{/note}}{{^note}}none{{/note}}", bare) == "none")
        #expect(try page("{{#name}}empty words are there{{/name}}", bare) == "empty words are there")
    }

    @Test func `a dot before a name keeps it from being found around`() throws {
        let work = Work(name: "Talud", note: "outer", parts: [Part(label: "a")])
        #expect(try page("{{#parts}}{{note}}|{{.note}}|{{#.note}}n{{/.note}}{{/parts}}", work) == "outer||")
    }

    @Test func `empty asks whether anything is in it; what is missing is neither empty nor full`() throws {
        let (full, bare) = (Work(name: "a", note: nil, parts: [Part(label: "x")]), Work(name: "", note: nil))
        let text = "{{#empty(parts)}}no parts{{/empty(parts)}}{{^empty(parts)}}parts{{/empty(parts)}}"
        #expect(try page(text, full) == "parts")
        #expect(try page(text, bare) == "no parts")
        #expect(try page("{{#empty(name)}}unnamed{{/empty(name)}}", bare) == "unnamed")
        #expect(try page("{{#empty(note)}}e{{/empty(note)}}{{^empty(note)}}f{{/empty(note)}}", bare) == "f")
    }

    @Test func `a tag alone on its line takes the line along, beside others it does not`() throws {
        let work = Work(name: "Talud", note: nil, parts: [Part(label: "a"), Part(label: "b")])
        #expect(
            try page("<ul>\n{{#parts}}\n<li>{{label}}\n{{/parts}}\n</ul>\n", work)
                == "<ul>\n<li>a\n<li>b\n</ul>\n")
        #expect(try page("{{#parts}}\n{{/parts}}", work) == "")
        #expect(try page("{{#parts}}{{/parts}}\nx", work) == "\nx")
        #expect(try page("{{name}}\nx", work) == "Talud\nx")
        #expect(try page("  {{#parts}} \n{{label}}\n  {{/parts}}\nend", work) == "a\nb\nend")
    }

    @Test func `a page fills the blocks of its layout, and the layout's own words stand where it does not`()
        throws
    {
        let layout = "<h1>{{name}}</h1>\n{{$content}}nothing{{/content}}\n{{>foot}}"
        let others = ["layout": layout, "foot": "<i>{{name}}</i>"]
        let work = Work(name: "Talud", note: nil)
        #expect(
            try page(
                "{{<layout}}\n{{$content}}\n<p>{{name}}</p>\n{{/content}}\n{{/layout}}\n", work,
                others: others)
                == "<h1>Talud</h1>\n<p>Talud</p>\n\n<i>Talud</i>")
        #expect(try page("{{>layout}}", work, others: others) == "<h1>Talud</h1>\nnothing\n<i>Talud</i>")
    }

    @Test(arguments: [
        ("{{name", "malformed"), ("{{}}", "malformed"), ("{{a b}}", "malformed"),
        ("{{#a}}{{/b}}", "unbalanced"),
        ("{{#a}}", "unbalanced"), ("{{/a}}", "unbalanced"), ("{{! said}}", "malformed"),
        ("{{=<% %>=}}", "malformed"),
    ])
    func `what is no template is refused by its name`(text: String, reason: String) {
        #expect {
            try PageTemplates(["odd": text])
        } throws: { error in
            switch error as? TemplateError {
            case .malformed("odd", _): reason == "malformed"
            case .unbalanced("odd", _, _): reason == "unbalanced"
            default: false
            }
        }
    }
}
