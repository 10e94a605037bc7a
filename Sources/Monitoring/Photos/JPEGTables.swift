/// What the only scan of a baseline JPEG is read by: quantisation, Huffman tables, sampling, restarts.
struct JPEGTables {
    struct Component {
        let across: Int
        let down: Int
        /// The first entry of its quantisation table.
        let step: Int
        /// Which of `huffman` reads its first coefficients, and which steps over the rest.
        let first: Int
        let rest: Int
    }

    private(set) var components: [Component] = []
    private(set) var huffman: [HuffmanTable] = []
    private(set) var restartInterval = 0
    /// Where the coded data stands in the file.
    private(set) var scan = 0..<0

    private struct Declared {
        let name: UInt8
        let sampling: UInt8
        let quantisation: Int
    }

    private var steps: [Int: Int] = [:]
    private var firsts: [Int: Int] = [:]
    private var rests: [Int: Int] = [:]
    private var declared: [Declared] = []

    /// `nil` when a table is missing or odd, or the components are not those of a grey or a YCbCr picture.
    init?(_ file: ArraySlice<UInt8>, _ outline: JPEGOutline) {
        for range in outline.picture where range.count > 4 {
            let segment = file[range]
            guard scan.isEmpty else { return nil }
            if !components.isEmpty {
                scan = range
            } else {
                guard take(segment[range.lowerBound + 1], segment[(range.lowerBound + 4)...]) else {
                    return nil
                }
            }
        }
        guard !scan.isEmpty else { return nil }
    }

    private mutating func take(_ marker: UInt8, _ payload: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case 0xC0, 0xC1: takeFrame(payload)
        case 0xC4: takeHuffman(payload)
        case 0xDA: takeScan(payload)
        case 0xDB: takeQuantisation(payload)
        case 0xDD: takeRestart(payload)
        default: false
        }
    }

    private mutating func takeFrame(_ payload: ArraySlice<UInt8>) -> Bool {
        var at = payload.startIndex + 6
        while at + 3 <= payload.endIndex {
            declared.append(
                Declared(name: payload[at], sampling: payload[at + 1], quantisation: Int(payload[at + 2])))
            at += 3
        }
        // Without an Adobe segment, which the caller has looked for, these names mean YCbCr to libjpeg.
        return declared.count == 1 || declared.map(\.name) == [1, 2, 3]
    }

    private mutating func takeQuantisation(_ payload: ArraySlice<UInt8>) -> Bool {
        var rest = payload
        while let head = rest.first {
            let size = head >> 4 == 0 ? 1 : 2
            guard head >> 4 < 2, rest.count >= 1 + 64 * size else { return false }
            let first = rest.dropFirst().prefix(size).reduce(0) { $0 << 8 | Int($1) }
            steps[Int(head & 15)] = first
            rest = rest.dropFirst(1 + 64 * size)
        }
        return true
    }

    private mutating func takeHuffman(_ payload: ArraySlice<UInt8>) -> Bool {
        var rest = payload
        while let head = rest.first {
            guard rest.count >= 17 else { return false }
            let counts = rest.dropFirst().prefix(16)
            let count = counts.reduce(0) { $0 + Int($1) }
            let symbols = rest.dropFirst(17).prefix(count)
            guard symbols.count == count, head & 0xEF < 4,
                let table = HuffmanTable(counts: counts, symbols: symbols)
            else { return false }
            if head < 16 {
                // libjpeg takes no first coefficient of more than 15 bits.
                guard symbols.allSatisfy({ $0 < 16 }) else { return false }
                firsts[Int(head)] = huffman.count
            } else {
                rests[Int(head & 15)] = huffman.count
            }
            huffman.append(table)
            rest = rest.dropFirst(17 + count)
        }
        return true
    }

    private mutating func takeRestart(_ payload: ArraySlice<UInt8>) -> Bool {
        guard payload.count == 2 else { return false }
        restartInterval = payload.reduce(0) { $0 << 8 | Int($1) }
        return true
    }

    /// Every component in the frame's order, and the whole block.
    private mutating func takeScan(_ payload: ArraySlice<UInt8>) -> Bool {
        let start = payload.startIndex
        guard !declared.isEmpty, payload.count == 4 + 2 * declared.count,
            Int(payload[start]) == declared.count,
            Array(payload.suffix(3)) == [0, 63, 0]
        else { return false }
        for (index, component) in declared.enumerated() {
            let tables = payload[start + 2 + 2 * index]
            guard payload[start + 1 + 2 * index] == component.name, let step = steps[component.quantisation],
                let first = firsts[Int(tables >> 4)], let rest = rests[Int(tables & 15)]
            else { return false }
            components.append(
                Component(
                    across: Int(component.sampling >> 4), down: Int(component.sampling & 15), step: step,
                    first: first, rest: rest))
        }
        return true
    }
}
