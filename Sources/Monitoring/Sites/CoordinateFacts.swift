internal import GeoIndex
internal import Postgres

extension CoordinateList.Fault {
    /// `coordinates` is the key `coordinates.fault.CODE`; a fault of the whole has line 0.
    func facts(_ system: ReferenceSystem) -> [String: FactValue] {
        var facts: [String: FactValue] = [
            "line": .integer(Int64(line)), "given": .text("EPSG:\(system.rawValue)"),
        ]
        switch kind {
        case .unreadable(let error):
            facts.merge(error.facts) { _, new in new }
        case .slip(let slip, let meant):
            facts["coordinates"] = .text(slip.code)
            facts["longitude"] = .text("\(meant.longitude.rounded(toPlaces: 6))")
            facts["latitude"] = .text("\(meant.latitude.rounded(toPlaces: 6))")
            if let other = slip.system { facts["system"] = .text("EPSG:\(other.rawValue)") }
        case .outside(let position):
            facts["coordinates"] = position == nil ? "nowhere" : "outside"
            facts["longitude"] = .text(position.map { "\($0.longitude.rounded(toPlaces: 6))" } ?? "?")
            facts["latitude"] = .text(position.map { "\($0.latitude.rounded(toPlaces: 6))" } ?? "?")
        }
        return facts
    }
}

extension CoordinateSlip {
    var code: String {
        switch self {
        case .axesSwapped: "axes-swapped"
        case .southMissing: "south-missing"
        case .axesSwappedAndSouthMissing: "axes-swapped-south-missing"
        case .otherSystem: "other-system"
        case .axesSwappedInOtherSystem: "axes-swapped-other-system"
        }
    }

    /// The system the numbers belong to.
    var system: ReferenceSystem? {
        switch self {
        case .otherSystem(let system), .axesSwappedInOtherSystem(let system): system
        default: nil
        }
    }
}

extension Double {
    fileprivate func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
