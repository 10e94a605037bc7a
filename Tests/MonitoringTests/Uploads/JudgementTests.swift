import Foundation
import GeoIndex
import Testing

@testable import Monitoring

/// Goal: a photo's words follow from its claims and the plan alone, and what can't be told is never called
/// wrong. Method: points at measured distances north of a road, on each side of each limit.
@Suite struct JudgementTests {
    private static let received = Date(timeIntervalSince1970: 1_780_000_000)
    /// One metre north in degrees at 8.3° south.
    private static let metre = 1 / 110_592.0

    private func ground(village: Bool = false) throws -> JudgementGround {
        let road = try GeoJSON.shape(
            from: Array(#"{"type":"LineString","coordinates":[[114.3,-8.3],[114.31,-8.3]]}"#.utf8))
        let area = try GeoJSON.shape(
            from: Array(
                """
                {"type":"Polygon","coordinates":
                [[[114.29,-8.31],[114.32,-8.31],[114.32,-8.3],[114.29,-8.3],[114.29,-8.31]]]}
                """.utf8))
        return JudgementGround(
            plan: road, boundary: village ? area : nil,
            earliest: Self.received.addingTimeInterval(-90 * 86_400))
    }

    private func claim(
        _ metres: Double, _ source: ClaimSource = .exif, accuracy: Double? = nil, nonce: [UInt8]? = nil,
        state: NonceState = .fresh
    ) throws -> LocationClaim {
        try LocationClaim(
            source: source, latitude: -8.3 + metres * Self.metre, longitude: 114.305,
            accuracyMetres: accuracy,
            nonce: nonce, nonceState: nonce.map { _ in state })
    }

    private func judge(
        _ claims: [LocationClaim], takenAt: Date? = received.addingTimeInterval(-60), isCoarse: Bool = false,
        village: Bool = false
    ) throws -> PhotoJudgement {
        PhotoJudgement(
            PhotoTestimony(claims: claims, takenAt: takenAt, receivedAt: Self.received, isCoarse: isCoarse),
            against: try ground(village: village))
    }

    @Test(arguments: [
        (0.0, LocationVerdict.match), (59, .match), (61, .look), (149, .look), (151, .mismatch),
        (50_000, .mismatch),
    ])
    func `the distance to the planned line decides`(_ metres: Double, _ verdict: LocationVerdict) throws {
        let judged = try judge([claim(metres)])
        #expect(judged.location == verdict)
        #expect(abs((judged.distance?.value ?? -1) - metres) < 0.01 + metres * 0.001)
    }

    @Test func `a stated error widens the limits twice what is beyond 12 metres`() throws {
        #expect(try judge([claim(95, accuracy: 30)]).location == .match)
        #expect(try judge([claim(97, accuracy: 30)]).location == .look)
        #expect(try judge([claim(187, accuracy: 30)]).location == .mismatch)
        #expect(try judge([claim(95, accuracy: 12)]).location == .look)
    }

    @Test func `the county's own limits count where it has set them`() throws {
        var ground = try ground(village: false)
        ground.tolerances.near = 20
        ground.tolerances.far = 40
        func judge(_ metres: Double) throws -> LocationVerdict {
            let photo = PhotoTestimony(
                claims: [try claim(metres)], takenAt: Self.received, receivedAt: Self.received)
            return PhotoJudgement(photo, against: ground).location
        }
        #expect(try judge(19) == .match)
        #expect(try judge(21) == .look)
        #expect(try judge(41) == .mismatch)
    }

    @Test func `an error over 100 metres tells nothing, near or far`() throws {
        #expect(try judge([claim(0, accuracy: 101)]).location == .none)
        #expect(try judge([claim(9_000, accuracy: 101)]).location == .none)
        #expect(try judge([claim(0, accuracy: 100)]).location == .match)
    }

    @Test func `a coarse or undated place may match but is never wrong`() throws {
        #expect(try judge([claim(5_000)], isCoarse: true).location == .none)
        #expect(try judge([claim(5)], isCoarse: true).location == .match)
        #expect(try judge([claim(5_000)], takenAt: nil).location == .none)
    }

    @Test func `without a claim or a plan there is nothing to say`() throws {
        let none = try judge([])
        #expect(
            none.location == .none && none.basis == nil && none.distance == nil && none.village == .unknown)
        let noPlan = PhotoJudgement(
            PhotoTestimony(claims: [try claim(0)], takenAt: nil, receivedAt: Self.received),
            against: JudgementGround(plan: nil, boundary: nil, earliest: Self.received))
        #expect(noPlan.location == .none)
    }

    @Test func `a capture with the server's nonce counts before the file, the file before a bare position`()
        throws
    {
        let nonce = [UInt8](repeating: 1, count: 16)
        #expect(try judge([claim(0), claim(500, .device, nonce: nonce)]).location == .mismatch)
        for state in [NonceState.old, .reused, .unknown] {
            let claims = [try claim(0), try claim(500, .device, nonce: nonce, state: state)]
            #expect(try judge(claims).location == .match)
        }
        #expect(try judge([claim(0), claim(500, .device)]).location == .match)
        #expect(try judge([claim(500, .device)]).location == .mismatch)
        #expect(try judge([claim(500, .pin)]).location == .none)
    }

    @Test func `the village's boundary asks only from far outside`() throws {
        #expect(try judge([claim(-500)], village: true).village == .inside)
        #expect(try judge([claim(150)], village: true).village == .unknown)
        #expect(try judge([claim(300)], village: true).village == .outside)
        #expect(try judge([claim(300, accuracy: 60)], village: true).village == .unknown)
        #expect(try judge([claim(300)]).village == .unknown)
    }

    @Test(arguments: [
        (-91.0, TimeVerdict.early), (-89, .inside), (0, .inside), (0.9, .inside), (1.1, .late),
        (-20_000, .none),
    ])
    func `the time window begins 30 days before the work and ends a day after the upload`(
        _ days: Double, _ verdict: TimeVerdict
    ) throws {
        #expect(try judge([], takenAt: Self.received.addingTimeInterval(days * 86_400)).time == verdict)
    }

    @Test(arguments: [(0.0, 0.0), (91, 114), (-8, 181), (.nan, 114), (-8, .infinity)])
    func `what is no place is no claim`(_ latitude: Double, _ longitude: Double) {
        #expect(throws: MonitoringError.self) {
            try LocationClaim(source: .device, latitude: latitude, longitude: longitude)
        }
    }
}
