import GeoIndex

extension PlanePoint {
    func distance(to other: PlanePoint) -> Double { (self - other).length }

    /// Distance to the segment from `start` to `end`.
    func distance(toSegment start: PlanePoint, _ end: PlanePoint) -> Double {
        Segment(start, end).nearest(to: self).square.squareRoot()
    }
}

extension ClaimedPosition {
    /// As a position; nil when it is none of this earth.
    var place: Position? {
        do { return try Position(longitude: longitude, latitude: latitude) } catch { return nil }
    }

    /// Geodesic metres to another claim; infinite when either is none of this earth.
    func metres(to other: ClaimedPosition) -> Double {
        guard let first = place, let second = other.place else { return .infinity }
        return Geodesic.distance(first, second).value
    }
}
