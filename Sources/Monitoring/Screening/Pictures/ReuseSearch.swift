/// Finds the pictures that were sent for more than one work, and says which work had them first.
struct ReuseSearch {
    let sites: [ScreenedSite]
    let parameters: ScreeningParameters

    /// One picture of one work.
    private struct Entry {
        let site: Int32
        let photo: Int32
        let quality: Int
        let received: Double
    }

    /// All reuses, in the order of project and other.
    func reuses() async -> [PictureReuse] {
        var table = Table()
        for (first, second) in exactPairs() {
            note(first, second, bits: 0, isExact: true, isView: false, in: &table)
        }
        let comparable = comparableEntries()
        for (first, second) in firstAndLater(comparable, by: hash) {
            note(first, second, bits: 0, isExact: false, isView: false, in: &table)
        }
        let near = firstOfEach(comparable)
        let bits = Int(parameters["R2.maximumBits"])
        for match in await Self.pairs(near.map(hash), maximumBits: bits) {
            note(
                near[Int(match.0)], near[Int(match.1)], bits: match.2, isExact: false, isView: false,
                in: &table)
        }
        for (first, second, bits) in await localPairs(near) {
            note(near[Int(first)], near[Int(second)], bits: bits, isExact: false, isView: false, in: &table)
        }
        noteViews(near, in: &table)
        return table.reuses.values.map { complete($0.reuse) }.sorted {
            ($0.project, $0.other) < ($1.project, $1.other)
        }
    }

    private struct Pair: Hashable {
        let first: Int32
        let second: Int32
    }

    private struct Table {
        struct Counted {
            var reuse: PictureReuse
            var seen: Set<String> = []
        }
        var reuses: [Pair: Counted] = [:]
    }

    /// The two works of a pair may differ in who was first from photo to photo; the first match decides.
    private func note(
        _ a: Entry, _ b: Entry, bits: Int, isExact: Bool, isView: Bool, in table: inout Table
    ) {
        guard a.site != b.site else { return }
        let isALater = (a.received, a.site) > (b.received, b.site)
        let later = isALater ? a : b, earlier = isALater ? b : a
        let straight = Pair(first: later.site, second: earlier.site)
        let turned = Pair(first: earlier.site, second: later.site)
        let key = table.reuses[turned] != nil ? turned : straight
        let mine = key == straight ? later : earlier, theirs = key == straight ? earlier : later
        let photo = sites[Int(mine.site)].photos[Int(mine.photo)]
        let other = sites[Int(theirs.site)].photos[Int(theirs.photo)]
        var counted =
            table.reuses[key]
            ?? Table.Counted(
                reuse: PictureReuse(project: sites[Int(key.first)].id, other: sites[Int(key.second)].id))
        count(&counted, photo, other, bits: bits, isExact: isExact, isView: isView)
        table.reuses[key] = counted
    }

    private func count(
        _ counted: inout Table.Counted, _ photo: SitePhoto, _ other: SitePhoto, bits: Int, isExact: Bool,
        isView: Bool
    ) {
        func once(_ kind: String) -> Bool { counted.seen.insert("\(kind)\(photo.id)").inserted }
        let quality = Int(parameters["photo.minimumQuality"])
        if isExact {
            if once("=") { counted.reuse.exact += 1 }
            if photo.pdqQuality >= quality, once("q") { counted.reuse.exactOfQuality += 1 }
        } else if isView {
            if once("v") { counted.reuse.views += 1 }
        } else {
            if Double(bits) <= parameters["R2.maximumBits"], once("n") { counted.reuse.near += 1 }
            if once("l") { counted.reuse.local += 1 }
        }
        let isCloser =
            (bits, photo.id, other.id)
            < (counted.reuse.leastBits, counted.reuse.photo, counted.reuse.otherPhoto)
        if isCloser {
            counted.reuse.leastBits = bits
            counted.reuse.photo = photo.id
            counted.reuse.otherPhoto = other.id
        }
    }

    private func complete(_ reuse: PictureReuse) -> PictureReuse {
        var reuse = reuse
        guard let site = index[reuse.project].map({ sites[$0] }),
            let other = index[reuse.other].map({ sites[$0] })
        else { return reuse }
        reuse.isSameVillage = site.work.village == other.work.village
        reuse.photosOfEither = min(site.photos.count, other.photos.count)
        reuse.yearsApart = abs(site.work.year - other.work.year)
        if let plan = site.plan, let otherPlan = other.plan { reuse.apartMetres = plan.metres(to: otherPlan) }
        let reach = max(site.reachFromPin(parameters), other.reachFromPin(parameters))
        let isNear = (reuse.apartMetres ?? .infinity) <= parameters["reuse.linkedMetres"] + reach
        let comparison = site.words.compare(other.words, sameVillage: reuse.isSameVillage)
        reuse.isLinked = isNear && (comparison.differsInPhase || site.kind.workClass != other.kind.workClass)
        return reuse
    }

    private let index: [String: Int]

