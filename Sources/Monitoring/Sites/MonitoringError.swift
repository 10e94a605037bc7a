public import GeoIndex

/// Why a work, a photo or a report is not accepted before the database is asked: one case per different
/// answer. What the rules in SQL refuse comes as `PostgresError.refused` with its code.
public enum MonitoringError: Error, Hashable, Sendable {
    /// A field of a form: its name and which rule it broke.
    case invalidField(String, FieldFault)
    /// The drawing or file is no usable geometry; the error names the place of the fault.
    case geometry(GeometryError)
    /// A line of typed coordinates is no place in the regency; the fault names the line and the slip.
    case coordinates(CoordinateList.Fault, ReferenceSystem)
    /// A file of works that can't be taken in; with the row or feature.
    case works(WorkFileFault)
    /// There is no such thing, or it is not the reader's to see.
    case notFound(kind: String)
    /// The file is not taken as a photo.
    case photoRefused(PhotoRefusal)
    /// The bytes that arrived are not those that were announced.
    case otherContent
    /// A file of boundaries that can't be loaded.
    case boundaries(BoundaryFault)
}

/// Which rule a field broke; the text is `field.fault.CODE`.
public enum FieldFault: String, Hashable, Sendable, CaseIterable {
    case missing = "missing"
    case tooLong = "too-long"
    case malformed = "malformed"
    case outOfRange = "out-of-range"
    /// A last day before the first.
    case reversed = "reversed"
}

/// Why a file of boundaries is refused as a whole.
public enum BoundaryFault: Hashable, Sendable {
    /// No feature at all.
    case empty
    /// The feature has no `code` of ten digits.
    case missingCode(feature: Int)
    /// The same village twice.
    case repeatedCode(String)
    /// The feature is no polygon.
    case notPolygon(code: String)
    /// Codes of another regency, or of no village in the list.
    case unknownCodes([String])
    /// The geometry of one village, with the place of its fault.
    case geometry(code: String, GeometryError)
}
