/// The small picture that cameras put into the Exif block. Editors that paste another picture into a file
/// often forget it, so it is compared with the large one. It is decoded under the same rules, and never asked
/// for a thumbnail of its own.
struct EmbeddedThumbnail {
    let image: RGBImage

    /// Far more than any camera writes: 160 × 120 is usual, 640 × 480 the largest seen.
    private static let sidePixels = 1_024
    /// Beyond this many of 64 bits two pictures are not the same (measured on pairs: docs/photos.md).
    private static let differingBits = 20

    /// `nil` when there is none that can be decoded whole.
    init?(_ bytes: ArraySlice<UInt8>) {
        var limits = PhotoLimits.standard
        limits.sidePixels = Self.sidePixels
        limits.scanCount = 20
        limits.decodeMilliseconds = 200
        let file = Array(bytes)
        do throws(PhotoRefusal) {
            let outline = try JPEGWalk.outline(of: file, limits: limits)
            let decoded = try JPEG.decode(
                file[..<outline.end], outline, longSide: 160, limits: limits)
            guard decoded.warningCount == 0, decoded.image.width >= 32, decoded.image.height >= 32 else {
                return nil
            }
            image = decoded.image
        } catch {
            return nil
        }
    }

    /// Whether the thumbnail shows something else than the picture, however either is turned. Both are
    /// compared with and without bars at the edges: cameras fill a 4:3 thumbnail of a 16:9 picture with
    /// black.
    func differs(from picture: LumaPlane) -> Bool {
        let small = image.luma
        let mine = [PDQSpectrum(small), PDQSpectrum(small.trimmed)]
        let theirs = [PDQSpectrum(picture), PDQSpectrum(picture.trimmed)]
        guard mine[0].quality >= 30, theirs[0].quality >= 30 else { return false }
        for first in mine {
            for second in theirs {
                let wanted = second.coarseBits[0]
                let nearest = first.coarseBits.map { ($0 ^ wanted).nonzeroBitCount }.min() ?? 64
                if nearest <= Self.differingBits { return false }
            }
        }
        return true
    }
}