    init(_ sites: [ScreenedSite], _ parameters: ScreeningParameters) {
        self.sites = sites
        self.parameters = parameters
        index = Dictionary(sites.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    }

    private func hash(of entry: Entry) -> PictureHash {
        sites[Int(entry.site)].photos[Int(entry.photo)].pdq ?? PictureHash(0, 0, 0, 0)
    }

    private func entries() -> [Entry] {
        var entries: [Entry] = []
        for (site, screened) in sites.enumerated() {
            for (photo, facts) in screened.photos.enumerated() {
                entries.append(
                    Entry(
                        site: Int32(site), photo: Int32(photo), quality: facts.pdqQuality,
                        received: facts.receivedAt?.seconds ?? facts.takenAt?.seconds ?? 0))
            }
        }
        return entries
    }

    /// Each later sending of some bytes with the first one of another work.
    private func exactPairs() -> [(Entry, Entry)] {
        let none = PictureHash(0, 0, 0, 0)
        let hashed = entries().filter { sites[Int($0.site)].photos[Int($0.photo)].sha256 != none }
        return firstAndLater(hashed) { sites[Int($0.site)].photos[Int($0.photo)].sha256 }
    }

    /// Groups equal hashes; a chain of n equal pictures gives n − 1 pairs, not n².
    private func firstAndLater(
        _ entries: [Entry], by key: (Entry) -> PictureHash
    ) -> [(Entry, Entry)] {
        var first: [PictureHash: Int] = [:]
        first.reserveCapacity(entries.count)
        var pairs: [(Entry, Entry)] = []
        let ordered = entries.sorted { ($0.received, $0.site, $0.photo) < ($1.received, $1.site, $1.photo) }
        for (position, entry) in ordered.enumerated() {
            let hash = key(entry)
            guard let earlier = first[hash] else { first[hash] = position; continue }
            if ordered[earlier].site != entry.site { pairs.append((entry, ordered[earlier])) }
        }
        return pairs
    }

    /// Pictures with enough in them to be compared.
    private func comparableEntries() -> [Entry] {
        let quality = Int(parameters["photo.minimumQuality"])
        return entries().filter {
            $0.quality >= quality && sites[Int($0.site)].photos[Int($0.photo)].pdq != nil
        }
    }

    /// Of equal hashes the one received first, so that many equal pictures do not make many more pairs.
    private func firstOfEach(_ entries: [Entry]) -> [Entry] {
        var seen: Set<PictureHash> = []
        seen.reserveCapacity(entries.count)
        return entries.sorted { ($0.received, $0.site, $0.photo) < ($1.received, $1.site, $1.photo) }
            .filter { seen.insert(hash(of: $0)).inserted }
    }

    /// Pairs within R3's distance of one village, as indices of `entries`.
    private func localPairs(_ entries: [Entry]) async -> [(Int32, Int32, Int)] {
        let groups = Dictionary(grouping: entries.indices) { sites[Int(entries[$0].site)].work.village }
            .sorted { $0.key < $1.key }.map(\.value)
        let hashes = entries.map(hash)
        let limit = Int(parameters["R3.maximumBits"])
        return await Parallel.map(groups) { group in
            var found: [(Int32, Int32, Int)] = []
            NearPairs(group.map { hashes[$0] }, maximumBits: limit).forEach { first, second, bits in
                found.append((Int32(group[Int(first)]), Int32(group[Int(second)]), bits))
            }
            return found
        }
    }

    /// R4: each view of each picture asks for the pictures it is like. More views than the largest index
    /// serves in a minute ask within their own village only.
    private func noteViews(_ entries: [Entry], in table: inout Table) {
        let queries = entries.indices.filter { !views(of: entries[$0]).isEmpty }
        guard !queries.isEmpty else { return }
        guard queries.count > Self.widestViews else { return noteViews(queries, among: entries, in: &table) }
        let villages = Dictionary(grouping: entries) { sites[Int($0.site)].work.village }
        for (_, own) in villages.sorted(by: { $0.key < $1.key }) {
            noteViews(own.indices.filter { !views(of: own[$0]).isEmpty }, among: own, in: &table)
        }
    }

    /// Pictures with views that may ask among all others.
    private static let widestViews = 10_000

    private func views(of entry: Entry) -> [PictureHash] {
        sites[Int(entry.site)].photos[Int(entry.photo)].pdqViews
    }

    private func noteViews(_ queries: [Int], among entries: [Entry], in table: inout Table) {
        guard !queries.isEmpty else { return }
        let index = HashIndex(entries.map(hash))
        let limit = Int(parameters["R4.maximumBits"])
        for query in queries {
            for view in views(of: entries[query]) {
                for match in index.matches(of: view, within: limit)
                where entries[match.ordinal].site != entries[query].site {
                    note(
                        entries[query], entries[match.ordinal], bits: match.distance, isExact: false,
                        isView: true, in: &table)
                }
            }
        }
    }

    private static func pairs(_ hashes: [PictureHash], maximumBits: Int) async -> [(Int32, Int32, Int)] {
        let search = NearPairs(hashes, maximumBits: maximumBits)
        let workers = 2
        return await withTaskGroup(of: [(Int32, Int32, Int)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var found: [Int64: Int] = [:]
                    search.forEach(worker: worker, of: workers) { first, second, bits in
                        found[Int64(min(first, second)) << 32 | Int64(max(first, second))] = bits
                    }
                    return found.map { (Int32($0.key >> 32), Int32($0.key & 0xFFFF_FFFF), $0.value) }
                }
            }
            var all: [(Int32, Int32, Int)] = []
            for await part in group { all.append(contentsOf: part) }
            return all.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        }
    }
}
