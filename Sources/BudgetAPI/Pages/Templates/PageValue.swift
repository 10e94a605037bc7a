/// What a template finds under a name.
enum PageValue {
    case text(String)
    case flag(Bool)
    case list([PageValue])
    case members(any PageMembers)

    func member(_ name: String) -> PageValue? {
        guard case .members(let members) = self else { return nil }
        return members.member(name)
    }

    /// As it is written out.
    var text: String {
        switch self {
        case .text(let text): text
        case .flag(let isTrue): isTrue ? "true" : "false"
        case .list(let values): values.map(\.text).joined()
        case .members: ""
        }
    }

    /// Whether an inverted section is written for it.
    var isNothing: Bool {
        switch self {
        case .flag(let isTrue): !isTrue
        case .list(let values): values.isEmpty
        case .text, .members: false
        }
    }

    /// What `empty(name)` says.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let values): values.isEmpty
        case .flag, .members: false
        }
    }
}

/// What has members that templates read by name.
protocol PageMembers {
    func member(_ name: String) -> PageValue?
}

/// A view model as templates read it: the members of each struct, read once by reflection.
struct Members: PageMembers {
    private let values: [String: PageValue]

    func member(_ name: String) -> PageValue? { values[name] }

    /// The model in the templates' terms: structs as `Members`, lists of them as lists, all else as its
    /// words. A member without a value is left out.
    static func of(_ value: Any) -> PageValue? {
        switch value {
        case let text as String: return .text(text)
        case let flag as Bool: return .flag(flag)
        case let number as Int: return .text(String(number))
        case let named as any PageMembers: return .members(named)
        case let list as [Any]: return .list(list.map { of($0) ?? .text("") })
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.flatMap { of($0.value) }
        case .struct where !(value is any CustomStringConvertible):
            return .members(Members(mirror))
        default:
            // What can say itself in words (a UUID, an amount) is printed, not looked into.
            return .text(String(describing: value))
        }
    }

    private init(_ mirror: Mirror) {
        var values: [String: PageValue] = [:]
        values.reserveCapacity(mirror.children.count)
        for (label, value) in mirror.children {
            if let label { values[label] = Members.of(value) }
        }
        self.values = values
    }
}
