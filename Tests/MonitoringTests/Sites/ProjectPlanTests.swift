import Commons
import GeoIndex
import Testing

@testable import Monitoring

/// Goal: a work that breaks a rule can't be built, and the field is named. Method: each field just inside,
/// just outside, absurd.
@Suite struct ProjectPlanTests {
    private func plan(
        year: Int = 2026, owner: WorkOwner = .desa, activity: String? = "2.3.10", fund: String = "DDS",
        account: String? = nil, name: String = "Jalan", sen: Int64 = 100, starts: String = "2026-01-01",
        ends: String = "2026-01-01"
    ) throws -> ProjectPlan {
        try ProjectPlan(
            year: year, owner: owner, activity: activity, fund: fund, account: account, name: name,
            kind: .road,
            budget: Rupiah(sen: sen), startsOn: starts, endsOn: ends)
    }

    @Test func `a work of one day without an account is a work`() throws {
        let plan = try plan()
        #expect(plan.endsOn == plan.startsOn)
        #expect(plan.account == nil)
    }

    @Test(arguments: [2014, 2101, 0, -1])
    func `a year no budget has is refused`(_ year: Int) {
        #expect(throws: MonitoringError.invalidField("year", .outOfRange)) { try plan(year: year) }
    }

    @Test(arguments: ["2.3", "2.3.1", "2.3.100", "x.3.10", "2..10", "2.3.10.1", "٢.٣.١٠", ""])
    func `a malformed activity is refused`(_ code: String) {
        #expect(throws: MonitoringError.invalidField("activity", .malformed)) { try plan(activity: code) }
    }

    @Test func `a village's work needs an activity, another agency's does not`() throws {
        #expect(throws: MonitoringError.invalidField("activity", .missing)) { try plan(activity: nil) }
        #expect(try plan(owner: .opd, activity: nil).activity == nil)
    }

    @Test func `the last day is not before the first, and a day is one of the calendar`() {
        #expect(throws: MonitoringError.invalidField("endsOn", .reversed)) {
            try plan(starts: "2026-01-02", ends: "2026-01-01")
        }
        #expect(throws: MonitoringError.invalidField("endsOn", .malformed)) { try plan(ends: "2026-02-29") }
        #expect(throws: MonitoringError.invalidField("startsOn", .missing)) { try plan(starts: "") }
        #expect(throws: MonitoringError.invalidField("startsOn", .malformed)) {
            try plan(starts: "1 Januari")
        }
    }

    @Test func `a name of 200 characters fits, one more does not, blanks are no name`() throws {
        #expect(try plan(name: String(repeating: "é", count: 200)).name.count == 200)
        #expect(throws: MonitoringError.invalidField("name", .tooLong)) {
            try plan(name: String(repeating: "é", count: 201))
        }
        #expect(throws: MonitoringError.invalidField("name", .missing)) { try plan(name: " \n\t") }
    }

    @Test func `a budget below zero or past the largest is refused`() throws {
        #expect(try plan(sen: 0).budget == .zero)
        #expect(throws: MonitoringError.invalidField("budgetSen", .outOfRange)) { try plan(sen: -1) }
        #expect(throws: MonitoringError.invalidField("budgetSen", .outOfRange)) { try plan(sen: .max) }
    }

    @Test(arguments: [
        ("983", "983"), ("1.234,5", "1234.5"), ("12,25", "12.25"), ("12.25", "12.25"), ("1.234", "1234"),
        ("0,0001", "0.0001"), ("9999999999,9999", "9999999999.9999"), (" 7 ", "7"),
    ])
    func `a volume is read as people and programs write it`(_ text: String, _ plain: String) {
        #expect(Quantity(parsing: text)?.plain == plain)
    }

    @Test(arguments: ["", "-1", "1,23456", "99999999999", "1e5", "1,2,3", "1.2.3", "٣", "NaN", ",5"])
    func `what is no volume gives none`(_ text: String) {
        #expect(Quantity(parsing: text) == nil)
    }

    @Test func `a stored volume comes back as it was`() {
        #expect(Quantity(stored: "983.5000")?.plain == "983.5")
        #expect(Quantity(stored: "983")?.plain == nil)
    }
}

/// Goal: an unusable drawing is refused with the place of its fault. Method: drawings as people make them.
@Suite struct PlannedSiteTests {
    private func site(_ text: String) throws -> PlannedSite {
        try PlannedSite(geoJSON: Array(text.utf8), source: .uploaded)
    }

    private func fault(_ text: String) -> GeometryError? {
        do {
            _ = try site(text)
            return nil
        } catch MonitoringError.geometry(let error) {
            return error
        } catch {
            return nil
        }
    }

    @Test func `a point, a line and an area in Indonesia are taken`() throws {
        #expect(try site(#"{"type":"Point","coordinates":[114.3,-8.3]}"#).shape.kind == "Point")
        #expect(
            try site(#"{"type":"LineString","coordinates":[[114.3,-8.3],[114.31,-8.3]]}"#).shape.kind
                == "LineString")
        let area =
            #"{"type":"Polygon","coordinates":[[[114.3,-8.3],[114.31,-8.3],[114.31,-8.29],[114.3,-8.3]]]}"#
        #expect(try site(area).shape.kind == "Polygon")
    }

    @Test func `a bow tie is refused where its edges cross`() throws {
        let tie =
            #"{"type":"Polygon","coordinates":"#
            + "[[[114.3,-8.3],[114.4,-8.2],[114.4,-8.3],[114.3,-8.2],[114.3,-8.3]]]}"
        guard case .invalid(let why, let position) = fault(tie) else {
            Issue.record("taken or refused for something else: \(String(describing: fault(tie)))")
            return
        }
        #expect(why == .selfIntersection)
        let place = try #require(position)
        #expect(abs(place.longitude - 114.35) < 1e-6)
        #expect(abs(place.latitude + 8.25) < 1e-6)
    }

    @Test func `swapped axes are told with what was meant`() {
        guard case .axesSwapped(let meant, _) = fault(#"{"type":"Point","coordinates":[-8.3,114.3]}"#) else {
            Issue.record("not told")
            return
        }
        #expect(meant.longitude == 114.3)
    }

    @Test func `a place abroad names the vertex`() {
        let line = #"{"type":"LineString","coordinates":[[114.3,-8.3],[14.3,48.3]]}"#
        guard case .outside(_, _, let place) = fault(line) else {
            Issue.record("not told")
            return
        }
        #expect(place.vertex == 1)
    }

    @Test(arguments: [
        "", "{", "null", "[]", #"{"type":"Point"}"#, #"{"type":"LineString","coordinates":[[114.3,-8.3]]}"#,
        #"{"type":"Point","coordinates":[1e999,0]}"#, #"{"type":"Polygon","coordinates":[]}"#,
        #"{"type":"FeatureCollection","features":[]}"#,
    ])
    func `what is no drawing is refused as geometry`(_ text: String) {
        #expect(fault(text) != nil)
    }
}
