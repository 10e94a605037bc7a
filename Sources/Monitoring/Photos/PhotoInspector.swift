import Commons

/// Reads what one photo proves. The command line and the upload share it; it blocks, so a server calls it
/// through `PhotoWorkers`.
public struct PhotoInspector: Sendable {
    let limits: PhotoLimits
    /// The last year that a photo may honestly carry.
    let lastYear: Int

    /// - Parameters:
    ///   - limits: what one photo may cost.
    ///   - lastYear: a later year in the camera's clock is noted as implausible.
    public init(limits: PhotoLimits = .standard, lastYear: Int = PhotoInspector.yearOfTomorrow()) {
        self.limits = limits
        self.lastYear = lastYear
    }

    /// Facts of a file, which is read to its end once.
    /// - Throws: the refusal; it carries the SHA-256 where the file could be read.
    public func inspect(fileAt path: String) throws(PhotoRefusal) -> PhotoFacts {
        try inspect(fileAt: Array(path.utf8CString))
    }

    /// Facts of a file whose path need not be UTF-8: bytes up to a NUL.
    /// - Throws: the refusal; it carries the SHA-256 where the file could be read.
    public func inspect(fileAt path: [CChar]) throws(PhotoRefusal) -> PhotoFacts {
        let file = try PhotoFile.read(path, byteLimit: limits.byteCount)
        return try inspect(file.bytes, sha256: file.sha256)
    }

    /// Facts of a file already in memory.
    /// - Throws: the refusal.
    public func inspect(_ bytes: [UInt8]) throws(PhotoRefusal) -> PhotoFacts {
        try inspect(bytes, sha256: SHA256.sum(of: bytes))
    }

    /// Facts of a file, which is read to its end once, and its thumbnail, as `PhotoCopies` makes it, from one
    /// decoding.
    /// - Throws: the refusal; it carries the SHA-256 where the file could be read.
    public func inspectWithThumbnail(
        fileAt path: String
    ) throws(PhotoRefusal) -> (facts: PhotoFacts, thumbnail: [UInt8]) {
        let file = try PhotoFile.read(Array(path.utf8CString), byteLimit: limits.byteCount)
        let read = try read(file.bytes, sha256: file.sha256)
        let small = read.upright.shrunk(longSide: PhotoCopies.thumbnailSide)
        guard let thumbnail = JPEG.encode(small, quality: PhotoCopies.thumbnailQuality) else {
            throw PhotoRefusal(.tooCostly)
        }
        return (read.facts, thumbnail)
    }

    private func inspect(_ bytes: [UInt8], sha256: [UInt8]) throws(PhotoRefusal) -> PhotoFacts {
        try read(bytes, sha256: sha256).facts
    }

    private func read(
        _ bytes: [UInt8], sha256: [UInt8]
    ) throws(PhotoRefusal) -> (facts: PhotoFacts, upright: RGBImage) {
        do throws(PhotoRefusal) {
            return try facts(bytes, sha256)
        } catch {
            var refusal = error
            refusal.sha256 = sha256
            throw refusal
        }
    }

    private func facts(
        _ bytes: [UInt8], _ sha256: [UInt8]
    ) throws(PhotoRefusal) -> (facts: PhotoFacts, upright: RGBImage) {
        guard bytes.count <= limits.byteCount else {
            throw PhotoRefusal(.tooManyBytes, ["limit": limits.byteCount / 1_000_000])
        }
        if let refusal = FileKind.refusal(of: bytes.prefix(64)) { throw refusal }
        let outline = try JPEGWalk.outline(of: bytes, limits: limits)
        let exif = ExifReading(bytes, outline, limits: limits, lastYear: lastYear)
        let decoded = try decode(bytes, outline)
        var notes = exif.notes.union(fileNotes(bytes, outline, decoded))
        let upright = decoded.image.oriented(exif.orientation ?? 1)
        let size = outline.frame.upright(exif.orientation ?? 1)
        let hashes = PhotoHashes(upright, of: size, step: decoded.step)
        if hashes.pdqQuality < PhotoHashes.lowestQuality { notes.insert(.featureless) }
        if exif.gps.latitude == nil { notes.remove(.positionPartsOdd) }
        if let range = exif.thumbnail, let thumbnail = EmbeddedThumbnail(bytes[range]),
            thumbnail.differs(from: decoded.image.luma.reduced(longSide: 256))
        {
            notes.insert(.thumbnailDiffers)
        }
        let facts = PhotoFacts(
            sha256: sha256, pictureSHA256: pictureSum(bytes, outline), byteCount: bytes.count,
            width: outline.frame.width, height: outline.frame.height, orientation: exif.orientation,
            latitude: exif.gps.latitude, longitude: exif.gps.longitude,
            altitudeMetres: exif.gps.altitudeMetres, positionErrorMetres: exif.gps.positionErrorMetres,
            takenAt: exif.takenAt, gpsAt: exif.gps.time, make: exif.make, model: exif.model,
            software: exif.software, hashes: hashes, notes: PhotoNote.allCases.filter(notes.contains))
        return (facts, upright)
    }

    private func decode(_ bytes: [UInt8], _ outline: JPEGOutline) throws(PhotoRefusal) -> JPEG.Decoded {
        do throws(PhotoRefusal) {
            let decoded = try JPEG.decode(
                bytes[..<outline.end], outline, longSide: Self.hashSide, limits: limits)
            guard decoded.intactPermille >= limits.intactPermille else { throw PhotoRefusal(.truncated) }
            return decoded
        } catch {
            throw error.sized(outline.frame.width, outline.frame.height)
        }
    }

    /// The long side, in pixels, that a picture is decoded to at least. The hash stays within a few bits of
    /// that of the whole picture (docs/photos.md).
    static let hashSide = 480

    private func fileNotes(
        _ bytes: [UInt8], _ outline: JPEGOutline, _ decoded: JPEG.Decoded
    ) -> Set<PhotoNote> {
        var notes: Set<PhotoNote> = []
        if !outline.hasEnd { notes.insert(.noEndMarker) }
        if decoded.intactPermille < 990 { notes.insert(.truncated) }
        // A file that lacks nothing but its last marker makes libjpeg warn once; that is not damage.
        let innocent = outline.hasEnd || decoded.intactPermille < 990 ? 0 : decoded.endWarningCount
        if decoded.warningCount > innocent || outline.isBrokenAfterScan { notes.insert(.damaged) }
        if outline.strayByteCount > 0 { notes.insert(.damaged) }
        if outline.end < bytes.count { notes.insert(.trailingData) }
        return notes
    }

    private func pictureSum(_ bytes: [UInt8], _ outline: JPEGOutline) -> [UInt8] {
        var sum = SHA256()
        bytes.withUnsafeBytes { buffer in
            for range in outline.picture {
                sum.update(UnsafeRawBufferPointer(rebasing: buffer[range]))
            }
        }
        return sum.finished()
    }
}
