/// The TIFF block inside an Exif segment, walked within bounds. It answers two questions: is the skeleton
/// sound, so that libexif may be shown the block; and if it is not, what can still be read from it.
struct TIFFBlock {
    /// What can be read, sound or not.
    private(set) var directories = ExifDirectories()
    /// Every offset lies inside, nothing loops, no two values share so much that copies would swell.
    private(set) var isSound = true
    /// Where the MakerNote's entry stands, so that it can be hidden from a parser.
    private(set) var makerNoteEntry: Int?
    /// The embedded thumbnail, when it lies inside and starts as a JPEG does.
    private(set) var thumbnail: Range<Int>?

    private let bytes: ArraySlice<UInt8>
    private var isBigEndian = false
    private var visited: Set<Int> = []
    private var valueByteCount = 0

    /// More entries than any camera writes in one directory.
    private static let entryLimit = 400
    /// IFD0, the thumbnail's, and one more: some panoramas have it.
    private static let chainLimit = 3

    /// - Parameter bytes: the block from its byte-order mark on. `nil` when it has no TIFF header.
    init?(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        guard bytes.count >= 8 else { return nil }
        switch (bytes[at: 0], bytes[at: 1]) {
        case (0x49, 0x49): isBigEndian = false
        case (0x4D, 0x4D): isBigEndian = true
        default: return nil
        }
        guard short(2) == 42 else { return nil }
        walk()
    }

    private struct Slot {
        let tag: UInt16
        let type: Int
        let count: Int
        let entry: Int
        /// Where the value lies, or `nil` when its type is unknown or it lies outside.
        let value: Range<Int>?
    }

    private mutating func walk() {
        guard let image = directory(long(4), isFirst: true) else { return isSound = false }
        directories.image = entries(image.slots, wanted: ExifTag.image)
        let exif = target(of: ExifTag.exifPointer, in: image.slots).flatMap { directory($0) }
        if let exif {
            directories.exif = entries(exif.slots, wanted: ExifTag.exif)
            makerNoteEntry = exif.slots.first { $0.tag == ExifTag.makerNote }?.entry
            _ = target(of: ExifTag.interoperabilityPointer, in: exif.slots).flatMap { directory($0) }
            if exif.slots.contains(where: stopsLibexif) { isSound = false }
        }
        let gpsTarget =
            target(of: ExifTag.gpsPointer, in: image.slots)
            ?? exif.flatMap { target(of: ExifTag.gpsPointer, in: $0.slots) }
        if let gps = gpsTarget.flatMap({ directory($0) }) {
            directories.gps = entries(gps.slots, wanted: ExifTag.gps)
            directories.hasGPS = true
            if gps.slots.contains(where: stopsLibexif) { isSound = false }
        }
        if image.slots.contains(where: stopsLibexif) { isSound = false }
        followChain(from: image.next)
        if valueByteCount > 2 * bytes.count + 1_024 { isSound = false }
    }

    private mutating func followChain(from first: Int) {
        var next = first
        var length = 1
        while next != 0 {
            guard length < Self.chainLimit, let directory = directory(next) else { return isSound = false }
            if length == 1 { findThumbnail(directory.slots) }
            next = directory.next
            length += 1
        }
    }

    private mutating func findThumbnail(_ slots: [Slot]) {
        guard let start = target(of: ExifTag.thumbnailOffset, in: slots),
            let count = target(of: ExifTag.thumbnailLength, in: slots)
        else { return }
        guard start <= bytes.count, count <= bytes.count - start else { return isSound = false }
        guard count >= 4 else { return }
        guard bytes[at: start] == 0xFF, bytes[at: start + 1] == 0xD8 else { return isSound = false }
        thumbnail = (bytes.startIndex + start)..<(bytes.startIndex + start + count)
    }

