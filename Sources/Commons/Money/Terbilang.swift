/// Amounts in words (terbilang), spelled as Indonesian receipts and letters do: `seratus ribu rupiah`.
///
/// The spelling is a rule of the language, not a text that someone words: therefore it is no key in texts/.
public enum Terbilang {
    private static let digits = [
        "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
        "sebelas",
    ]
    private static let scales = ["", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun"]

    /// `dua ratus lima puluh ribu rupiah`, with sen where there are any; a negative amount begins with
    /// `minus`.
    public static func words(_ amount: Rupiah) -> String {
        let magnitude = amount.sen.magnitude
        let (rupiah, sen) = magnitude.quotientAndRemainder(dividingBy: 100)
        var text = sen > 0 && rupiah == 0 ? "" : "\(words(rupiah)) rupiah"
        if sen > 0 { text += "\(text.isEmpty ? "" : " ")\(words(sen)) sen" }
        return amount.sen < 0 ? "minus \(text)" : text
    }

    /// A whole number in words: `seribu sebelas`.
    public static func words(_ number: UInt64) -> String {
        guard number > 0 else { return digits[0] }
        var groups: [Int] = []
        var rest = number
        while rest > 0 {
            groups.append(Int(rest % 1000))
            rest /= 1000
        }
        var parts: [String] = []
        for (index, group) in groups.enumerated().reversed() where group > 0 {
            if index == 1, group == 1 {
                parts.append("seribu")  // never "satu ribu"; but "satu juta", and "dua puluh satu ribu"
            } else {
                parts.append(belowThousand(group))
                if index > 0 { parts.append(scales[index]) }
            }
        }
        return parts.joined(separator: " ")
    }

    /// With a capital at the front, as it stands on a receipt.
    public static func sentence(_ amount: Rupiah) -> String {
        let text = words(amount)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func belowThousand(_ number: Int) -> String {
        let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
        var parts: [String] = []
        if hundreds == 1 { parts.append("seratus") }
        if hundreds > 1 { parts.append("\(digits[hundreds]) ratus") }
        if rest > 0 { parts.append(belowHundred(rest)) }
        return parts.joined(separator: " ")
    }

    private static func belowHundred(_ number: Int) -> String {
        switch number {
        case 0...11: return digits[number]
        case 12...19: return "\(digits[number - 10]) belas"
        default:
            let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
            return "\(digits[tens]) puluh" + (ones > 0 ? " \(digits[ones])" : "")
        }
    }
}
