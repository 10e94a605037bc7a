import Foundation
import GeoIndex
import Monitoring

extension Disturbance {
    /// Habits of other counties, offices and phones that the corpus does not show.
    static let elsewhere: [Disturbance] = otherWords + otherRecords

    /// Other languages and spellings of the same places and works.
    static let otherWords: [Disturbance] = [
        .names("small letters") { name, _ in name.lowercased() },
        .names("Javanese and Osing words") { name, dice in Tongue.local(name, &dice) },
        .names("RT and RW written out") { name, _ in
            name.replacing(/\bRT[ .]*(\d)/) { "Rukun Tetangga \($0.1)" }
                .replacing(/[ \/]*RW[ .]*(\d)/) { " Rukun Warga \($0.1)" }
        },
        .names("R.T. and R.W. with dots") { name, _ in
            name.replacing("RT", with: "R.T.").replacing("RW", with: "R.W.")
        },
        .names("RT and RW in Roman numerals") { name, _ in
            name.replacing(/(RT|RW)[ .]*0*(\d)/) { "\($0.1) \(Tongue.romans[Int($0.2) ?? 0])" }
        },
        .names("di, lokasi and measures") { name, dice in
            name.replacing(
                " Dusun", with: dice.one(of: [" di Dusun", " lokasi Dusun", " yang terletak di Dusun"]))
                + dice.one(of: ["", " (P = 120 m, L = 2,5 m)", " sepanjang 214 M", " Uk. 3x4 m", " 1 pkt"])
        },
        .names("underscores and no spaces") { name, _ in name.replacing(" ", with: "_") },
        .names("a number of the contract before it") { name, dice in
            "\(Int(dice.between(1, 99))). \(name) /SPK/\(Int(dice.between(100, 999)))/2022"
        },
        .names("spaces that are none, long dashes, other quotes") { name, _ in
            name.replacing(" ", with: "\u{A0}").replacing("/", with: " – ") + " “swakelola”"
        },
        .names("Padukuhan, Dk. and Kampung for Dusun") { name, dice in
            let word = dice.one(of: ["Padukuhan", "Pedukuhan", "Dk.", "Kp."])
            return name.replacing("Balai Dusun", with: "Balai\u{1}").replacing("Dusun", with: word)
                .replacing("Dsn.", with: word).replacing("\u{1}", with: " Dusun")
        },
    ]

    /// What other programs leave out, round or write in other ways.
    static let otherRecords: [Disturbance] = [
        .photos("no hash of the picture in one photo of ten") { photo, dice in
            if dice.chance(0.1) { photo.pdq = nil }
        },
        .photos("no time of receipt") { photo, _ in photo.receivedAt = nil },
        .photos("source of the location unknown") { photo, _ in photo.locationSource = nil },
        .photos("one camera for the whole village") { photo, _ in
            photo.device = photo.device.split(separator: "-").prefix(2).joined(separator: "-")
        },
        .photos("times of receipt in UTC without a zone") { photo, _ in
            photo.receivedAt = photo.receivedAt.map { Moment(seconds: $0.seconds - 25_200) }
        },
        .photos("stages in fifths") { photo, dice in
            if photo.progress == 50 { photo.progress = dice.one(of: [20, 40, 60, 80]) }
        },
        .photos("accuracy stated twice as good") { photo, _ in
            photo.accuracyMetres = photo.accuracyMetres.map { $0 / 2 }
        },
        .photos("editor named on every fifth photo") { photo, dice in
            if dice.chance(0.2) { photo.software = "Snapseed 2.0" }
        },
        .works("no dates of contract") { work, _ in (work.start, work.end) = (nil, nil) },
        .works("no funds") { work, _ in work.fund = "" },
        .works("physical progress missing where the work is done") { work, _ in
            if work.status == "completed" { work.physicalProgress = 100 }
        },
        .works("rounded to millions") { work, _ in
            work.budgetRupiah = (work.budgetRupiah / 1e6).rounded() * 1e6
            work.realizedRupiah = (work.realizedRupiah / 1e6).rounded() * 1e6
        },
        Disturbance("in another order") { data, dice in
            data.works.sort { $0.name < $1.name }
            data.photos.reverse()
        },
    ]
}

/// The same works in the words of the villages.
enum Tongue {
    static let romans = ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]

    private static let words: [(String, [String])] = [
        ("Pembangunan", ["Mbangun", "Bangun", "Pambangunan"]), ("Jalan", ["Dalan", "Ratan", "Embong"]),
        ("Gang", ["Lurung", "Gang"]), ("Saluran Air", ["Kalenan", "Got"]),
        ("Drainase", ["Kalenan", "Solokan"]), ("Jembatan", ["Kreteg", "Wot"]), ("Gedung", ["Omah", "Griya"]),
        ("Sumur Bor", ["Sumur Bor", "Sumur"]), ("MCK Umum", ["Jeding Umum", "Kakus Umum"]),
        ("Rehabilitasi", ["Ndandani", "Mbenakake"]), ("Usaha Tani", ["Sawah", "Tani"]),
        ("Lampu PJU", ["Dilah Dalan", "Lampu PJU"]),
    ]

    static func local(_ name: String, _ dice: inout Dice) -> String {
        words.reduce(name) { name, pair in
            dice.chance(0.5) ? name.replacing(pair.0, with: dice.one(of: pair.1)) : name
        }
    }
}
