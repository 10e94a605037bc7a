internal import CQRencode

/// The modules of a QR code, with a quarter of them spare (level M) so that a folded print is still read.
struct QRCode {
    /// Modules a side.
    let side: Int
    private let modules: [Bool]

    /// - Throws: `.code` where the text is too long for any code (about 2,300 bytes).
    init(_ text: String) throws(PaperError) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { throw .code }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        guard let data = code.pointee.data else { throw .code }
        modules = UnsafeBufferPointer(start: data, count: side * side).map { $0 & 1 == 1 }
    }

    func isDark(row: Int, column: Int) -> Bool { modules[row * side + column] }
}
