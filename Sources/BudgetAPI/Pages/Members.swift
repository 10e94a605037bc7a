import Mustache

/// A view model as the renderer looks it up: the members of each struct are read once, by reflection, and
/// found by name from then on. Left to itself the renderer reflects on every struct around it for each name
/// it meets, which took more than half of a page's time.
struct Members: MustacheParent {
    private let values: [String: Any]

    func child(named name: String) -> Any? { values[name] }

    /// The model in the renderer's terms: structs as `Members`, lists of them as lists, everything that
    /// already shows itself as it is. A member without a value is left out.
    static func of(_ value: Any) -> Any? {
        switch value {
        case let plain as String: return plain
        case let plain as Bool: return plain
        case let plain as Int: return plain
        case let named as any MustacheParent: return named
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.flatMap { of($0.value) }
        case .collection:
            return mirror.children.map { of($0.value) ?? "" }
        case .struct:
            // What can say itself in words (a UUID, an amount) is printed, not looked into.
            return value is any CustomStringConvertible ? value : Members(mirror)
        default:
            return value
        }
    }

    private init(_ mirror: Mirror) {
        var values: [String: Any] = [:]
        values.reserveCapacity(mirror.children.count)
        for (label, value) in mirror.children {
            if let label { values[label] = Members.of(value) }
        }
        self.values = values
    }
}
