internal import CPROJ

/// One PROJ context with the transformations it has made. Not `Sendable`: make one per task.
final class ProjectionContext {
    private let context: OpaquePointer
    private var transformations: [Int: OpaquePointer] = [:]

    init() throws(GeometryError) {
        guard let context = proj_context_create() else { throw .outOfMemory }
        self.context = context
        // Nothing on stderr, and grids never from the network: an answer must not depend on either.
        _ = proj_log_level(context, PJ_LOG_NONE)
        _ = proj_context_set_enable_network(context, 0)
    }

    deinit {
        for transformation in transformations.values { proj_destroy(transformation) }
        proj_context_destroy(context)
    }

    /// WGS 84 degrees to the system, or back; longitude or easting first.
    func transform(
        _ x: Double, _ y: Double, epsg: Int, forward: Bool
    ) throws(GeometryError) -> (x: Double, y: Double) {
        let transformation = try transformation(to: epsg)
        proj_errno_reset(transformation)
        let result = proj_trans(
            transformation, forward ? PJ_FWD : PJ_INV, proj_coord(x, y, 0, .infinity))
        let (first, second) = (result.xy.x, result.xy.y)
        guard first.isFinite, second.isFinite else { throw .outsideProjection(epsg: epsg) }
        return (first, second)
    }

    private func transformation(to epsg: Int) throws(GeometryError) -> OpaquePointer {
        if let known = transformations[epsg] { return known }
        guard let raw = proj_create_crs_to_crs(context, "EPSG:4326", "EPSG:\(epsg)", nil) else {
            throw failure("proj_create_crs_to_crs")
        }
        defer { proj_destroy(raw) }
        guard let normalised = proj_normalize_for_visualization(context, raw) else {
            throw failure("proj_normalize_for_visualization")
        }
        transformations[epsg] = normalised
        return normalised
    }

    private func failure(_ call: String) -> GeometryError {
        let number = proj_context_errno(context)
        let message = proj_context_errno_string(context, number).map { String(cString: $0) } ?? ""
        return .library(call: call, message: message)
    }
}
