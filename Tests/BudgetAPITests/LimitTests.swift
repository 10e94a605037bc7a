import HTTPTypes
import HummingbirdCore
import Testing

@testable import BudgetAPI

/// Goal: allowances run out and refill as named; the gate counts exactly.
@Suite struct LimitTests {
    @Test func `a burst passes, the next one waits, and time refills`() {
        let buckets = TokenBuckets(perSecond: 2, burst: 3)
        let start = ContinuousClock.now
        #expect((0..<3).allSatisfy { _ in buckets.take("a", now: start) == nil })
        #expect(buckets.take("a", now: start) == 1)
        #expect(buckets.take("b", now: start) == nil)
        #expect(buckets.take("a", now: start + .milliseconds(500)) == nil)
        #expect(buckets.take("a", now: start + .milliseconds(500)) == 1)
    }

    @Test func `a slow allowance says how long to wait`() {
        let buckets = TokenBuckets(perSecond: 0.1, burst: 1)
        let start = ContinuousClock.now
        #expect(buckets.take("a", now: start) == nil)
        #expect(buckets.take("a", now: start) == 10)
    }

    @Test func `the gate lets its cap in and no more`() {
        let gate = Gate(cap: 2)
        #expect(gate.enter() && gate.enter())
        #expect(!gate.enter())
        gate.leave()
        #expect(gate.enter())
        #expect(!gate.enter())
    }

    @Test func `health is unavailable until the database has answered`() {
        #expect(HealthProbe().answer().status == .serviceUnavailable)
    }
}
