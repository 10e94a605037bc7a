import Commons
import Ledger

/// What the filters of works, map and cases offer: villages by their name and fund sources. Each is typed or
/// chosen in the browser's own list; the code is what counts.
struct WorkLists: Sendable {
    let villages: ReadVillages
    let codes: ReadCodeLists

    /// What place-list.mustache reads.
    struct Model {
        /// Whether there is more than one village to choose from.
        let hasPlaces: Bool
        let places: [Choice]
        let funds: [Choice]
    }

    func model(_ session: Session, _ words: Words) async throws -> Model {
        let isVillage = session.homeVillage != nil
        let seen = try await villages(limit: isVillage ? 1 : ReadVillages.limit, by: session)
        var funds: [Choice] = []
        if let first = seen.first {
            funds = try await codes.funds(of: first.code, year: session.year, by: session)
                .map { Choice(value: $0.code, label: $0.name) }
        }
        guard !isVillage else { return Model(hasPlaces: false, places: [], funds: funds) }
        var places: [Choice] = []
        var district: Int64?
        for village in seen {
            let number = village.code.number
            if number / 10_000 != district {
                district = number / 10_000
                places.append(
                    Choice(
                        value: String(number / 10_000),
                        label: words("place.district", ["name": village.districtName])))
            }
            places.append(Choice(value: String(number), label: "\(village.name), \(village.districtName)"))
        }
        return Model(hasPlaces: true, places: places, funds: funds)
    }
}
