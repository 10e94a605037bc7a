import Commons
import Foundation
import Testing

@testable import BudgetAPI

/// Goal: a browser hears of what its person may see, misses nothing while it reconnects, and listeners are
/// bounded. Method: the hub alone, told by hand.
@Suite struct LiveTests {
    private func session(_ village: Int64, account: UUID = UUID.v7()) -> Session {
        Session(
            key: Token.random().sessionKey, account: account, person: UUID.v7(), personName: "Uji",
            username: "uji", regency: 3510,
            posts: [
                Post(role: .manager, villages: village...village, list: nil, isActing: false, place: "Uji")
            ],
            secondFactorAt: nil, hasSecondFactor: false, csrf: "x", language: "id", isBearer: false,
            today: "2026-11-22")
    }

    private func event(_ village: Int64, _ work: UUID = UUID.v7()) throws -> LiveEvent {
        try #require(LiveEvent(parsing: "3510|\(village)||photo|\(work.uuidString)|"))
    }

    private func hub() -> LiveHub { LiveHub { AsyncStream { $0.finish() } } }

    @Test func `an event goes to those whose village it is about, a pair's to both`() async throws {
        let hub = hub()
        let mine = try #require(hub.stream(for: session(3_510_992_001), after: nil))
        let other = try #require(hub.stream(for: session(3_510_992_002), after: nil))
        let work = UUID.v7()
        hub.tell(try event(3_510_992_003))
        hub.tell(try event(3_510_992_001, work))
        hub.tell(
            LiveEvent(parsing: "3510|3510992001|3510992002|flag|\(work.uuidString)|\(UUID().uuidString)"))
        var first = mine.makeAsyncIterator(), second = other.makeAsyncIterator()
        guard case .event(_, let photo)? = await first.next(), case .event(_, let flag)? = await second.next()
        else {
            Issue.record("no event")
            return
        }
        #expect(photo.kind == "photo" && photo.work == work)
        #expect(flag.kind == "flag" && flag.flag != nil)
    }

    @Test func `who reconnects gets what was missed, or is told to look anew`() async throws {
        let hub = hub()
        let person = session(3_510_992_001)
        var stream = try #require(hub.stream(for: person, after: nil)).makeAsyncIterator()
        hub.tell(try event(3_510_992_001))
        guard case .event(let number, _)? = await stream.next() else {
            Issue.record("no event")
            return
        }
        let missed = UUID.v7()
        hub.tell(try event(3_510_992_001, missed))
        var again = try #require(hub.stream(for: person, after: number)).makeAsyncIterator()
        guard case .event(_, let replayed)? = await again.next() else {
            Issue.record("nothing replayed")
            return
        }
        #expect(replayed.work == missed)
        var stranger = try #require(hub.stream(for: person, after: 7)).makeAsyncIterator()
        guard case .reset? = await stranger.next() else {
            Issue.record("an unknown number is not told to look anew")
            return
        }
    }

    @Test func `one account has so many streams and no more: the newest stay`() async throws {
        let hub = hub()
        let person = session(3_510_992_001)
        let streams = (0..<LiveHub.largestCountOfAccount).compactMap { _ in
            hub.stream(for: person, after: nil)
        }
        #expect(streams.count == LiveHub.largestCountOfAccount)
        let newest = try #require(hub.stream(for: person, after: nil))
        var oldest = streams[0].makeAsyncIterator()
        #expect(await oldest.next() == nil, "its browser asks again by itself")
        // A stream that nobody holds ends: these are held until they are counted.
        let other = try #require(hub.stream(for: session(3_510_992_001), after: nil))
        withExtendedLifetime((streams, newest, other)) { #expect(hub.count == streams.count + 1) }
    }

    @Test(arguments: ["", "3510|x||photo|y|", "3510|3510992001||photo|nonsense|", "a|b"])
    func `what is no event is none`(_ text: String) { #expect(LiveEvent(parsing: text) == nil) }
}
