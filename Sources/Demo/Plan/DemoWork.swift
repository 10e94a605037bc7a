/// A physical work of a demo village: what it costs, where it lies, how far it is.
struct DemoWork: Sendable {
    enum Shape: Sendable {
        case point
        /// A line this many metres long, heading so many degrees from north.
        case line(metres: Double, heading: Double)
        case area(metres: Double)
    }

    let name: String
    let activity: String
    let labourAccount: String
    let materialAccount: String
    let volume: Int64
    let unit: String
    let priceRupiah: Int64
    let shape: Shape
    /// Metres east and north of the village office.
    let offset: (east: Double, north: Double)
    /// Months in which it is to start and end.
    let months: ClosedRange<Int>
    /// Percentage reached at the demo's date; photos exist for the stages up to it.
    let progress: Int
    /// Where its photos were really taken, relative to the site; `.atSite` for an honest work.
    let photos: Photos

    enum Photos: Sendable { case atSite, elsewhere, withoutLocation, none }

    var totalRupiah: Int64 { volume * priceRupiah }

    /// A third labour, two thirds material, whole rupiah.
    var budgetLines: [DemoBudget.Line] {
        let labour = totalRupiah * 3 / 10 / 1_000 * 1_000
        return [
            DemoBudget.Line(
                activity: activity, account: labourAccount, fund: "DDS",
                details: [
                    .init(
                        description: "Upah tenaga kerja: \(name)", volume: 1, unit: "paket",
                        priceRupiah: labour)
                ]),
            DemoBudget.Line(
                activity: activity, account: materialAccount, fund: "DDS",
                details: [
                    .init(
                        description: "Bahan material: \(name)", volume: 1, unit: "paket",
                        priceRupiah: totalRupiah - labour)
                ]),
        ]
    }

    /// Six works a village; the second village claims a stretch of road twice, the third has one without
    /// honest photos.
    static func forVillage(_ index: Int, year: Int, random: inout DemoRandom) -> [DemoWork] {
        let hamlets = ["Krajan", "Tempuran", "Sumberagung", "Curahpoh", "Kebonsari"]
        let hamlet = random.pick(hamlets)
        let metres = (random.between(90, 320) / 5).rounded() * 5
        let heading = random.between(0, 360)
        var works = [
            DemoWork(
                name: "Paving jalan Dusun \(hamlet) RT 02 RW 01", activity: "2.3.11",
                labourAccount: "5.3.5.02",
                materialAccount: "5.3.5.03", volume: Int64(metres), unit: "m", priceRupiah: 412_000,
                shape: .line(metres: metres, heading: heading), offset: (320, 410), months: 3...6,
                progress: 100,
                photos: .atSite),
            DemoWork(
                name: "Rabat beton jalan usaha tani Blok \(random.pick(["Sawahan", "Lebak", "Duren"]))",
                activity: "2.3.12", labourAccount: "5.3.5.02", materialAccount: "5.3.5.03",
                volume: Int64(metres * 0.8), unit: "m", priceRupiah: 385_000,
                shape: .line(metres: metres * 0.8, heading: heading + 75), offset: (-640, 520),
                months: 7...10,
                progress: 50, photos: .atSite),
            DemoWork(
                name: "Drainase Dusun \(random.pick(hamlets)) RT 05", activity: "2.3.14",
                labourAccount: "5.3.7.02",
                materialAccount: "5.3.7.03", volume: 120, unit: "m", priceRupiah: 365_000,
                shape: .line(metres: 120, heading: heading + 20), offset: (510, -380), months: 8...11,
                progress: 40,
                photos: index == 2 ? .none : .withoutLocation),
            DemoWork(
                name: "Gedung posyandu Dusun \(random.pick(hamlets))", activity: "2.2.09",
                labourAccount: "5.3.4.02", materialAccount: "5.3.4.03", volume: 1, unit: "unit",
                priceRupiah: 78_500_000, shape: .area(metres: 11), offset: (-280, -450), months: 5...9,
                progress: 100,
                photos: index == 1 ? .elsewhere : .atSite),
            DemoWork(
                name: "Sumur bor dan tandon air bersih RT 0\(index % 5 + 1)", activity: "2.4.11",
                labourAccount: "5.3.8.02", materialAccount: "5.3.8.03", volume: 1, unit: "unit",
                priceRupiah: 42_000_000, shape: .point, offset: (150, 760), months: 9...12, progress: 0,
                photos: .none),
        ]
        if index == 1 {
            // The same stretch again, drawn backwards under the other road code: what the index must find.
            works.append(
                DemoWork(
                    name: "Pengerasan jalan desa Dusun \(hamlet) RT 02", activity: "2.3.10",
                    labourAccount: "5.3.5.02",
                    materialAccount: "5.3.5.03", volume: Int64(metres * 0.9), unit: "m", priceRupiah: 398_000,
                    shape: .line(metres: metres * 0.9, heading: heading), offset: (321, 413), months: 8...10,
                    progress: 50, photos: .atSite))
        }
        return works
    }
}
