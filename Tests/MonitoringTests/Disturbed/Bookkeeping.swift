import Monitoring

extension Disturbance {
    /// Other books: funds, codes, years, units and sums.
    static let bookkeeping: [Disturbance] = [
        .works("codes with leading zeros and a dot") { work, _ in work.activity = Books.padded(work.activity)
        },
        .works("a third of the works under county codes 90 to 99") { work, dice in
            if dice.chance(0.33) { work.activity = Books.countyCode(work.activity) }
        },
        .works("another set of funds") { work, _ in
            work.fund = ["DD": "DDS", "ADD": "ALOK", "PBK": "BKK", "PBP": "BKP"][work.fund] ?? work.fund
        },
        Disturbance("five years later") { data, _ in Books.shift(&data, years: 5) },
        .works("units written in other ways") { work, dice in
            if work.unit == "m" { work.unit = dice.one(of: ["m", "M", "m'", "meter", "mtr", "M1"]) }
        },
        .works("volumes off by up to 10 %") { work, dice in
            work.volume = work.volume.map { $0 > 1 ? ($0 * dice.between(0.9, 1.1)).rounded() : $0 }
        },
        .works("no volumes") { work, _ in work.volume = nil },
        .works("budgets off by up to 5 %") { work, dice in
            let factor = dice.between(0.95, 1.05)
            work.budgetRupiah = (work.budgetRupiah * factor / 1_000).rounded() * 1_000
            work.realizedRupiah = (work.realizedRupiah * factor).rounded()
        },
        .works("everything half as dear") { work, _ in
            work.budgetRupiah /= 2
            work.realizedRupiah /= 2
        },
        .works("dates of contract off by a week") { work, dice in
            let days = Int(dice.between(-7, 7))
            work.start = work.start.map { Day(number: $0.number + days) }
            work.end = work.end.map { Day(number: $0.number + days) }
        },
    ]

    private static func named(_ name: String) -> Disturbance {
        (drawing + naming + photographing + bookkeeping).first { $0.name == name }
            ?? Disturbance("no such disturbance: \(name)") { _, _ in }
    }

    /// A county of other habits altogether.
    static let together: [Disturbance] = [
        .all(
            "another county, careful",
            [
                named("a third of the lines reversed"), named("lines simplified to 3 m"),
                moved("", by: 3, vertices: 1), named("abbreviations"), named("other hamlets"),
                named("RT and RW written in other ways"), named("five years later"),
                named("another set of funds"), named("units written in other ways"),
                named("hashes up to 10 bits off"), named("codes with leading zeros and a dot"),
            ]),
        .all(
            "another county, hasty",
            [
                named("a third of the lines reversed"), walked("", off: 3), moved("", by: 5, vertices: 0),
                named("half of the buildings as a point"), named("slips of the keyboard"),
                named("abbreviations"), named("verb and year added"), named("other nouns for the same thing"),
                named("hashes up to 10 bits off"), named("3 % wild fixes of 0.2 to 2.5 km"),
                named("a fifth of the locations missing"), named("fixes 8 m worse than stated"),
                named("volumes off by up to 10 %"),
            ]),
    ]
}

/// What another office does to the books.
enum Books {
    static func padded(_ code: String) -> String {
        let parts = code.split(separator: ".")
        return parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ".") + "."
    }

    /// A code of the county's own in the same field: the name must say what is built.
    static func countyCode(_ code: String) -> String {
        let parts = code.split(separator: ".")
        let built: Set<String> = [
            "2.3.10", "2.3.11", "2.3.12", "2.3.13", "2.3.14", "2.3.15", "2.4.11", "2.4.12", "2.4.14",
            "2.7.02",
            "2.1.06", "2.2.09",
        ]
        return built.contains(code) ? "\(parts[0]).\(parts[1]).97" : code
    }

    static func shift(_ data: inout CorpusData, years: Int) {
        let days = Int((Double(years) * 365.25).rounded())
        func later(_ day: Day?) -> Day? { day.map { Day(number: $0.number + days) } }
        func later(_ moment: Moment?) -> Moment? {
            moment.map {
                $0.day.year <= 2015
                    ? $0
                    : Moment(seconds: $0.seconds + Double(days) * 86_400, offsetSeconds: $0.offsetSeconds)
            }
        }
        for index in data.works.indices {
            data.works[index].year += years
            data.works[index].start = later(data.works[index].start)
            data.works[index].end = later(data.works[index].end)
        }
        for index in data.photos.indices {
            data.photos[index].takenAt = later(data.photos[index].takenAt)
            data.photos[index].receivedAt = later(data.photos[index].receivedAt)
        }
    }
}
