extension VillageMap {
    /// Builds the map from a collection of village boundaries: each feature a polygon or multi-polygon with
    /// the properties `code` (35.10.01.2001, dotted or plain), `name` and `kecamatan`.
    ///
    /// - Throws: `VillageMapError` for a feature that lacks these, `GeometryError` for its geometry.
    public init(boundaries bytes: [UInt8], limits: GeoJSONLimits = .file) throws {
        let features = try GeoJSON.features(from: bytes, limits: limits)
        var villages: [Village] = []
        var seen: Set<Int64> = []
        for (index, feature) in features.enumerated() {
            guard let text = feature.properties["code"]?.codeText, let code = Self.code(of: text) else {
                throw VillageMapError.missingCode(feature: index)
            }
            guard seen.insert(code).inserted else {
                throw VillageMapError.repeatedCode(code, feature: index)
            }
            guard let name = feature.properties["name"]?.text, !name.isEmpty else {
                throw VillageMapError.missingName(feature: index)
            }
            guard let shape = feature.shape else {
                throw VillageMapError.missingBoundary(code, feature: index)
            }
            let district = feature.properties["kecamatan"]?.text ?? ""
            villages.append(try Village(code: code, name: name, district: district, boundary: shape))
        }
        self.init(villages)
    }

    private static func code(of text: String) -> Int64? {
        let digits = text.filter { $0 != "." }
        guard digits.utf8.count == 10, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(digits)
    }
}

/// Why a collection of features is no boundary map.
public enum VillageMapError: Error, Hashable, Sendable {
    /// No `code` of ten digits.
    case missingCode(feature: Int)
    /// The same code twice.
    case repeatedCode(Int64, feature: Int)
    /// No `name`.
    case missingName(feature: Int)
    /// `"geometry": null`.
    case missingBoundary(Int64, feature: Int)
}

extension JSONValue {
    fileprivate var codeText: String? {
        text ?? whole.map(String.init)
    }
}
