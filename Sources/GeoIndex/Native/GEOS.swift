internal import CGEOS

/// One reentrant GEOS handle. Not `Sendable`: make one per task, let it die with the task.
final class GEOSContext {
    fileprivate let handle: GEOSContextHandle_t
    private var message = ""

    init() throws(GeometryError) {
        guard let handle = GEOS_init_r() else { throw .outOfMemory }
        self.handle = handle
        let me = Unmanaged.passUnretained(self).toOpaque()  // unretained is safe: deinit ends the handle
        GEOSContext_setErrorMessageHandler_r(
            handle,
            { text, me in
                guard let text, let me else { return }
                Unmanaged<GEOSContext>.fromOpaque(me).takeUnretainedValue().message = String(cString: text)
            }, me)
    }

    deinit { GEOS_finish_r(handle) }

    /// `nil` from GEOS becomes a typed error with the message of this call only.
    fileprivate func value<T>(
        _ call: String, _ body: (GEOSContextHandle_t) -> T?
    ) throws(GeometryError) -> T {
        message = ""
        guard let value = body(handle) else { throw .library(call: call, message: message) }
        return value
    }

    /// The answer of a GEOS predicate: 0 no, 1 yes, anything else a failure.
    fileprivate func truth(
        _ call: String, _ body: (GEOSContextHandle_t) -> CChar
    ) throws(GeometryError) -> Bool {
        try value(call) {
            switch body($0) {
            case 0: false
            case 1: true
            default: nil
            }
        }
    }
}

/// Sole owner of one GEOS geometry. Freed exactly once; can't be copied.
struct GEOSGeometry: ~Copyable {
    private let context: GEOSContext
    fileprivate let pointer: OpaquePointer

    init(wkb: [UInt8], in context: GEOSContext) throws(GeometryError) {
        self.context = context
        pointer = try context.value("GEOSGeomFromWKB_buf_r") {
            GEOSGeomFromWKB_buf_r($0, wkb, wkb.count)
        }
    }

    private init(pointer: OpaquePointer, in context: GEOSContext) {
        self.context = context
        self.pointer = pointer
    }

    deinit { GEOSGeom_destroy_r(context.handle, pointer) }

    /// The geometry as little-endian WKB.
    func wkb() throws(GeometryError) -> [UInt8] {
        var size = 0
        let bytes = try context.value("GEOSGeomToWKB_buf_r") { GEOSGeomToWKB_buf_r($0, pointer, &size) }
        defer { GEOSFree_r(context.handle, bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    var isEmpty: Bool {
        get throws(GeometryError) {
            try context.truth("GEOSisEmpty_r") { GEOSisEmpty_r($0, pointer) }
        }
    }

    /// The reason and place of the fault that makes the geometry invalid; nil when it is valid.
    func fault() throws(GeometryError) -> (reason: String, x: Double, y: Double)? {
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        defer {
            if let reason { GEOSFree_r(context.handle, reason) }
            if let place { GEOSGeom_destroy_r(context.handle, place) }
        }
        let isValid = try context.truth("GEOSisValidDetail_r") {
            GEOSisValidDetail_r($0, pointer, 0, &reason, &place)
        }
        if isValid { return nil }
        var x = Double.nan, y = Double.nan
        if let place {
            _ = GEOSGeomGetX_r(context.handle, place, &x)
            _ = GEOSGeomGetY_r(context.handle, place, &y)
        }
        return (reason.map { String(cString: $0) } ?? "", x, y)
    }

    func area() throws(GeometryError) -> Double {
        var area = 0.0
        return try context.value("GEOSArea_r") { GEOSArea_r($0, pointer, &area) == 1 ? area : nil }
    }

    func length() throws(GeometryError) -> Double {
        var length = 0.0
        return try context.value("GEOSLength_r") { GEOSLength_r($0, pointer, &length) == 1 ? length : nil }
    }

    func intersection(_ other: borrowing GEOSGeometry) throws(GeometryError) -> GEOSGeometry {
        let second = other.pointer
        return GEOSGeometry(
            pointer: try context.value("GEOSIntersection_r") { GEOSIntersection_r($0, pointer, second) },
            in: context)
    }

    func buffer(_ width: Double, quarterSegments: Int32) throws(GeometryError) -> GEOSGeometry {
        GEOSGeometry(
            pointer: try context.value("GEOSBuffer_r") {
                GEOSBuffer_r($0, pointer, width, quarterSegments)
            }, in: context)
    }

    func intersects(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
        let second = other.pointer
        return try context.truth("GEOSIntersects_r") { GEOSIntersects_r($0, pointer, second) }
    }

    func covers(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
        let second = other.pointer
        return try context.truth("GEOSCovers_r") { GEOSCovers_r($0, pointer, second) }
    }

    /// Consumes the geometry into one that answers many questions quickly.
    consuming func prepared() throws(GeometryError) -> PreparedGEOSGeometry {
        try PreparedGEOSGeometry(self, in: context)
    }
}

/// A GEOS geometry with its inner indexes, kept together with the geometry it points into.
struct PreparedGEOSGeometry: ~Copyable {
    private let context: GEOSContext
    private let prepared: OpaquePointer
    private let geometry: GEOSGeometry

    fileprivate init(
        _ geometry: consuming GEOSGeometry, in context: GEOSContext
    ) throws(GeometryError) {
        self.context = context
        let pointer = geometry.pointer
        prepared = try context.value("GEOSPrepare_r") { GEOSPrepare_r($0, pointer) }
        self.geometry = geometry
    }

    // The prepared geometry goes before the geometry: stored properties end after this.
    deinit { GEOSPreparedGeom_destroy_r(context.handle, prepared) }

    func intersects(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
        let second = other.pointer
        return try context.truth("GEOSPreparedIntersects_r") {
            GEOSPreparedIntersects_r($0, prepared, second)
        }
    }

    func covers(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
        let second = other.pointer
        return try context.truth("GEOSPreparedCovers_r") { GEOSPreparedCovers_r($0, prepared, second) }
    }

    func contains(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
        let second = other.pointer
        return try context.truth("GEOSPreparedContains_r") {
            GEOSPreparedContains_r($0, prepared, second)
        }
    }
}
