/// A QR code as a picture of a page: dark squares on white, with the empty edge that readers need around it.
public struct QRPicture: Hashable, Sendable {
    /// Empty modules on each side (ISO/IEC 18004).
    static let edge = 4

    /// The whole `<svg>` element. It holds squares only, nothing of the text itself.
    public let svg: String

    /// - Parameter text: what a phone reads from it.
    /// - Throws: `.code` where the text is too long for any code (about 2,300 bytes).
    public init(_ text: String) throws(PaperError) {
        let code = try QRCode(text)
        var squares = ""
        for row in 0..<code.side {
            for column in 0..<code.side where code.isDark(row: row, column: column) {
                squares += "M\(column + Self.edge) \(row + Self.edge)h1v1h-1z"
            }
        }
        let side = code.side + 2 * Self.edge
        svg =
            #"<svg viewBox="0 0 \#(side) \#(side)" width="240" height="240" shape-rendering="crispEdges" "#
            + #"aria-hidden="true"><path fill="white" d="M0 0h\#(side)v\#(side)h-\#(side)z"/>"#
            + #"<path d="\#(squares)"/></svg>"#
    }
}
