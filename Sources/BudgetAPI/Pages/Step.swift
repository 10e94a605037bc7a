import Commons
import Foundation
import Hummingbird

/// One step a person may take on a document now: a small form of its own, as steps.mustache reads it.
struct Step {
    let address: String
    let label: String
    /// `danger` for what can't be taken back, else empty.
    let style: String
    let revision: Int
    let fields: [Field]
    /// Whether the form is folded away under `fold` until it is opened.
    var isFolded = false
    var fold = ""
    var isOpen = false
}

extension FormState {
    /// The state of the form of one step: as typed when it is the one that was refused, else fresh.
    func step(_ verb: String) -> FormState {
        var own = refusedStep == verb ? self : FormState(words: words)
        own.prefix = verb + "-"
        return own
    }

    /// The same state, refused at the form of one step.
    func refused(at step: String) -> FormState {
        var own = self
        own.refusedStep = step
        return own
    }
}

extension AppContext {
    /// The village in the address.
    /// - Throws: `PlaceError`, answered as not-found.
    func village() throws -> VillageCode { try VillageCode(parsing: try parameters.require("village")) }

    /// The budget year in the address.
    /// - Throws: `not-found` for anything but four digits.
    func year() throws -> Int {
        guard let year = Int(try parameters.require("year")), (2000...2200).contains(year) else {
            throw Problem(.notFound)
        }
        return year
    }

    /// An id in the address.
    /// - Throws: `not-found` for what is no UUID.
    func id(_ name: String = "id") throws -> UUID {
        guard let id = UUID(uuidString: try parameters.require(name)) else { throw Problem(.notFound) }
        return id
    }
}

extension ReadVillages {
    /// The village in the address, by name.
    /// - Throws: `not-found` outside the session's posts.
    func require(_ code: VillageCode, by session: Session) async throws -> Village {
        guard let village = try await find(code, by: session) else { throw Problem(.notFound) }
        return village
    }
}
