import Foundation

extension Shape {
    /// The shape as a GeoJSON geometry object, its coordinates rounded to seven decimals (1 cm), the way
    /// RFC 7946 nests them.
    public func geoJSON() -> String {
        var buffer = GeoJSONBuffer(capacity: 64 + 28 * vertexCount)
        buffer.add(self)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}

/// Writes coordinates as JSON numbers without exponents or needless zeros.
struct CoordinateWriter {
    private let decimals: Int
    private let scale: Double

    init(decimals: Int) {
        self.decimals = min(max(decimals, 0), 12)
        scale = pow(10, Double(self.decimals))
    }

    func number(_ value: Double) -> String {
        let scaled = (value * scale).rounded()
        let magnitude = Int64(scaled.magnitude)
        let divisor = Int64(scale)
        let sign = scaled < 0 ? "-" : ""
        let whole = "\(sign)\(magnitude / divisor)"
        let fraction = magnitude % divisor
        guard fraction != 0 else { return whole }
        let digits = String(fraction)
        var padded = String(repeating: "0", count: decimals - digits.count) + digits
        while padded.hasSuffix("0") { padded.removeLast() }
        return "\(whole).\(padded)"
    }
}
