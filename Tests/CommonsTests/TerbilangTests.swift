import Commons
import Testing

/// Goal: an amount in words is spelled as the language spells it. Method: each rule at and beside its border.
@Suite struct TerbilangTests {
    @Test(
        arguments: [
            (0, "nol"), (1, "satu"), (9, "sembilan"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"),
            (19, "sembilan belas"), (20, "dua puluh"), (21, "dua puluh satu"),
            (99, "sembilan puluh sembilan"),
            (100, "seratus"), (101, "seratus satu"), (111, "seratus sebelas"), (200, "dua ratus"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1_000, "seribu"), (1_001, "seribu satu"), (1_100, "seribu seratus"), (2_000, "dua ribu"),
            (11_000, "sebelas ribu"), (21_000, "dua puluh satu ribu"), (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"), (1_000_000, "satu juta"), (1_001_000, "satu juta seribu"),
            (1_000_000_000, "satu miliar"), (1_000_000_000_000, "satu triliun"),
            (
                1_459_971_435,
                "satu miliar empat ratus lima puluh sembilan juta sembilan ratus tujuh puluh satu ribu "
                    + "empat ratus tiga puluh lima"
            ),
        ] as [(UInt64, String)])
    func `a number`(_ number: UInt64, _ words: String) {
        #expect(Terbilang.words(number) == words)
    }

    @Test func `an amount of money, with sen and below zero`() throws {
        #expect(Terbilang.words(try Rupiah(rupiah: 25_000)) == "dua puluh lima ribu rupiah")
        #expect(Terbilang.words(Rupiah(sen: 150)) == "satu rupiah lima puluh sen")
        #expect(Terbilang.words(Rupiah(sen: 7)) == "tujuh sen")
        #expect(Terbilang.words(.zero) == "nol rupiah")
        #expect(Terbilang.words(Rupiah(sen: -1_100)) == "minus sebelas rupiah")
        #expect(Terbilang.sentence(try Rupiah(rupiah: 1_000)) == "Seribu rupiah")
    }

    @Test func `the largest amounts there are don't trap`() {
        #expect(Terbilang.words(Rupiah(sen: .max)).hasPrefix("sembilan puluh dua kuadriliun"))
        #expect(Terbilang.words(Rupiah(sen: .min)).hasPrefix("minus sembilan puluh dua kuadriliun"))
        #expect(Terbilang.words(UInt64.max).hasPrefix("delapan belas kuintiliun"))
    }
}
