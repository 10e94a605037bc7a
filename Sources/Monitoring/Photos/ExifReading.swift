/// What the first Exif block of a photo says, read by libexif when the block is sound and by Balai's own
/// bounded reader when it is not (docs/decisions: two readers, one answer).
struct ExifReading {
    var orientation: Int?
    var takenAt: String?
    var make: String?
    var model: String?
    var software: String?
    var gps = GPSReading()
    var thumbnail: Range<Int>?
    var notes: Set<PhotoNote> = []

    init(_ bytes: [UInt8], _ outline: JPEGOutline, limits: PhotoLimits, lastYear: Int) {
        if outline.exifSegmentCount > 1 { notes.insert(.exifRepeated) }
        if outline.hasExifAfterScan { notes.insert(.exifAfterScan) }
        defer { compareXMP(bytes, outline) }
        guard let range = outline.exif else {
            notes.insert(.noExif)
            return
        }
        guard let block = TIFFBlock(bytes[range]) else {
            notes.insert(range.isEmpty ? .noExif : .exifDamaged)
            return
        }
        if !block.isSound { notes.insert(.exifDamaged) }
        let directories = Self.directories(of: block, bytes[range])
        readImage(directories.image, limits)
        // Some programs write the time into the first directory.
        readTime(directories.exif.merging(directories.image) { exif, _ in exif }, lastYear)
        gps = GPSReading(directories)
        notes.formUnion(gps.notes)
        thumbnail = block.thumbnail
    }

    private mutating func compareXMP(_ bytes: [UInt8], _ outline: JPEGOutline) {
        guard let packet = outline.xmp, let xmp = XMPPosition(bytes[packet]) else { return }
        guard let latitude = gps.latitude, let longitude = gps.longitude else {
            notes.insert(.positionOnlyInXMP)
            return
        }
        if xmp.metres(from: latitude, longitude) > 100 { notes.insert(.positionDiffersInXMP) }
    }

    /// One reader decides, and which one depends on nothing but the block itself.
    private static func directories(of block: TIFFBlock, _ bytes: ArraySlice<UInt8>) -> ExifDirectories {
        guard block.isSound, var read = EXIF.directories(of: bytes, hiding: block.makerNoteEntry) else {
            return block.directories
        }
        read.hasGPS = block.directories.hasGPS
        return read
    }

    private mutating func readImage(_ image: [UInt16: ExifEntry], _ limits: PhotoLimits) {
        if let entry = image[ExifTag.orientation] {
            let value = entry.firstValue.flatMap { Int(exactly: $0) }
            orientation = value.flatMap { (1...8).contains($0) ? $0 : nil } ?? 1
            if value != orientation { notes.insert(.orientationInvalid) }
        }
        make = text(image[ExifTag.make], limits)
        model = text(image[ExifTag.model], limits)
        software = text(image[ExifTag.software], limits)
        if let software, Self.isEditor(software) { notes.insert(.editorSoftware) }
    }

    private mutating func text(_ entry: ExifEntry?, _ limits: PhotoLimits) -> String? {
        guard let entry else { return nil }
        let (text, isChanged) = PhotoText.cleaned(entry.text, limit: limits.textByteCount)
        if isChanged { notes.insert(.textCleaned) }
        return text
    }

    /// Programs that change pictures or their places, not those that take them.
    private static let editors = [
        "photoshop", "lightroom", "gimp", "snapseed", "picsart", "pixlr", "canva", "affinity", "paint.net",
        "paintshop", "corel", "photoscape", "capcut", "facetune", "meitu", "vsco", "fotor", "polarr",
        "fake gps", "fakegps", "mock loc", "geotag", "exiftool", "exif editor", "exif eraser",
    ]

    private static func isEditor(_ software: String) -> Bool {
        let name = software.lowercased()
        return editors.contains { name.contains($0) }
    }

    private mutating func readTime(_ exif: [UInt16: ExifEntry], _ lastYear: Int) {
        guard let entry = exif[ExifTag.timeOriginal], !entry.text.isEmpty else {
            notes.insert(.timeMissing)
            return
        }
        guard let parts = PhotoTime.parts(entry.text) else {
            notes.insert(.timeUnreadable)
            return
        }
        // Clocks that were never set start in 1970, 1980 or between 2000 and 2002.
        if parts.year < 2003 || parts.year > lastYear { notes.insert(.timeImplausible) }
        takenAt = PhotoTime.iso(parts)
        // "   :  " is how Exif says that the offset is unknown.
        guard let offset = exif[ExifTag.offsetOriginal],
            offset.text.contains(where: { $0 != 0x20 && $0 != 0x3A })
        else { return }
        if let zone = PhotoTime.offset(offset.text) {
            takenAt = PhotoTime.iso(parts) + zone
        } else {
            notes.insert(.offsetUnreadable)
        }
    }
}
