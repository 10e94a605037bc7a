import Testing

@testable import Commons

/// Goal: the picture of a code is the code, with its edge. Method: its squares beside the encoder's modules.
@Suite struct QRPictureTests {
    @Test func `each dark module is one square inside the empty edge`() throws {
        let text = "https://balai.example/rekam/abc"
        let code = try QRCode(text)
        let picture = try QRPicture(text)
        var dark = 0
        for row in 0..<code.side {
            for column in 0..<code.side where code.isDark(row: row, column: column) {
                dark += 1
                #expect(picture.svg.contains("M\(column + 4) \(row + 4)h1v1h-1z"))
            }
        }
        #expect(picture.svg.split(separator: "h1v1h-1z").count == dark + 1)
        #expect(picture.svg.contains(#"viewBox="0 0 \#(code.side + 8) \#(code.side + 8)""#))
        #expect(!picture.svg.contains("balai.example"))
    }

    @Test func `the longest text has a code, one byte more has none`() throws {
        #expect(try QRPicture(String(repeating: "a", count: 2_331)).svg.contains("<path"))
        for count in [2_332, 100_000] {
            #expect(throws: PaperError.code) { try QRPicture(String(repeating: "a", count: count)) }
        }
    }
}
