import Testing

/// Goal: the rules look at code only; words in comments and literals don't count, interpolations do.
@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("a // b!", "a      "), ("a /* b /* c */ d */ e", "a                   e"),
        ("x(\"try! \\(y(z)!) \")", "x(        y(z)!   )"), ("#\"a\\(b\"# c", "         c"),
        ("\"\"\"\na\"b!\n\"\"\" c", "   \n    \n    c"), ("func `a \"b\" c`() {}", "func _________() {}"),
    ])
    func `comments, literals and raw identifiers are blanked`(_ text: String, _ code: String) {
        #expect(SwiftText.code(of: text) == code)
    }

    @Test func `a function is measured from its signature to its last brace`() {
        let text =
            "struct A {\n  func b(\n    c: Int\n  ) -> Int {\n    if c { d }\n    return 1\n  }\n"
            + "  init(x: Int) {}\n}"
        let functions = SwiftText.functions(in: ProjectFile(path: "A.swift", text: text))
        #expect(functions.map(\.firstLine) == [2, 8])
        #expect(functions.map(\.length) == [6, 1])
    }

    @Test(arguments: [
        ("x!", true), ("x!.y", true), ("a[0]!", true), ("f()!", true), ("x != y", false), ("!x", false),
        ("(!x)", false),
    ])
    func `only a forced unwrap is one`(_ line: String, _ isOne: Bool) {
        #expect(SwiftText.hasForcedUnwrap(Substring(line)) == isOne)
    }
}
