import Commons
import Foundation
import Testing

@testable import Ledger

/// Goal: amounts of a cost estimate are exact. Method: values on each side of every boundary.
@Suite struct VolumeTests {
    @Test(arguments: [
        ("2.5", 25_000), ("0", 0), ("0.0001", 1), ("9999999999.9999", 99_999_999_999_999), ("12", 120_000),
    ])
    func `a decimal of up to four places is read exactly`(_ text: String, _ tenThousandths: Int64) throws {
        #expect(try Volume(decimal: text).tenThousandths == tenThousandths)
        #expect(try Volume(decimal: text).description == text)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "1.23456", "-1", "1e3", "10000000000", "99999999999999999999", "1,5", "१",
    ])
    func `what is no volume is refused`(_ text: String) {
        #expect(throws: LedgerError.self) { try Volume(decimal: text) }
    }

    @Test func `Indonesian form has points between thousands and a decimal comma`() throws {
        #expect(try Volume(parsing: "1.234,5").description == "1234.5")
        #expect(try Volume(parsing: "1.234,5").formatted == "1234,5")
        #expect(throws: LedgerError.self) { try Volume(parsing: "1.23") }
        #expect(throws: LedgerError.self) { try Volume(parsing: "1,2,3") }
    }

    @Test(arguments: [
        ("2.5", 33_333, 83_300), ("1", 50, 100), ("1", 49, 0), ("0.0001", 5_000_000, 500),
        ("0.3333", 300, 100),
        ("0", 100_000_000_000_000_000, 0), ("1", 100_000_000_000_000_000, 100_000_000_000_000_000),
    ])
    func `an amount is rounded half up once to whole rupiah`(_ volume: String, _ price: Int64, _ sen: Int64)
        throws
    {
        let item = RABItem(
            description: "x", volume: try Volume(decimal: volume), unit: "", unitPrice: Rupiah(sen: price))
        #expect(try BudgetRules.amount(of: item, line: SampleVillage.pothole, row: 1) == Rupiah(sen: sen))
    }

    @Test(arguments: [
        ("1.0001", Int64(100_000_000_000_000_000)), ("9999999999.9999", 100_000_000_000_000_000), ("1", -1),
    ])
    func `an absurd amount is refused and its row named`(_ volume: String, _ price: Int64) throws {
        let item = RABItem(
            description: "x", volume: try Volume(decimal: volume), unit: "", unitPrice: Rupiah(sen: price))
        #expect(throws: LedgerError.amountOutOfRange(line: "2.3.10 5.3.5.01 DDS 01", row: 7)) {
            try BudgetRules.amount(of: item, line: SampleVillage.pothole, row: 7)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-32", "", "2026-01-01x",
    ])
    func `a day that no calendar has is refused`(_ text: String) {
        #expect(throws: LedgerError.malformedDay(text)) { try Day(parsing: text) }
    }

    @Test func `leap days exist in leap years`() throws {
        #expect(try Day(parsing: "2024-02-29").description == "2024-02-29")
        #expect(try Day(parsing: "2000-02-29") < Day(parsing: "2000-03-01"))
        #expect(throws: LedgerError.self) { try Day(parsing: "1900-02-29") }
    }
}
