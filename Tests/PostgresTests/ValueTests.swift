import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: what goes in comes out, for each type, at its limits and as NULL.
@Suite struct ValueTests {
    static let id = UUID()

    private func all(_ parameters: [Parameter]) async throws -> Row {
        let database = try await TestSchema.common.value.database
        return try await database.once(TestStatement.all, parameters: parameters, as: nil).one()
    }

    @Test func `each type comes back as it was`() async throws {
        let moment = Date(timeIntervalSince1970: 1_795_305_600.25)
        let bytes = (0...255).map { UInt8($0) } + [0, 0]
        let texts = ["", "NULL", "a,b", "{}", "\"", "\\", "\\\\\"", " x ", "Jl. Raya №1 🌾", "line\nbreak"]
        let row = try await all([
            .text("Désa ‘Ngadiréjo’ 🌾 \\ ' \" $1"), .int(-42), .int64(.min), .bool(true), .uuid(Self.id),
            .bytes(bytes),
            .json(#"{"a": [1, null]}"#), .double(0.1), .moment(moment), .texts(texts),
            .int64s([.max, .min, 0]),
            .uuids([Self.id]), .text("2026-11-22"),
        ])
        #expect(try row.text("text") == "Désa ‘Ngadiréjo’ 🌾 \\ ' \" $1")
        #expect(try row.int("int") == -42)
        #expect(try row.int64("int64") == .min)
        #expect(try row.bool("bool"))
        #expect(try row.uuid("uuid") == Self.id)
        #expect(try row.bytes("bytes") == bytes)
        #expect(try row.text("json") == #"{"a": [1, null]}"#)
        #expect(try row.double("double") == 0.1)
        #expect(try row.moment("moment") == moment)
        #expect(try row.texts("texts") == texts)
        #expect(try row.int64s("int64s") == [.max, .min, 0])
        #expect(try row.uuids("uuids") == [Self.id])
        #expect(try row.date("date") == "2026-11-22")
        #expect(row.columns.first == "text" && row.columns.count == 13)
    }

    @Test func `NULL is nil where nil was asked for and an error elsewhere`() async throws {
        let row = try await all(Array(repeating: .null, count: 13))
        #expect(try row.textOrNil("text") == nil)
        #expect(try row.intOrNil("int") == nil)
        #expect(try row.int64OrNil("int64") == nil)
        #expect(try row.boolOrNil("bool") == nil)
        #expect(try row.uuidOrNil("uuid") == nil)
        #expect(try row.bytesOrNil("bytes") == nil)
        #expect(try row.doubleOrNil("double") == nil)
        #expect(try row.momentOrNil("moment") == nil)
        #expect(try row.textsOrNil("texts") == nil)
        #expect(try row.int64sOrNil("int64s") == nil)
        #expect(try row.uuidsOrNil("uuids") == nil)
        #expect(try row.dateOrNil("date") == nil)
        #expect(throws: PostgresError.decoding(column: "text")) { try row.text("text") }
        #expect(throws: PostgresError.decoding(column: "int64s")) { try row.int64s("int64s") }
    }

    @Test func `optionals become NULL or their value`() {
        #expect(Parameter.optional(nil as String?) == .null)
        #expect(Parameter.optional("x") == .text("x"))
        #expect(Parameter.optional(nil as UUID?) == .null)
        #expect(Parameter.optional(Int64(5) as Int64?) == .int64(5))
    }

    @Test func `a column that is not there or of another type is named`() async throws {
        let row = try await all(
            [.text("abc"), .int(1), .int64(5_000_000_000)] + Array(repeating: .null, count: 10))
        #expect(throws: PostgresError.decoding(column: "nowhere")) { try row.textOrNil("nowhere") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.int("text") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.bool("text") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.bytes("text") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.texts("text") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.date("text") }
        #expect(throws: PostgresError.decoding(column: "text")) { try row.moment("text") }
    }

    @Test func `big values pass whole`() async throws {
        let bytes = [UInt8](repeating: 0, count: 4_000_000)
        let numbers = (0..<200_000).map { Int64($0) * 7919 }
        let texts = (0..<20_000).map { "desa, \"\($0)\"" }
        let row = try await all(
            [
                .null, .null, .null, .null, .null, .bytes(bytes), .null, .null, .null, .texts(texts),
                .int64s(numbers),
                .uuids([]), .null,
            ])
        #expect(try row.bytes("bytes") == bytes)
        #expect(try row.int64s("int64s") == numbers)
        #expect(try row.texts("texts") == texts)
        #expect(try row.uuids("uuids").isEmpty)
    }

    @Test(arguments: ["a\0b", "\0", "end\0"])
    func `a zero character is refused, not cut`(_ text: String) async throws {
        let database = try await TestSchema.common.value.database
        let error = await failure { try await database.once(TestStatement.echoText, .text(text), as: nil) }
        #expect(error == .query(sqlState: "22021", statement: "TestStatement.echoText"))
    }

    @Test(arguments: [
        "'; DROP TABLE item; --", "\\'; SELECT 1; --", "$1", "1); DELETE FROM item; --",
        "\u{02BC}; DROP TABLE item",
        "{\"a\": \"'\"}", "E'\\x27'", "/* */ UNION SELECT current_user",
    ])
    func `an injection stays a value`(_ text: String) async throws {
        let test = try await TestSchema.common.value
        let row = try await test.database.once(TestStatement.echoText, .text(text), as: session(1)).one()
        #expect(try row.text("value") == text)
        let arrays = try await all(
            Array(repeating: .null, count: 9) + [.texts([text, text]), .null, .null, .null])
        #expect(try arrays.texts("texts") == [text, text])
        #expect(try await test.database.once(TestStatement.countItems, as: nil).count == 1)
    }

    @Test(arguments: [
        0, 0.000_001, 951_782_400, 951_868_799.999_999, -1, -0.5, 1_795_305_600.123_456, 253_402_300_799,
    ])
    func `a moment is exact to the microsecond`(_ seconds: Double) async throws {
        let row = try await all(
            Array(repeating: .null, count: 8) + [.moment(Date(timeIntervalSince1970: seconds))]
                + Array(repeating: .null, count: 4))
        #expect(abs(try row.moment("moment").timeIntervalSince1970 - seconds) < 0.000_001)
    }

    @Test func `rows are counted, changed rows too`() async throws {
        let test = try await TestSchema.make()
        let inserted = try await test.database.once(
            TestStatement.insertItem, .int64(1), .text("a"), .null, .null, as: nil)
        #expect(inserted.affected == 1 && inserted.isEmpty)
        #expect(throws: PostgresError.decoding(column: "*")) { try inserted.one() }
        let rows = try await test.database.once(TestStatement.items, as: nil)
        #expect(rows.affected == 1 && rows.count == 1)
        #expect(try rows.map { try $0.text("name") } == ["a"])
    }
}
