/// Tells by its first bytes what a file is that is not a JPEG, so that the refusal can say what to do.
enum FileKind {
    /// The refusal for these first bytes, or `nil` when they start a JPEG.
    static func refusal(of head: ArraySlice<UInt8>) -> PhotoRefusal? {
        if head.isEmpty { return PhotoRefusal(.empty) }
        if head.starts(with: [0xFF, 0xD8]) { return nil }
        for (signature, reason) in signatures where head.starts(with: signature) {
            return PhotoRefusal(reason)
        }
        return PhotoRefusal(container(head) ?? markup(head) ?? .notJPEG)
    }

    private static let signatures: [([UInt8], PhotoRefusal.Reason)] = [
        ([0x89, 0x50, 0x4E, 0x47], .isPNG),
        (Array("GIF8".utf8), .isGIF),
        (Array("BM".utf8), .isBMP),
        ([0x49, 0x49, 0x2A, 0x00], .isTIFF),
        ([0x4D, 0x4D, 0x00, 0x2A], .isTIFF),
        ([0x49, 0x49, 0x2B, 0x00], .isTIFF),
        ([0x4D, 0x4D, 0x00, 0x2B], .isTIFF),
        (Array("%PDF".utf8), .isPDF),
        ([0x50, 0x4B, 0x03, 0x04], .isArchive),
        ([0x50, 0x4B, 0x05, 0x06], .isArchive),
        ([0x50, 0x4B, 0x07, 0x08], .isArchive),
        (Array("Rar!".utf8), .isArchive),
        ([0x37, 0x7A, 0xBC, 0xAF], .isArchive),
        ([0x1F, 0x8B], .isArchive),
        (Array("MZ".utf8), .isProgram),
        ([0x7F, 0x45, 0x4C, 0x46], .isProgram),
        (Array("#!".utf8), .isProgram),
        (Array("<?php".utf8), .isProgram),
        ([0xFF, 0x0A], .isJPEGXL),
        ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], .isJPEGXL),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], .isJPEG2000),
        ([0xFF, 0x4F, 0xFF, 0x51], .isJPEG2000),
        ([0x1A, 0x45, 0xDF, 0xA3], .isVideo),
        ([0x00, 0x00, 0x01, 0xBA], .isVideo),
    ]

    /// RIFF and ISO base media files name their kind after the size.
    private static func container(_ head: ArraySlice<UInt8>) -> PhotoRefusal.Reason? {
        let head = Array(head.prefix(64))
        guard head.count >= 12 else { return nil }
        func word(_ at: Int) -> String { String(decoding: head[at..<(at + 4)], as: UTF8.self) }
        if word(0) == "RIFF" {
            switch word(8) {
            case "WEBP": return .isWebP
            case "AVI ": return .isVideo
            default: return nil
            }
        }
        guard word(4) == "ftyp" else { return nil }
        let brands = [word(8)] + stride(from: 16, through: head.count - 4, by: 4).map(word)
        if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return .isAVIF }
        let heic: Set<String> = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        return brands.contains(where: heic.contains) ? .isHEIC : .isVideo
    }

    private static func markup(_ head: ArraySlice<UInt8>) -> PhotoRefusal.Reason? {
        let text = String(decoding: head.prefix(64), as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let pages = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml"]
        return pages.contains(where: { start.hasPrefix($0) }) ? .isWebPage : nil
    }
}
