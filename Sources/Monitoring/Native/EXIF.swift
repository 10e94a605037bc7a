import CEXIF

/// libexif, shown one sound Exif block: the tags that Balai reads, untouched, and nothing else of the
/// library. MakerNotes are hidden from it, because their parsers are where its weaknesses have been.
enum EXIF {
    /// - Parameters:
    ///   - block: a TIFF block from its byte-order mark on.
    ///   - makerNoteEntry: where the MakerNote's entry stands in the block, or `nil`.
    /// - Returns: `nil` when libexif has no memory or takes the block for something else.
    static func directories(of block: ArraySlice<UInt8>, hiding makerNoteEntry: Int?) -> ExifDirectories? {
        guard let owner = Owner() else { return nil }
        var copy = Array("Exif\0\0".utf8) + block
        if let makerNoteEntry {
            // 0xEA1C is "Padding": a tag that no reader looks into.
            copy[6 + makerNoteEntry] = isBigEndian(block) ? 0xEA : 0x1C
            copy[7 + makerNoteEntry] = isBigEndian(block) ? 0x1C : 0xEA
        }
        exif_data_unset_option(owner.data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
        exif_data_unset_option(owner.data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS)
        exif_data_load_data(owner.data, copy, UInt32(copy.count))
        var directories = ExifDirectories()
        directories.image = owner.entries(of: EXIF_IFD_0, wanted: ExifTag.image)
        directories.exif = owner.entries(of: EXIF_IFD_EXIF, wanted: ExifTag.exif)
        directories.gps = owner.entries(of: EXIF_IFD_GPS, wanted: ExifTag.gps)
        return directories
    }

    private static func isBigEndian(_ block: ArraySlice<UInt8>) -> Bool { block.first == 0x4D }

    /// The only holder of one ExifData; lets it go exactly once.
    private struct Owner: ~Copyable {
        let data: UnsafeMutablePointer<ExifData>

        init?() {
            guard let data = exif_data_new() else { return nil }
            self.data = data
        }

        deinit { exif_data_unref(data) }

        func entries(of directory: ExifIfd, wanted: Set<UInt16>) -> [UInt16: ExifEntry] {
            let isBigEndian = exif_data_get_byte_order(data) == EXIF_BYTE_ORDER_MOTOROLA
            let content = withUnsafeBytes(of: data.pointee.ifd) { contents in
                contents.bindMemory(to: UnsafeMutablePointer<ExifContent>?.self)[Int(directory.rawValue)]
            }
            var entries: [UInt16: ExifEntry] = [:]
            guard let content else { return entries }
            for index in 0..<Int(content.pointee.count) {
                guard let entry = content.pointee.entries?[index]?.pointee else { continue }
                let tag = UInt16(truncatingIfNeeded: entry.tag.rawValue)
                let number = UInt16(truncatingIfNeeded: entry.format.rawValue)
                guard wanted.contains(tag), entries[tag] == nil,
                    let format = Monitoring.ExifEntry.Format(rawValue: number)
                else { continue }
                let size = min(Int(entry.size), Monitoring.ExifEntry.longestByteCount)
                let bytes = Array(UnsafeBufferPointer(start: entry.data, count: entry.data == nil ? 0 : size))
                entries[tag] = Monitoring.ExifEntry(format: format, isBigEndian: isBigEndian, bytes: bytes)
            }
            return entries
        }
    }
}
