/// The parameters of one statement as the C arrays libpq wants; one buffer a connection, used again and
/// again.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    /// - Throws: `.query` with SQLSTATE 22021 for a text with a zero character, which libpq would cut short.
    mutating func fill(_ parameters: [Parameter], label: () -> String) throws(PostgresError) {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for parameter in parameters {
            let start = bytes.count
            if case .bytes(let raw) = parameter {
                bytes.append(contentsOf: raw)
                formats.append(1)
            } else if let text = parameter.wireText {
                bytes.append(contentsOf: text.utf8)
                formats.append(0)
                if bytes[start...].contains(0) { throw .query(sqlState: "22021", statement: label()) }
            } else {
                offsets.append(-1)
                lengths.append(0)
                formats.append(0)
                continue
            }
            offsets.append(start)
            lengths.append(Int32(clamping: bytes.count - start))
            bytes.append(0)
        }
    }

    /// Count, values, lengths, formats: valid inside `body` only.
    mutating func withArrays<T>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?)
            -> T
    ) -> T {
        pointers.removeAll(keepingCapacity: true)
        return bytes.withUnsafeBytes { raw in
            for offset in offsets {
                let start = offset < 0 ? nil : raw.baseAddress.map { $0 + offset }
                pointers.append(start?.assumingMemoryBound(to: CChar.self))
            }
            return pointers.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(
                            Int32(offsets.count), values.baseAddress, lengths.baseAddress, formats.baseAddress
                        )
                    }
                }
            }
        }
    }
}
