import GeoIndex
import Testing

@testable import Monitoring

/// Goal: a road drawn by both its edges is the road drawn by its middle; a yard stays a yard. Method:
/// outlines of known length and width.
@Suite struct StripTests {
    /// The outline of a way, `width` metres wide.
    private func outline(_ middle: [(Double, Double)], width: Double) throws -> Shape {
        let left = middle.map { ($0.0, $0.1 + width / 2) }, right = middle.map { ($0.0, $0.1 - width / 2) }
        let corners = left + right.reversed() + [left[0]]
        return .polygon(Polygon(outer: try Ring(try corners.map { try at($0.0, $0.1) })))
    }

    @Test(arguments: [(46.7, GroundPlan.Kind.way), (46.5, .ground)])
    func `an outline is a way when half of it is eight mean widths long`(
        _ metres: Double, _ kind: GroundPlan.Kind
    ) throws {
        // Of 46.6 × 8 m half the outline is 54.6 m, the mean width 6.8 m.
        #expect(GroundPlan(try outline([(0, 0), (metres, 0)], width: 8)).kind == kind)
    }

    @Test func `a wide field is a ground however long it is, and so is a house`() throws {
        #expect(GroundPlan(try outline([(0, 0), (900, 0)], width: 9)).kind == .ground)
        #expect(GroundPlan(try house(0, 0)).kind == .ground)
        #expect(GroundPlan(try house(0, 0, width: 0.5, depth: 0.4)).kind == .ground)
    }

    @Test func `its line runs halfway between the edges, from end to end, also around a bend`() throws {
        let middle = [(0.0, 0.0), (60, 0), (120, 20), (180, 70)]
        let drawn = GroundPlan(try line((0, 0), (60, 0), (120, 20), (180, 70)))
        let strip = GroundPlan(try outline(middle, width: 4))
        let measure = try #require(
            WayMeasure(drawn, strip, narrow: 3, wide: 35, maximumAngle: 30))
        #expect(measure.narrowShare > 0.95)
        #expect(abs(measure.shorterMetres - measure.longerMetres) < 10)
    }

    @Test func `a road paid as a line and again as a strip is one road`() async throws {
        let works = [
            work("A", try line((0, 0), (200, 0))),
            work("B", try outline([(0, 1), (200, 1)], width: 4)) { $0.fund = "ADD" },
        ]
        let flags = await Screening().screen(works.map { ScreenedSite($0, photos: []) })
        #expect(flags.contains { $0.rule == .r18 && $0.severity >= .warning && $0.other != nil })
    }
}
