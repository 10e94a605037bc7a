import Testing

@testable import BudgetAPI

/// Goal: the names of an S-curve's lines can be read wherever the lines end. Method: ends on one spot, at the
/// borders, and more than there is room for.
@Suite struct CurveTests {
    private func apart(_ wanted: [Double]) -> [Double] {
        CurvePicture.apart(wanted, by: 16, within: 20...300)
    }

    @Test func `names apart stay where their lines end`() {
        #expect(apart([50, 120, 90]) == [50, 120, 90])
        #expect(apart([]).isEmpty)
    }

    @Test func `names on one spot go under each other, in the order of the lines`() {
        #expect(apart([100, 100, 100]) == [100, 116, 132])
        #expect(apart([100, 92, 101]) == [108, 92, 124])
    }

    @Test func `at the borders they stay within`() {
        #expect(apart([0, 5]) == [20, 36])
        #expect(apart([300, 400, 299]) == [284, 300, 268])
    }
}
