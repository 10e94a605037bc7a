/// The perceptual hashes of one picture, upright. What each is good for was measured: docs/photos.md.
public struct PhotoHashes: Hashable, Sendable {
    /// PDQ of the whole picture: the hash to search the country by, up to 45 bits.
    public let pdq: PictureHash
    /// 0...100: how much there is to compare. Below `lowestQuality` nothing should be matched.
    public let pdqQuality: Int
    /// dHash-256, the steps of a 17 × 16 grid: survives printed-over text; for neighbours only.
    public let difference: PictureHash
    /// PDQ of the picture without bars at its edges, of that without its bottom 24 %, and of its middle 90 %
    /// and 80 %: to be stored beside `pdq`, and the smallest distance of any pair counts.
    public let views: [PictureHash]
    /// PDQ of the eight ways to turn and mirror the picture, itself first: for the query only, not to be
    /// stored.
    public let dihedral: [PictureHash]

    /// The PDQ quality under which a picture is too plain to be compared.
    public static let lowestQuality = 50

    /// The hashes of an upright picture as it stands.
    init(_ image: RGBImage) {
        self.init(image, of: (image.width, image.height), step: 1)
    }

    /// - Parameters:
    ///   - image: the upright picture, perhaps made smaller.
    ///   - size: of the whole upright picture.
    ///   - step: how many pixels of the whole picture each side of one of these covers.
    init(_ image: RGBImage, of size: (width: Int, height: Int), step: Int) {
        let plane = image.luma
        let spectrum = PDQSpectrum(plane, of: size, step: step)
        pdq = spectrum.hash
        pdqQuality = spectrum.quality
        dihedral = spectrum.dihedralHashes
        // The other hashes are compared only among themselves: a smaller picture serves them as well.
        let small = plane.reduced(longSide: 512)
        difference = Self.difference(small)
        let trimmed = small.trimmed
        let parts = [trimmed, trimmed.withoutBottom(0.24), trimmed.centre(0.9), trimmed.centre(0.8)]
        views = parts.map { PDQSpectrum($0).hash }
    }

    /// The smallest PDQ distance between any stored view of one picture and any of the other.
    public func distance(to other: PhotoHashes) -> Int {
        let mine = [pdq] + views
        let theirs = [other.pdq] + other.views
        return mine.flatMap { first in theirs.map { first.distance(to: $0) } }.min() ?? 256
    }

    private static func difference(_ plane: LumaPlane) -> PictureHash {
        let grid = plane.means(columns: 17, rows: 16)
        var words = SIMD4<UInt64>()
        for index in 0..<256 {
            let at = index / 16 * 17 + index % 16
            if grid[at + 1] > grid[at] { words[index / 64] |= 1 << UInt64(index % 64) }
        }
        return PictureHash(words: words)
    }
}
