import CJPEG

/// libjpeg through one C function each way. No pixel is asked for before the headers were walked.
enum JPEG {
    /// A decoded picture and how well it decoded.
    struct Decoded {
        let image: RGBImage
        /// How many pixels of the file each side of one of these covers: 1, 2, 4 or 8.
        let step: Int
        /// More than none means that the data was damaged.
        let warningCount: Int
        /// Of these, how often the file ended before its picture.
        let endWarningCount: Int
        /// The share of the picture before the data ran out, in thousandths.
        let intactPermille: Int
    }

    /// Decodes at the smallest of the scales 1/8, 1/4, 1/2 that leaves at least `longSide` pixels, or whole.
    /// An eighth of a sound baseline picture is read without libjpeg (decision 0029).
    /// - Throws: `.tooCostly`, `.tooManyScans`, `.tooManyPixels`, `.unsupportedCoding` or `.brokenFile`.
    static func decode(
        _ file: ArraySlice<UInt8>, _ outline: JPEGOutline, longSide: Int, limits: PhotoLimits
    ) throws(PhotoRefusal) -> Decoded {
        let frame = outline.frame
        let eighths = scale(frame, longSide)
        if eighths == 1, let image = BlockMeans.picture(of: file, outline) {
            return Decoded(image: image, step: 8, warningCount: 0, endWarningCount: 0, intactPermille: 1_000)
        }
        var bounds = cjpeg_limits(
            scale_eighths: Int32(eighths), max_side: Int32(limits.sidePixels),
            max_pixels: Int64(limits.pixelCount), max_scans: Int32(limits.scanCount),
            max_memory_bytes: Int64(limits.decodeBytes),
            max_cpu_milliseconds: Int64(limits.decodeMilliseconds))
        var out = cjpeg_image()
        // libjpeg rounds each side up; the picture is written where it stays.
        let capacity = ((frame.width * eighths + 7) / 8) * ((frame.height * eighths + 7) / 8) * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: capacity) { to, count in
            file.withUnsafeBufferPointer {
                _ = cjpeg_decode($0.baseAddress, $0.count, &bounds, to.baseAddress, to.count, &out)
            }
            count = out.size
        }
        guard out.code == Int32(CJPEG_OK) else { throw refusal(out.code, limits) }
        return Decoded(
            image: RGBImage(width: Int(out.width), height: Int(out.height), pixels: pixels),
            step: 8 / eighths, warningCount: Int(out.warnings), endWarningCount: Int(out.end_warnings),
            intactPermille: Int(out.intact_permille))
    }

    /// A baseline JPEG of the picture, without any metadata; `nil` when there is no memory for it.
    static func encode(_ image: RGBImage, quality: Int) -> [UInt8]? {
        guard image.pixels.count == image.width * image.height * 3 else { return nil }
        var out = cjpeg_file()
        let code = cjpeg_encode(image.pixels, Int32(image.width), Int32(image.height), Int32(quality), &out)
        defer { cjpeg_free(&out) }
        guard code == Int32(CJPEG_OK) else { return nil }
        return Array(UnsafeBufferPointer(start: out.bytes, count: out.size))
    }

    private static func scale(_ frame: JPEGOutline.Frame, _ longSide: Int) -> Int {
        let (long, short) = (max(frame.width, frame.height), min(frame.width, frame.height))
        // Of a panorama a quarter as much is left on the short side.
        let least = min(short, longSide / 4)
        return [1, 2, 4].first { long * $0 / 8 >= longSide && short * $0 / 8 >= least } ?? 8
    }

    private static func refusal(_ code: Int32, _ limits: PhotoLimits) -> PhotoRefusal {
        switch Int(code) {
        case CJPEG_MEMORY, CJPEG_TIME: PhotoRefusal(.tooCostly)
        case CJPEG_SCANS: PhotoRefusal(.tooManyScans, ["limit": limits.scanCount])
        case CJPEG_SIZE: PhotoRefusal(.tooManyPixels, ["limit": limits.pixelCount / 1_000_000])
        case CJPEG_UNSUPPORTED: PhotoRefusal(.unsupportedCoding)
        default: PhotoRefusal(.brokenFile)
        }
    }
}
