import Commons
import Testing

/// Goal: a typed amount is understood exactly or refused, never guessed. Method: each way people write money.
@Suite struct RupiahTests {
    @Test(arguments: [
        ("12.345", 1_234_500), ("12345", 1_234_500), ("12.345,67", 1_234_567), ("0", 0), ("0,5", 50),
        ("Rp 1.000", 100_000), ("Rp. 1.000,00", 100_000), ("rp1.000.000", 100_000_000), ("-500", -50_000),
        ("(500)", -50_000), (" 1 000 ", 100_000), ("92.233.720.368.547.758,07", Int64.max),
    ])
    func `an amount is read as Indonesians write it`(_ text: String, _ sen: Int64) throws {
        #expect(try Rupiah(parsing: text).sen == sen)
    }

    @Test(arguments: ["1,234,567.89", "1,234,567", "12.34", "1.2", "1,234.5"])
    func `the English form is refused, not guessed`(_ text: String) {
        #expect(throws: MoneyError.englishForm(text)) { try Rupiah(parsing: text) }
    }

    @Test(arguments: [
        "", "-", "Rp", "abc", "1e5", "1..000", "1.00.000", ".500", "1,", "١٢", "12 ribu", "0x10", "--5",
    ])
    func `what is no amount is refused`(_ text: String) {
        #expect(throws: MoneyError.self) { try Rupiah(parsing: text) }
    }

    @Test func `a third decimal is refused`() {
        #expect(throws: MoneyError.tooManyDecimals("1,005")) { try Rupiah(parsing: "1,005") }
    }

    @Test(arguments: ["92.233.720.368.547.758,08", "99999999999999999999999999"])
    func `one sen past the range is refused`(_ text: String) {
        #expect(throws: MoneyError.outOfRange) { try Rupiah(parsing: text) }
    }

    @Test(arguments: [
        (0, "0,00"), (5, "0,05"), (-5, "-0,05"), (99_900, "999,00"), (100_000, "1.000,00"),
        (123_456_789, "1.234.567,89"), (Int64.max, "92.233.720.368.547.758,07"),
        (Int64.min, "-92.233.720.368.547.758,08"),
    ])
    func `an amount is shown in Indonesian form`(_ sen: Int64, _ text: String) {
        #expect(Rupiah(sen: sen).formattedPlain == text)
    }

    @Test func `sums past the range are refused on both sides`() {
        #expect(throws: MoneyError.outOfRange) { try Rupiah(sen: .max).adding(Rupiah(sen: 1)) }
        #expect(throws: MoneyError.outOfRange) { try Rupiah(sen: .min).subtracting(Rupiah(sen: 1)) }
        #expect(throws: MoneyError.outOfRange) { try Rupiah(rupiah: .max / 100 + 1) }
    }
}

@Suite struct VillageCodeTests {
    @Test(arguments: ["35.10.01.2001", "3510012001"]) func `both spellings name one village`(_ text: String)
        throws
    {
        let code = try VillageCode(parsing: text)
        #expect(code.number == 3_510_012_001)
        #expect(code.dotted == "35.10.01.2001")
        #expect((code.regency, code.district) == (3510, 351001))
        #expect(!code.isKelurahan)
    }

    @Test func `a kelurahan is told by its tenth digit`() throws {
        #expect(try VillageCode(parsing: "35.10.16.1001").isKelurahan)
    }

    @Test(arguments: [
        "", "35.10.01", "35.10.01.201", "35.10.1.2001", "351001200", "35100120011", "35.10.01.200a",
        "٣٥.10.01.2001",
    ])
    func `anything else is refused`(_ text: String) {
        #expect(throws: PlaceError.self) { try VillageCode(parsing: text) }
    }
}
