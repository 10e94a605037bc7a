import Foundation
import Monitoring

extension Disturbance {
    /// Other words for the same places and things.
    static let naming: [Disturbance] = [
        .names("capitals") { name, _ in name.uppercased() },
        .names("abbreviations") { name, dice in Spelling.abbreviated(name, &dice) },
        .names("slips of the keyboard") { name, dice in dice.chance(0.3) ? Spelling.slip(name, &dice) : name
        },
        .names("RT and RW written in other ways") { name, dice in Spelling.otherNumbers(name, &dice) },
        .names("verb and year added") { name, dice in Spelling.wrapped(name, &dice) },
        .names("size added") { name, dice in
            dice.chance(0.5)
                ? name + " (\(Int(dice.between(40, 400))) m x \(Int(dice.between(1, 4))),5 m)" : name
        },
        .names("other nouns for the same thing") { name, dice in Spelling.otherNouns(name, &dice) },
        .names("other hamlets") { name, _ in Spelling.otherHamlets(name) },
        .names("Dukuh for Dusun") { name, _ in
            name.replacing("Balai Dusun", with: "Balai\u{1}").replacing("Dusun", with: "Dukuh")
                .replacing("Dsn.", with: "Dkh.").replacing("\u{1}", with: " Dusun")
        },
        .names("hamlet first") { name, dice in dice.chance(0.5) ? Spelling.hamletFirst(name) : name },
    ]
}

/// How else a name could have been written.
enum Spelling {
    private static let short = [
        ("Pembangunan", ["Pemb.", "Pembng.", "PEMB"]), ("Jalan", ["Jl.", "Jln", "jl"]),
        ("Dusun", ["Dsn", "Dsn.", "dsn"]), ("Gedung", ["Gd.", "Gdg"]), ("Saluran", ["Sal."]),
        ("Rehabilitasi", ["Rehab"]), ("Jembatan", ["Jbt."]), ("Lingkungan", ["Lingk."]),
        ("Pemeliharaan", ["Pemel."]), ("Tahap", ["Thp", "Tahap"]),
    ]

    static func abbreviated(_ name: String, _ dice: inout Dice) -> String {
        var name = name
        for (word, forms) in short where dice.chance(0.6) {
            let form = dice.one(of: forms)
            name = name.replacing("Balai Dusun", with: "Balai\u{1}").replacing(word, with: form)
                .replacing("\u{1}", with: " Dusun")
        }
        return name
    }

    /// Two neighbouring letters swapped, one dropped or one doubled, never a digit.
    static func slip(_ name: String, _ dice: inout Dice) -> String {
        var letters = Array(name)
        let places = letters.indices.dropFirst().dropLast().filter {
            letters[$0].isLetter && letters[$0 + 1].isLetter && letters[$0 - 1].isLetter
        }
        guard !places.isEmpty else { return name }
        let place = dice.one(of: places)
        switch dice.next() % 3 {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        default: letters.insert(letters[place], at: place)
        }
        return String(letters)
    }

    /// `RT 03 RW 02`, `RT.3/RW.2` and other forms of the same two numbers.
    static func otherNumbers(_ name: String, _ dice: inout Dice) -> String {
        guard let match = name.firstMatch(of: /RT[ .]?0*(\d+)(?:[ \/]*RW[ .]?0*(\d+))?/) else { return name }
        let first = Int(match.1) ?? 0, second = match.2.flatMap { Int($0) }
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        let text: String
        if let second {
            text = dice.one(of: [
                "RT \(padded(first, 3)) RW \(padded(second, 3))",
                "RT\(padded(first, 2))/RW\(padded(second, 2))",
                "RT.\(padded(first, 2)).RW.\(padded(second, 2))", "Rt \(first) / Rw \(second)",
                "RT \(padded(first, 2)), RW \(padded(second, 2))",
                "RT \(padded(first, 2))/\(padded(second, 2))",
                "(RT \(first) RW \(second))", "RT-\(padded(first, 2)) RW-\(padded(second, 2))",
            ])
        } else {
            text = dice.one(of: [
                "RT \(padded(first, 3))", "RT\(first)", "Rt. \(padded(first, 2))", "(RT \(first))",
                "RT-\(padded(first, 2))",
            ])
        }
        return name.replacingCharacters(in: match.range, with: text)
    }

