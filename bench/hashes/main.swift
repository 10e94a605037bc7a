// How fast the index of picture hashes answers, and whether it misses any: run by scripts/bench-hashes.
// CPU time of the thread, because a shared machine's wall clock says little.
import Glibc

func anyHash() -> PictureHash {
    PictureHash(
        .random(in: 0 ... .max), .random(in: 0 ... .max), .random(in: 0 ... .max), .random(in: 0 ... .max))
}

func milliseconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) * 1e3 + Double(now.tv_nsec) / 1e6
}

func flipped(_ hash: PictureHash, _ bits: Int) -> PictureHash {
    var words = hash.words
    for bit in (0..<256).shuffled().prefix(bits) { words[bit / 64] ^= 1 << UInt64(bit % 64) }
    return PictureHash(words: words)
}

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let hashes = (0..<count).map { _ in anyHash() }
var start = milliseconds()
let index = HashIndex(hashes)
print("\(count) hashes filed in \(Int(milliseconds() - start)) ms")

let queries = (0..<1_000).map { flipped(hashes[$0 * 7 % count], $0 % 60) }
for radius in [10, 31, 45, 47] {
    var times: [Double] = []
    var found = 0
    for query in queries {
        start = milliseconds()
        found += index.matches(of: query, within: radius).count
        times.append(milliseconds() - start)
    }
    times.sort()
    let (half, most) = (times[500], times[990])
    print("radius \(radius): \(found) found, p50 \(half) ms, p99 \(most) ms, longest \(times[999]) ms")
}

var missed = 0
var expected = 0
for query in queries.prefix(200) {
    let all = Set(hashes.indices.filter { hashes[$0].distance(to: query) <= 45 })
    expected += all.count
    missed += all.symmetricDifference(index.matches(of: query, within: 45).map(\.ordinal)).count
}
print("radius 45 against comparing every pair: \(missed) of \(expected) wrong")
