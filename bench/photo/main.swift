// What reading one photo costs: SHA-256, Exif, thumbnail, PDQ and the other hashes; run by
// scripts/bench-photo. One line a file: its name, the milliseconds of wall and of processor, and its PDQ.
import Glibc

func milliseconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) * 1e3 + Double(now.tv_nsec) / 1e6
}

let inspector = PhotoInspector()
for path in CommandLine.arguments.dropFirst() {
    do throws(PhotoRefusal) {
        let wall = milliseconds(CLOCK_MONOTONIC), cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID)
        let read = try inspector.inspectWithThumbnail(fileAt: path)
        let spent = (milliseconds(CLOCK_MONOTONIC) - wall, milliseconds(CLOCK_THREAD_CPUTIME_ID) - cpu)
        print("\(path)\t\(spent.0)\t\(spent.1)\t\(read.facts.hashes.pdq.hexadecimal)")
    } catch {
        print("\(path)\t\(error.reason)")
    }
}
