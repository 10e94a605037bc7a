/// Finds the slot of a site by its key: open addressing over slot numbers, some 8 bytes a site.
struct SlotTable: Sendable {
    private var cells: [UInt32]
    private let mask: Int
    private static let free = UInt32.max

    /// - Parameter ids: the keys by slot; each key once.
    init(_ ids: [SiteID]) {
        var size = 16
        while size < ids.count * 2 { size *= 2 }
        mask = size - 1
        cells = [UInt32](repeating: Self.free, count: size)
        cells.withUnsafeMutableBufferPointer { cells in
            for (slot, id) in ids.enumerated() {
                var cell = Self.hash(id) & mask
                while cells[cell] != Self.free { cell = (cell + 1) & mask }
                cells[cell] = UInt32(truncatingIfNeeded: slot)
            }
        }
    }

    /// Whether any key stands twice in the list.
    static func hasRepeats(_ ids: [SiteID]) -> Bool {
        let table = SlotTable(ids)
        // Equal keys share a way through the table, on which the first put in is met first.
        return ids.indices.contains { table.slot(of: ids[$0], in: ids) != $0 }
    }

    func slot(of id: SiteID, in ids: [SiteID]) -> Int? {
        var cell = Self.hash(id) & mask
        while cells[cell] != Self.free {
            let slot = Int(cells[cell])
            if ids[slot] == id { return slot }
            cell = (cell + 1) & mask
        }
        return nil
    }

    /// Bytes held.
    var size: Int { cells.count * 4 }

    /// Mixes all bits (SplitMix64's finaliser). Keys are our own, so no attacker picks collisions:
    /// UUIDs of clients are random, and a worst case costs time, never an answer.
    private static func hash(_ id: SiteID) -> Int {
        var word = id.low ^ (id.high &* 0x9E37_79B9_7F4A_7C15)
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: word ^ (word >> 31))
    }
}
