import Commons
import Foundation
import Testing

@testable import BudgetAPI

/// Goal: what people type is read exactly, and every mistake is named at once.
@Suite struct FormTests {
    @Test func `values are decoded in order`() throws {
        let form = try Form(parsing: "a=1&b=Rp+1.000%2C50&a=2&empty=&bare")
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "Rp 1.000,50")
        #expect(form["empty"] == "" && form["bare"] == "" && form["none"] == nil)
    }

    @Test(arguments: ["a=%zz", "a=%", "%ff=1"])
    func `broken encoding is refused`(_ body: String) {
        #expect(throws: Problem(.malformedRequest)) { try Form(parsing: body) }
    }

    @Test func `all mistakes are told together`() throws {
        var reader = FormReader(try Form(parsing: "amount=1,234.50&day=2026-02-30&note=ab&count=11"))
        _ = reader.sen("amount")
        _ = reader.day("day")
        _ = reader.text("note", limit: 1)
        _ = reader.integer("count", in: 1...10)
        _ = reader.text("absent")
        #expect(reader.problems.map(\.field) == ["amount", "day", "note", "count", "absent"])
        #expect(
            reader.problems.map(\.key) == ["not-money", "not-a-day", "too-long", "not-a-number", "missing"])
        #expect(throws: Problem(.invalidFields, fields: reader.problems)) { try reader.finish() }
    }

    @Test func `right values pass`() throws {
        var reader = FormReader(try Form(parsing: "amount=12.345%2C67&day=2028-02-29&count=7"))
        #expect(reader.sen("amount") == 1_234_567)
        #expect(reader.day("day") == "2028-02-29")
        #expect(reader.integer("count", in: 1...10) == 7)
        try reader.finish()
    }

    @Test(arguments: ["2026-2-01", "2026-13-01", "2100-02-29", "26-01-01", "2026-01-00", "٢٠٢٦-01-01"])
    func `a day that is none is refused`(_ text: String) {
        #expect(!CalendarDay.isValid(text))
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil", "/a\r\nb", "", "/sign-in?next=/x"])
    func `nobody is sent to another site after signing in`(_ path: String) {
        #expect(SignInPage.local(path) == "/")
    }

    @Test func `a path of our own is kept`() {
        #expect(SignInPage.local("/villages/3510012001/2026?x=1") == "/villages/3510012001/2026?x=1")
    }

    @Test func `a second-factor secret survives being written and read`() {
        let code = OneTimeCode.random()
        #expect(OneTimeCode(base32: code.base32)?.secret == code.secret)
        #expect(OneTimeCode(base32: "abc") == nil)
        #expect(OneTimeCode(base32: String(repeating: "0", count: 32)) == nil)
    }
}
