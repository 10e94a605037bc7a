/// The Exif block of a demo photo, as a phone would write it: camera, time, and position when the phone knew
/// one.
struct DemoExif {
    let make: String
    let model: String
    /// `2026:03:14 09:26:53`, local time (WIB).
    let takenAt: String
    /// UTC, for the GPS tags: `2026:03:14` and hours, minutes, seconds.
    let gpsDate: String
    let gpsTime: (hour: UInt32, minute: UInt32, second: UInt32)
    /// Degrees; south and west negative. `nil`: the phone had no fix or the app took it away.
    let position: (longitude: Double, latitude: Double)?
    let errorMetres: Double

    /// One entry of an image file directory (TIFF 6.0): tag, type, values as bytes.
    private struct Entry {
        let tag: UInt16
        let type: UInt16
        let count: UInt32
        let bytes: [UInt8]

        static func text(_ tag: UInt16, _ text: String) -> Entry {
            let bytes = Array(text.utf8) + [0]
            return Entry(tag: tag, type: 2, count: UInt32(bytes.count), bytes: bytes)
        }

        static func long(_ tag: UInt16, _ value: UInt32) -> Entry {
            Entry(tag: tag, type: 4, count: 1, bytes: little(value))
        }

        static func rationals(_ tag: UInt16, _ values: [(UInt32, UInt32)]) -> Entry {
            Entry(
                tag: tag, type: 5, count: UInt32(values.count),
                bytes: values.flatMap { little($0.0) + little($0.1) })
        }
    }

    private static func little(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }
    private static func little(_ value: UInt16) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }

    /// One directory at `offset`, its values that do not fit into four bytes behind it.
    private static func directory(_ entries: [Entry], at offset: Int) -> [UInt8] {
        let sorted = entries.sorted { $0.tag < $1.tag }
        var head = little(UInt16(sorted.count))
        var tail: [UInt8] = []
        let tailStart = offset + 2 + sorted.count * 12 + 4
        for entry in sorted {
            head += little(entry.tag) + little(entry.type) + little(entry.count)
            if entry.bytes.count <= 4 {
                head += entry.bytes + [UInt8](repeating: 0, count: 4 - entry.bytes.count)
            } else {
                head += little(UInt32(tailStart + tail.count))
                tail += entry.bytes
                if tail.count % 2 == 1 { tail.append(0) }
            }
        }
        return head + [0, 0, 0, 0] + tail
    }

    private var cameraEntries: [Entry] {
        [.text(0x9003, takenAt), .text(0x9011, "+07:00"), .text(0x0132, takenAt)]
    }

    private var positionEntries: [Entry] {
        guard let position else { return [] }
        func degrees(_ value: Double) -> [(UInt32, UInt32)] {
            let magnitude = abs(value)
            let whole = magnitude.rounded(.down)
            let minutes = ((magnitude - whole) * 60).rounded(.down)
            let seconds = (magnitude - whole - minutes / 60) * 3_600
            return [(UInt32(whole), 1), (UInt32(minutes), 1), (UInt32((seconds * 10_000).rounded()), 10_000)]
        }
        return [
            .text(0x0001, position.latitude < 0 ? "S" : "N"), .rationals(0x0002, degrees(position.latitude)),
            .text(0x0003, position.longitude < 0 ? "W" : "E"),
            .rationals(0x0004, degrees(position.longitude)),
            .rationals(0x0007, [gpsTime.hour, gpsTime.minute, gpsTime.second].map { ($0, UInt32(1)) }),
            .text(0x001D, gpsDate), .rationals(0x001F, [UInt32(errorMetres * 10)].map { ($0, UInt32(10)) }),
        ]
    }

    /// The whole APP1 segment, marker and length included.
    var segment: [UInt8] {
        func first(_ exif: Int, _ gps: Int) -> [UInt8] {
            var entries: [Entry] = [
                .text(0x010F, make), .text(0x0110, model), .text(0x0131, "Balai demo"),
                .long(0x8769, UInt32(exif)),
            ]
            if position != nil { entries.append(.long(0x8825, UInt32(gps))) }
            return Self.directory(entries, at: 8)
        }
        let exifAt = 8 + first(0, 0).count
        let exif = Self.directory(cameraEntries, at: exifAt)
        let gpsAt = exifAt + exif.count
        let gps = position == nil ? [] : Self.directory(positionEntries, at: gpsAt)
        let header: [UInt8] = [0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0]
        let tiff = header + first(exifAt, gpsAt) + exif + gps
        let payload = Array("Exif".utf8) + [0, 0] + tiff
        let length = payload.count + 2
        return [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
    }
}
