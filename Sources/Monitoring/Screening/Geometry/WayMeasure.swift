import Foundation
import GeoIndex

/// How far one way (road, drain, pipe) runs along another, whichever way and with whatever vertices it was
/// drawn.
///
/// Directions are taken over some 40 m, not over single segments, so that the trembling of a walked GPS track
/// does not turn a road into a zigzag; and only where both run alike, so that a crossing does not count.
struct WayMeasure: Hashable, Sendable {
    /// Length of the shorter way, metres.
    let shorterMetres: Double
    /// Length of the longer way, metres.
    let longerMetres: Double
    /// Share of the shorter way within the narrow corridor of the longer one, 0–1.
    let narrowShare: Double
    /// Share of the shorter way within the wide corridor, 0–1.
    let wideShare: Double
    /// Mean distance of the part within the wide corridor, metres; 0 without such a part.
    let meanOffsetMetres: Double
    /// The shared part lies at an end of both ways: one goes on where the other stops.
    let isAtBothEnds: Bool

    /// Length of the shared (narrow) part in metres.
    var sharedMetres: Double { narrowShare * shorterMetres }

    private struct Sample {
        let point: PlanePoint
        let along: Double
        let directionX: Double
        let directionY: Double
    }

    /// - Parameters:
    ///   - narrow: half the width of the narrow corridor, metres.
    ///   - wide: half the width of the wide one.
    ///   - maximumAngle: the largest difference of direction, degrees.
    init?(_ first: GroundPlan, _ second: GroundPlan, narrow: Double, wide: Double, maximumAngle: Double) {
        guard first.kind == .way, second.kind == .way else { return nil }
        let plane = LocalPlane(origin: first.centre)
        let a = first.points(in: plane), b = second.points(in: plane)
        let lengthA = a.reduce(0) { $0 + Self.length($1) }, lengthB = b.reduce(0) { $0 + Self.length($1) }
        guard lengthA > 0, lengthB > 0 else { return nil }
        let isFirstShorter = lengthA <= lengthB
        let shorter = Self.samples(isFirstShorter ? a : b), longer = Self.samples(isFirstShorter ? b : a)
        shorterMetres = min(lengthA, lengthB)
        longerMetres = max(lengthA, lengthB)
        let cosine = cos(maximumAngle * .pi / 180)
        var inNarrow = 0, inWide = 0, sum = 0.0
        var from = Double.infinity, until = 0.0, otherFrom = Double.infinity, otherUntil = 0.0
        for sample in shorter {
            guard let (distance, index) = Self.nearest(to: sample, in: longer, within: wide, cosine: cosine)
            else { continue }
            inWide += 1
            sum += distance
            guard distance <= narrow else { continue }
            inNarrow += 1
            from = min(from, sample.along)
            until = max(until, sample.along)
            otherFrom = min(otherFrom, longer[index].along)
            otherUntil = max(otherUntil, longer[index].along)
        }
        let count = Double(max(1, shorter.count))
        narrowShare = Double(inNarrow) / count
        wideShare = Double(inWide) / count
        meanOffsetMetres = inWide > 0 ? sum / Double(inWide) : 0
        let slack = narrow + 5
        let endsShorter = from <= slack || until >= shorterMetres - slack
        let endsLonger = otherFrom <= slack || otherUntil >= longerMetres - slack
        isAtBothEnds = inNarrow > 0 && endsShorter && endsLonger
    }

    static func length(_ points: [PlanePoint]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    }

    private static func samples(_ chains: [[PlanePoint]]) -> [Sample] {
        let total = chains.reduce(0) { $0 + length($1) }
        let step = max(5, total / 400)
        var result: [Sample] = []
        var walkedChains = 0.0
        for chain in chains {
            let points = walk(chain, step: step)
            let reach = max(1, Int((20 / step).rounded()))
            for index in points.indices {
                let before = points[max(0, index - reach)],
                    after = points[min(points.count - 1, index + reach)]
                let dx = after.x - before.x, dy = after.y - before.y
                let norm = max((dx * dx + dy * dy).squareRoot(), 1e-9)
                result.append(
                    Sample(
                        point: points[index], along: walkedChains + Double(index) * step,
                        directionX: dx / norm, directionY: dy / norm))
            }
            walkedChains += length(chain)
        }
        return result
    }

    /// Points every `step` metres along a chain, first and last included.
    private static func walk(_ chain: [PlanePoint], step: Double) -> [PlanePoint] {
        guard let first = chain.first else { return [] }
        var result = [first]
        var left = step
        for (start, end) in zip(chain, chain.dropFirst()) {
            let length = start.distance(to: end)
            var done = 0.0
            while length - done >= left {
                done += left
                let share = done / length
                result.append(
                    PlanePoint(x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y))
                )
                left = step
            }
            left -= length - done
        }
        if let last = chain.last, let end = result.last, end.distance(to: last) > step / 2 {
            result.append(last)
        }
        return result
    }

    private static func nearest(
        to sample: Sample, in others: [Sample], within reach: Double, cosine: Double
    ) -> (distance: Double, index: Int)? {
        var best = reach + 8
        var found: Int?
        for index in others.indices {
            let dx = others[index].point.x - sample.point.x, dy = others[index].point.y - sample.point.y
            guard abs(dx) <= best, abs(dy) <= best else { continue }
            let distance = (dx * dx + dy * dy).squareRoot()
            guard distance < best else { continue }
            let alike = abs(
                sample.directionX * others[index].directionX + sample.directionY * others[index].directionY)
            guard alike >= cosine else { continue }
            best = distance
            found = index
        }
        guard let found else { return nil }
        var exact = best
        for next in [found - 1, found + 1] where others.indices.contains(next) {
            guard others[next].point.distance(to: others[found].point) < 100 else { continue }
            exact = min(exact, sample.point.distance(toSegment: others[found].point, others[next].point))
        }
        return exact <= reach ? (exact, found) : nil
    }
}
