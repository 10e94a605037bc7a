import Dispatch
import Synchronization

/// All planned geometries of a regency in memory, open to many readers at once.
///
/// Readers take a `snapshot`, which never changes; writers put and remove single sites. New sites wait in
/// a short open list, are packed into small tiers, and those merge into larger ones in the background,
/// so a tree is never changed, only replaced.
public final class SiteIndex: Sendable {
    private struct Guarded {
        var state: IndexState
        /// The tiers that a background merge is working on.
        var busy: Range<Int>?
    }

    private let guarded: Mutex<Guarded>
    private let queue = DispatchQueue(label: "balai.site-index", qos: .utility)

    /// Builds the index over the bulk; of two sites with one id the later wins.
    public init(_ sites: [Site] = []) {
        var state = IndexState()
        let unique = Self.withoutRepeats(sites)
        if !unique.isEmpty { state.tiers = [IndexState.Tier(bulk: SiteBulk(unique))] }
        guarded = Mutex(Guarded(state: state))
    }

    /// Puts a site in, in place of the one with the same id.
    public func insert(_ site: Site) {
        guarded.withLock { guarded in
            guarded.state.insert(site)
            if guarded.state.isOpenFull {
                guarded.state.seal()
                tidy(&guarded)
            }
        }
    }

    /// Takes a site out. False when it was not there.
    @discardableResult
    public func remove(_ id: SiteID) -> Bool {
        guarded.withLock { guarded in
            let wasThere = guarded.state.remove(id)
            if wasThere { tidy(&guarded) }
            return wasThere
        }
    }

    /// The state of this moment, for any number of questions.
    public var snapshot: SiteSnapshot {
        SiteSnapshot(state: guarded.withLock { $0.state })
    }

    /// Merges everything into one tier now: worth it after a large import, before many questions.
    public func compact() {
        queue.sync {
            let tiers = guarded.withLock { guarded in
                guarded.state.seal()
                guarded.busy = guarded.state.tiers.indices
                return guarded.state.tiers
            }
            finish(tiers, SiteBulk(tiers.flatMap(\.sites)))
        }
    }

    /// Puts a background merge in place and looks for the next. A merge whose tiers were merged otherwise
    /// meanwhile is dropped: that costs time, never a site.
    private func finish(_ tiers: [IndexState.Tier], _ merged: SiteBulk) {
        guarded.withLock {
            $0.state.replace(tiers, by: merged)
            $0.busy = nil
            tidy(&$0)
        }
    }

    private static func withoutRepeats(_ sites: [Site]) -> [Site] {
        let ids = sites.map(\.id)
        guard SlotTable.hasRepeats(ids) else { return sites }
        let last = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { $1 })
        return sites.indices.filter { last[ids[$0]] == $0 }.map { sites[$0] }
    }

    /// Merges what is worth it: small tiers here, large ones in the background.
    private func tidy(_ guarded: inout Guarded) {
        guard let range = guarded.state.mergeable(from: guarded.busy?.upperBound ?? 0) else { return }
        let tiers = Array(guarded.state.tiers[range])
        if tiers.reduce(0, { $0 + $1.count }) <= IndexState.promptLimit {
            guarded.state.replace(tiers, by: SiteBulk(tiers.flatMap(\.sites)))
        } else if guarded.busy == nil {
            guarded.busy = range
            queue.async { [self] in finish(tiers, SiteBulk(tiers.flatMap(\.sites))) }
        }
    }
}
