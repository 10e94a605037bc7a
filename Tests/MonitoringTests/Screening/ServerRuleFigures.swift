import Foundation
import GeoIndex
import Testing

@testable import Monitoring

/// Goal: figures for the rules that the labelled corpus has no facts for (R4, R7, R8, R12). Method: the real
/// pictures of the photo set turned and cropped, their thumbnails and clocks as they are, and fixes drawn by
/// the published errors of phones. docs/screening.md quotes what this prints.
@Suite(.enabled(if: OpenSet.isPresent, "../shared/photos/open is not beside this checkout"))
struct ServerRuleFigures {
    private static let inspector = PhotoInspector()

    private static var expectedFiles: [OpenSet.Expected] {
        do { return try OpenSet.expected() } catch { return [] }
    }

    /// The real pictures that are good enough to compare, each once, with what the inspector says of them.
    private static let pictures: [(image: RGBImage, hashes: PhotoHashes, facts: PhotoFacts)] = {
        var found: [(image: RGBImage, hashes: PhotoHashes, facts: PhotoFacts)] = []
        for expected in expectedFiles where expected.kind == "real" {
            let path = OpenSet.folder.appending(path: expected.file).path
            guard let bytes = FileManager.default.contents(atPath: path).map([UInt8].init) else { continue }
            do throws(PhotoRefusal) {
                let facts = try inspector.inspect(bytes)
                let outline = try JPEGWalk.outline(of: bytes, limits: .standard)
                let decoded = try JPEG.decode(
                    bytes[..<outline.end], outline, longSide: 512, limits: .standard)
                let image = decoded.image.oriented(facts.orientation ?? 1)
                found.append((image, PhotoHashes(image), facts))
            } catch {
                continue
            }
        }
        return found
    }()

    private static var comparable: [(image: RGBImage, hashes: PhotoHashes, facts: PhotoFacts)] {
        pictures.filter { $0.hashes.pdqQuality >= 50 && max($0.image.width, $0.image.height) >= 300 }
    }

    private static func cropped(_ image: RGBImage, _ share: Double) -> RGBImage {
        let (cutX, cutY) = (
            Int(Double(image.width) * (1 - share) / 2), Int(Double(image.height) * (1 - share) / 2)
        )
        let (width, height) = (image.width - 2 * cutX, image.height - 2 * cutY)
        let rows = (0..<height).flatMap { row -> ArraySlice<UInt8> in
            let start = ((row + cutY) * image.width + cutX) * 3
            return image.pixels[start..<(start + width * 3)]
        }
        return RGBImage(width: width, height: height, pixels: rows)
    }

    @Test func `R4 finds turned, mirrored and cropped copies, and no other picture`() {
        let pictures = Self.comparable
        var (turned, turnedFound, croppedCount, croppedFound, unrelated, wrong) = (0, 0, 0, 0, 0, 0)
        for (index, picture) in pictures.enumerated() {
            for orientation in 2...8 {
                let copy = PhotoHashes(picture.image.oriented(orientation)).pdq
                turned += 1
                if picture.hashes.dihedral.contains(where: { $0.distance(to: copy) <= 45 }) {
                    turnedFound += 1
                }
            }
            for share in [0.95, 0.9, 0.8] {
                let copy = PhotoHashes(Self.cropped(picture.image, share))
                croppedCount += 1
                if picture.hashes.distance(to: copy) <= 45 { croppedFound += 1 }
            }
            // Frames of one burst and one picture under several orientations are no strangers.
            for other in pictures[(index + 1)...] where other.hashes.pdq.distance(to: picture.hashes.pdq) > 90
            {
                let views = other.hashes.dihedral + other.hashes.views
                let nearest = views.map { $0.distance(to: picture.hashes.pdq) }.min() ?? 256
                unrelated += 1
                if nearest <= 45, other.facts.make != picture.facts.make { wrong += 1 }
            }
        }
        print(
            "R4: \(turnedFound) of \(turned) turned, \(croppedFound) of \(croppedCount) cropped, "
                + "\(wrong) of \(unrelated) unrelated pairs, \(pictures.count) pictures")
        #expect(pictures.count >= 20)
        #expect(Double(turnedFound) >= 0.94 * Double(turned))
        #expect(Double(croppedFound) >= 0.8 * Double(croppedCount))
        #expect(wrong == 0)
    }

    @Test func `R8 finds few thumbnails that differ among real cameras' files`() {
        let odd = Self.pictures.count { $0.facts.notes.contains(.thumbnailDiffers) }
        print("R8: \(odd) of \(Self.pictures.count) real files have a thumbnail of another picture")
        #expect(Double(odd) <= 0.05 * Double(Self.pictures.count))
    }

    @Test func `R12 finds few clocks a day apart among real cameras' files`() {
        let gaps = Self.pictures.compactMap { picture -> Double? in
            guard let taken = picture.facts.takenAt.flatMap(Moment.init(parsing:)),
                let gps = picture.facts.gpsAt.flatMap(Moment.init(parsing:))
            else { return nil }
            let weeks = 1_024.0 * 7 * 86_400
            return min(
                (taken.seconds - gps.seconds).magnitude, (taken.seconds - gps.seconds - weeks).magnitude)
        }
        // Cameras of the whole world: their zones make up to 21 hours against WIB.
        let far = gaps.count { $0 > 45 * 3_600 }
        print("R12: \(far) of \(gaps.count) real files with both clocks are days apart")
        #expect(Double(far) <= 0.1 * Double(max(10, gaps.count)))
    }

    @Test func `R7 stays silent on honest fixes and speaks on pasted ones`() throws {
        var dice = Dice(seed: 7)
        func fix() -> (claim: ClaimedPosition, accuracy: Double) {
            // ../shared/geo/FIGURES.md section 5: satellites 4.5 to 13 m, WLAN 74 m, cells 600 m at the
            // median.
            let kind = dice.between(0, 1)
            let deviation = kind < 0.9 ? dice.between(3, 13) : kind < 0.98 ? 60 : 500
            let stated = deviation * dice.between(0.7, 1.3)
            return (claim(dice.normal(deviation), dice.normal(deviation)), stated)
        }
        func speaks(pastedMetres: Double?) throws -> Bool {
            let (exif, own) = (fix(), fix())
            let one = photo(1, at: exif.claim) {
                $0.locationSource = "exif"
                $0.accuracyMetres = exif.accuracy
                $0.capturePosition = own.claim
                $0.captureAccuracyMetres = own.accuracy
            }
            var moved = one
            if let pastedMetres { moved.position?.longitude += pastedMetres / 110_207 }
            return try PlaceRules.twoPositions(
                site(work("A", .point(at(0, 0))), [moved]), standard) != nil
        }
        let honest = try (0..<20_000).count { _ in try speaks(pastedMetres: nil) }
        let pasted = try (0..<2_000).count { _ in try speaks(pastedMetres: 1_000) }
        print("R7: \(honest) of 20,000 honest captures, \(pasted) of 2,000 pasted 1 km away")
        #expect(honest <= 20)
        #expect(pasted >= 1_800)
    }
}