    /// The entries of the directory at an offset, or `nil` when it lies outside or was read already.
    private mutating func directory(
        _ offset: Int, isFirst: Bool = false
    ) -> (slots: [Slot], next: Int)? {
        guard offset >= 8, offset <= bytes.count - 2, visited.insert(offset).inserted else {
            isSound = false
            return nil
        }
        let count = short(offset)
        let end = offset + 2 + 12 * count
        guard end <= bytes.count else {
            isSound = false
            return nil
        }
        if count > Self.entryLimit { isSound = false }
        var slots: [Slot] = []
        var tags: Set<UInt16> = []
        for index in 0..<count {
            let slot = slot(offset + 2 + 12 * index)
            if !tags.insert(slot.tag).inserted || slot.value == nil { isSound = false }
            // libexif follows these wherever they stand.
            if !isFirst, [ExifTag.exifPointer, ExifTag.gpsPointer].contains(slot.tag) { isSound = false }
            slots.append(slot)
        }
        // A block may stop right after its last entry, without the offset of the next directory.
        return (slots, end + 4 <= bytes.count ? long(end) : 0)
    }

    /// libexif leaves a directory at an entry that leads outside the block, also where none should stand.
    private func stopsLibexif(_ slot: Slot) -> Bool {
        let leads = [
            ExifTag.exifPointer, ExifTag.gpsPointer, ExifTag.interoperabilityPointer,
            ExifTag.thumbnailOffset, ExifTag.thumbnailLength,
        ]
        return leads.contains(slot.tag) && long(slot.entry + 8) >= bytes.count
    }

    private mutating func slot(_ offset: Int) -> Slot {
        let type = short(offset + 2)
        let count = long(offset + 4)
        var value: Range<Int>?
        if let format = ExifEntry.Format(rawValue: UInt16(type)) {
            let size = count * format.byteCount  // at most 2^35
            let start = size <= 4 ? offset + 8 : long(offset + 8)
            if size <= bytes.count, start <= bytes.count - size { value = start..<(start + size) }
            valueByteCount += min(size, bytes.count)
        }
        return Slot(tag: UInt16(short(offset)), type: type, count: count, entry: offset, value: value)
    }

    /// The offset that a pointer entry holds. One that is neither LONG nor IFD is read, and marks the block.
    private mutating func target(of tag: UInt16, in slots: [Slot]) -> Int? {
        guard let slot = slots.first(where: { $0.tag == tag }) else { return nil }
        guard let value = slot.value, slot.count >= 1 else {
            isSound = false
            return nil
        }
        switch slot.type {
        case 4, 13: return long(value.lowerBound)
        case 9:
            isSound = false
            return long(value.lowerBound)
        case 3, 8:
            // The thumbnail's length is a SHORT in some cameras; a pointer never should be.
            if tag == ExifTag.exifPointer || tag == ExifTag.gpsPointer { isSound = false }
            return short(value.lowerBound)
        default:
            isSound = false
            return nil
        }
    }

    private func entries(_ slots: [Slot], wanted: Set<UInt16>) -> [UInt16: ExifEntry] {
        var entries: [UInt16: ExifEntry] = [:]
        for slot in slots where wanted.contains(slot.tag) && entries[slot.tag] == nil {
            // An entry of no values says nothing; libexif drops it too.
            guard let value = slot.value, !value.isEmpty,
                let format = ExifEntry.Format(rawValue: UInt16(slot.type))
            else { continue }
            let start = bytes.startIndex + value.lowerBound
            let content = bytes[start..<(start + min(value.count, ExifEntry.longestByteCount))]
            entries[slot.tag] = ExifEntry(format: format, isBigEndian: isBigEndian, bytes: Array(content))
        }
        return entries
    }

    private func short(_ offset: Int) -> Int {
        let (first, second) = (Int(bytes[at: offset]), Int(bytes[at: offset + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    private func long(_ offset: Int) -> Int {
        let (first, second) = (short(offset), short(offset + 2))
        return isBigEndian ? first << 16 | second : second << 16 | first
    }
}

extension ArraySlice<UInt8> {
    fileprivate subscript(at offset: Int) -> UInt8 { self[startIndex + offset] }
}
