/// Writes GeoJSON as bytes, a feature after the other, for exports of many works: no texts in between, memory
/// as large as what was not yet taken out.
public struct GeoJSONBuffer: Sendable {
    /// What was written since the last `take`.
    public private(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// - Parameter capacity: bytes that are likely written before they are taken.
    public init(capacity: Int = 72 << 10) { bytes.reserveCapacity(capacity) }

    /// The head of a collection.
    public mutating func open() { add(#"{"type":"FeatureCollection","features":["#) }

    /// The end of a collection.
    public mutating func close() { add("]}\n") }

    /// Takes out what was written; the buffer goes on empty.
    public mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        taken.reserveCapacity(72 << 10)
        swap(&taken, &bytes)
        return taken
    }

    /// One feature.
    /// - Parameters:
    ///   - id: lower-case text without anything to escape.
    ///   - properties: writes the members, each begun with `member`.
    public mutating func feature(
        id: String, _ shape: Shape?, properties: (inout GeoJSONBuffer) -> Void
    ) {
        add(isFirst ? #"{"type":"Feature","id":""# : #",{"type":"Feature","id":""#)
        isFirst = false
        add(id)
        add(#"","properties":{"#)
        properties(&self)
        if bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        add(#"},"geometry":"#)
        if let shape { add(shape) } else { add("null") }
        bytes.append(UInt8(ascii: "}"))
    }

    /// A member of the properties with a text.
    public mutating func member(_ name: StaticString, _ text: String) {
        begin(name)
        quote(text)
        bytes.append(UInt8(ascii: ","))
    }

    /// A member with a whole number.
    public mutating func member(_ name: StaticString, _ number: Int64) {
        begin(name)
        add(number)
        bytes.append(UInt8(ascii: ","))
    }

    private mutating func begin(_ name: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        add("\":")
    }

    /// The geometry alone, seven decimals (1 cm).
    public mutating func add(_ shape: Shape) {
        add(#"{"type":""#)
        add(shape.kind)
        add(#"","coordinates":"#)
        switch shape {
        case .point(let position): add(position)
        case .multiPoint(let positions): add(positions)
        case .line(let line): add(line.vertices)
        case .multiLine(let lines): list(lines) { $0.add($1.vertices) }
        case .polygon(let polygon): add(polygon)
        case .multiPolygon(let polygons): list(polygons) { $0.add($1) }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func add(_ polygon: Polygon) {
        list(polygon.rings) { $0.add($1.vertices) }
    }

    private mutating func add(_ positions: [Position]) {
        list(positions) { $0.add($1) }
    }

    private mutating func list<Item>(_ items: [Item], _ each: (inout GeoJSONBuffer, Item) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            each(&self, item)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func add(_ position: Position) {
        bytes.append(UInt8(ascii: "["))
        add(position.longitude)
        bytes.append(UInt8(ascii: ","))
        add(position.latitude)
        bytes.append(UInt8(ascii: "]"))
    }

    /// Degrees with seven decimals at most, without needless zeros.
    private mutating func add(_ degrees: Double) {
        let scaled = Int64((degrees * 1e7).rounded())
        let magnitude = scaled.magnitude
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        add(Int64(magnitude / 10_000_000))
        var fraction = magnitude % 10_000_000
        guard fraction > 0 else { return }
        var width = 7
        while fraction % 10 == 0 {
            fraction /= 10
            width -= 1
        }
        bytes.append(UInt8(ascii: "."))
        add(fraction, width: width)
    }

    private mutating func add(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = number.magnitude
        var (width, next) = (1, UInt64(10))
        while width < 19, magnitude >= next {
            width += 1
            next *= 10
        }
        add(magnitude, width: width)
    }

    /// The last digits of a number, written in their places: a number costs neither a list of its own nor a
    /// division by what is not known beforehand.
    private mutating func add(_ number: UInt64, width: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
        var (rest, place) = (number, bytes.count)
        for _ in 0..<width {
            place -= 1
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                add("\\u00")
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
