import GeoIndex
import Monitoring

/// Works and photos of a labelled corpus: what a disturbance changes.
struct CorpusData: Sendable {
    var works: [Work]
    var photos: [SitePhoto]
}

/// One habit of drawing, writing or photographing that a rule must not depend on (*gangguan*).
///
/// Each keeps the truth of the labels: it changes how a thing is told, not what it is. Same seed, same
/// result.
struct Disturbance: Sendable {
    let name: String
    private let change: @Sendable (inout CorpusData, inout Dice) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout CorpusData, inout Dice) -> Void) {
        self.name = name
        self.change = change
    }

    /// Every shape changed by itself.
    static func shapes(
        _ name: String, _ change: @escaping @Sendable (Shape, Work, inout Dice) -> Shape
    ) -> Disturbance {
        Disturbance(name) { data, dice in
            for index in data.works.indices {
                guard let shape = data.works[index].shape else { continue }
                data.works[index].shape = change(shape, data.works[index], &dice)
            }
        }
    }

    static func names(
        _ name: String, _ change: @escaping @Sendable (String, inout Dice) -> String
    ) -> Disturbance {
        works(name) { work, dice in work.name = change(work.name, &dice) }
    }

    static func works(
        _ name: String, _ change: @escaping @Sendable (inout Work, inout Dice) -> Void
    ) -> Disturbance {
        Disturbance(name) { data, dice in
            for index in data.works.indices { change(&data.works[index], &dice) }
        }
    }

    static func photos(
        _ name: String, _ change: @escaping @Sendable (inout SitePhoto, inout Dice) -> Void
    ) -> Disturbance {
        Disturbance(name) { data, dice in
            for index in data.photos.indices { change(&data.photos[index], &dice) }
        }
    }

    /// Several at once, one after the other.
    static func all(_ name: String, _ parts: [Disturbance]) -> Disturbance {
        Disturbance(name) { data, dice in
            for part in parts { part.change(&data, &dice) }
        }
    }

    func applied(to data: CorpusData, seed: UInt64) -> CorpusData {
        var data = data
        var dice = Dice(seed: seed)
        change(&data, &dice)
        return data
    }

    /// The whole catalogue, in the order of docs/screening.md.
    static let catalogue: [Disturbance] =
        [Disturbance("as it is") { _, _ in }] + drawing + naming + photographing + bookkeeping + elsewhere
        + counties
        + together
}

/// Reproducible chance.
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    mutating func between(_ low: Double, _ high: Double) -> Double {
        Double.random(in: low...high, using: &self)
    }

    mutating func one<T>(of choices: [T]) -> T { choices[Int(next() % UInt64(choices.count))] }

    /// Normally distributed, by adding twelve (Irwin–Hall).
    mutating func normal(_ deviation: Double) -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += between(0, 1) }
        return sum * deviation
    }
}