    static func wrapped(_ name: String, _ dice: inout Dice) -> String {
        let front = dice.one(of: ["", "Kegiatan ", "Belanja Modal ", "Pekerjaan ", "Pelaksanaan "])
        let back = dice.one(of: ["", " TA 2023", " Tahun Anggaran 2022", " Th. 2024", " (DD)", " Swakelola"])
        return front + name + back
    }

    private static let nouns: [(String, [String])] = [
        ("Rabat Beton", ["Cor Beton", "Rabat Beton", "Rigid Beton", "Cor Rabat"]),
        ("Paving Block", ["Paving Stone", "Paving", "Paving Blok"]),
        ("Saluran Air", ["Drainase", "Saluran Drainase", "Got"]),
        ("Selokan dan Drainase", ["Selokan", "Saluran Pembuangan", "Drainase"]),
        ("MCK Umum", ["WC Umum", "MCK Komunal", "Kamar Mandi Umum"]),
        ("Sumur Bor", ["Sumur Dalam", "Sumur Bor"]), ("Pipanisasi", ["Perpipaan", "Jaringan Pipa"]),
        ("Penerangan Jalan Umum", ["LPJU", "Lampu Jalan", "PJU"]),
        ("Jalan Usaha Tani", ["JUT", "Jalan Tani", "Jalan Pertanian"]),
        ("Gedung PAUD", ["PAUD", "Gedung Taman Kanak-kanak", "Gedung KB/PAUD"]),
        ("Gedung Serbaguna", ["Gedung Pertemuan", "Aula"]), ("Jembatan Beton", ["Jembatan", "Jembatan Cor"]),
    ]

    static func otherNouns(_ name: String, _ dice: inout Dice) -> String {
        var name = name
        for (noun, others) in nouns where dice.chance(0.7) {
            name = name.replacing(noun, with: dice.one(of: others))
        }
        return name
    }

    private static let hamlets = [
        ("Krajan", "Ngadirejo"), ("Tegalrejo", "Pandanarum"), ("Sumbersari", "Curahketangi"),
        ("Gumuk", "Lor Pasar"), ("Pasar", "Sawahan"), ("Wonosari", "Cemoro"), ("Rejosari", "Melik"),
        ("Palurejo", "Mulyorejo"), ("Balerejo", "Tegal Pare"), ("Sidomulyo", "Sukorejo"),
        ("Kampungbaru", "Kampung Anyar"), ("Karanganyar", "Kedung Asem"), ("Kedungrejo", "Blokagung"),
        ("Kaliputih", "Jenisari"), ("Sumberagung", "Sumber Jeruk"),
    ]

    /// Each hamlet as it is written, also in capitals or with two neighbouring letters swapped.
    private static let hamletForms: [(form: String, new: String)] = hamlets.flatMap { old, new in
        let letters = Array(" " + old)
        let slips = letters.indices.dropLast().map { place in
            var slip = letters
            slip.swapAt(place, place + 1)
            return String(slip)
        }
        return ([" " + old] + slips).map { (form: $0, new: " " + new) }
    }

    /// The same villages with other hamlets, one for one.
    static func otherHamlets(_ name: String) -> String {
        for (form, new) in hamletForms {
            guard let range = name.range(of: form, options: [.backwards, .caseInsensitive]) else { continue }
            return name.replacingCharacters(in: range, with: new)
        }
        return name
    }

    /// "Dusun Krajan RT 04: Paving Gang" instead of "Paving Gang Dusun Krajan RT 04".
    static func hamletFirst(_ name: String) -> String {
        guard let match = name.firstMatch(of: /^(.*?) ((?:RT[^A-Z]*(?:RW[^A-Z]*)?)?(?:Dusun|Dsn\.).*)$/),
            !match.1.hasSuffix("Balai")
        else { return name }
        return "\(match.2), \(match.1)"
    }
}
