import GeoIndex
import Testing

@testable import Monitoring

/// Goal: a picture sent for a second work is found, however it was stamped; honest likeness is not reuse.
@Suite struct PhotoRulesTests {
    private func pair(
        _ borrowed: [SitePhoto], _ original: [SitePhoto], _ change: (inout Work) -> Void = { _ in }
    ) async throws -> Finding? {
        let sites = [
            site(work("A", .point(try at(0, 0))) { $0.activity = "2.4.14" }, original),
            site(
                work("B", .point(try at(900, 0))) {
                    $0.activity = "2.4.14"; change(&$0)
                }, borrowed),
        ]
        let reuses = await ReuseSearch(sites, standard).reuses()
        #expect(reuses.count <= 1)
        return reuses.first.flatMap { PhotoRules.reuse($0, standard) }
    }

    private func later(_ photo: SitePhoto, bits: Int, quality: Int = 80) -> SitePhoto {
        var copy = photo
        copy.id = "Z\(photo.id)"
        copy.receivedAt = photo.receivedAt.map { Moment(seconds: $0.seconds + 86_400 * 90) }
        copy.pdq = photo.pdq.map { turned($0, bits) }
        copy.pdqQuality = quality
        copy.sha256 = hash(9_999)
        return copy
    }

    @Test func `R1 is critical for equal bytes and names the one received later`() async throws {
        var copy = later(photo(1), bits: 0)
        copy.sha256 = photo(1).sha256
        let finding = try #require(try await pair([copy], [photo(1)]))
        #expect(finding.rule == .r1)
        #expect(finding.strength == .critical)
        #expect(finding.project == "B")
        #expect(finding.other == "A")
    }

    @Test func `R1 only notes a featureless picture and a shared sign of two trades in one place`()
        async throws
    {
        var copy = later(photo(1), bits: 0, quality: 20)
        copy.sha256 = photo(1).sha256
        #expect(try await pair([copy], [photo(1)])?.standing == .supporting)
        copy.pdqQuality = 80
        let shape = Shape.point(try at(5, 0))
        let linked = try await pair([copy], [photo(1)]) {
            $0.shape = shape; $0.activity = "2.4.11"
        }
        #expect(linked?.standing == .supporting)
    }

    @Test(arguments: [(45, ScreeningRule.r2), (46, .r3), (66, .r3)])
    func `R2 ends at 45 bits and R3 at 66`(_ bits: Int, _ rule: ScreeningRule) async throws {
        let finding = try await pair([later(photo(1), bits: bits)], [photo(1)])
        #expect(finding?.rule == rule)
        #expect(finding?.standing == .firm)
    }

    @Test func `past 66 bits, below quality 50 and in another village R3 is silent`() async throws {
        #expect(try await pair([later(photo(1), bits: 67)], [photo(1)]) == nil)
        #expect(try await pair([later(photo(1), bits: 60, quality: 49)], [photo(1)]) == nil)
        #expect(
            try await pair([later(photo(1), bits: 60)], [photo(1)]) { $0.village = "35.10.99.2002" } == nil)
    }

    @Test func `R3 wants company where one picture could show both sites`() async throws {
        let shape = Shape.point(try at(90, 0))
        #expect(
            try await pair([later(photo(1), bits: 60)], [photo(1)]) { $0.shape = shape }?.standing == .noisy)
        let two = [later(photo(1), bits: 60), later(photo(2), bits: 60)]
        #expect(try await pair(two, [photo(1), photo(2)]) { $0.shape = shape }?.standing == .firm)
    }

    @Test func `R4 compares mirrored and cropped views`() async throws {
        var copy = later(photo(1), bits: 200)
        copy.pdqViews = [turned(hash(1), 45)]
        #expect(try await pair([copy], [photo(1)])?.rule == .r4)
        copy.pdqViews = [turned(hash(1), 46)]
        #expect(try await pair([copy], [photo(1)]) == nil)
    }

    @Test func `photos of one work are never compared with each other`() async throws {
        let one = site(work("A", .point(try at(0, 0))), [photo(1), later(photo(1), bits: 3)])
        #expect(await ReuseSearch([one], standard).reuses().isEmpty)
    }

    @Test func `a picture sent for many works is counted against each later one, once`() async throws {
        let sites = (0..<50).map { number in
            var copy = later(photo(1), bits: 0)
            copy.sha256 = photo(1).sha256
            copy.id = "F\(number)"
            copy.receivedAt = Moment(seconds: 1_700_000_000 + Double(number))
            return site(work("W\(100 + number)", nil), [copy])
        }
        let reuses = await ReuseSearch(sites, standard).reuses()
        #expect(reuses.count == 49)
        #expect(Set(reuses.map(\.other)) == ["W100"])
    }

    @Test func `R8, R9 and R10 read the file, and R10 never speaks of guilt`() {
        let thumbnail = photo(1) { $0.thumbnailDifference = 21 }
        #expect(PhotoRules.contradictoryFile(site(work("A", nil), [thumbnail]), standard) != nil)
        #expect(
            PhotoRules.contradictoryFile(
                site(work("A", nil), [photo(1) { $0.thumbnailDifference = 20 }]), standard) == nil)
        let edited = photo(1) { $0.software = "Adobe Photoshop 24" }
        #expect(PhotoRules.editorTrace(site(work("A", nil), [edited]), standard)?.standing == .note)
        let stamped = photo(1) { $0.software = "GPS Map Camera" }
        #expect(PhotoRules.editorTrace(site(work("A", nil), [stamped]), standard) == nil)
        let copy = photo(1) { $0.isMessengerCopy = true }
        #expect(PhotoRules.messengerCopies(site(work("A", nil), [copy]), standard)?.standing == .note)
        #expect(PhotoRules.messengerCopies(site(work("A", nil), [copy, photo(2)]), standard) == nil)
    }
}

/// Goal: the search by buckets finds what comparing everything finds.
@Suite struct NearPairsTests {
    @Test func `large sets lose nothing up to 15 bits and next to nothing up to 31`() {
        let count: UInt64 = 4_000
        for (bits, atLeast) in [(15, 100), (31, 99), (45, 85)] {
            var hashes = (0..<count).map { hash($0) }
            for number in 0..<100 {
                // The turned bits are spread over the hash, as in life.
                var copy = hashes[number]
                for step in 0..<bits {
                    let bit = (step * 97 + number * 31) % 256
                    let mask: UInt64 = 1 << UInt64(bit % 64)
                    switch bit / 64 {
                    case 0: copy.a ^= mask
                    case 1: copy.b ^= mask
                    case 2: copy.c ^= mask
                    default: copy.d ^= mask
                    }
                }
                hashes.append(copy)
            }
            var found: Set<Int32> = []
            NearPairs(hashes, maximumBits: 45).forEach { first, second, _ in found.insert(min(first, second))
            }
            #expect(found.count >= atLeast)
            #expect(found.allSatisfy { $0 < 100 })
        }
    }

    @Test func `no hashes and one hash give no pairs`() {
        for hashes in [[], [hash(1)]] {
            NearPairs(hashes, maximumBits: 256).forEach { _, _, _ in Issue.record("a pair out of nothing") }
        }
    }
}
