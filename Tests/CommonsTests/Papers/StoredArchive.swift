/// Builds ZIP archives without compression, byte by byte: also such as no honest program writes.
enum StoredArchive {
    /// - Parameter claims: says another unpacked size than the true one for every file.
    static func bytes(_ files: [(name: String, text: String)], claims: Int? = nil) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let (name, data) = (Array(file.name.utf8), Array(file.text.utf8))
            let facts =
                little(20, 2) + little(0, 8) + little(Int(crc(data)), 4) + little(data.count, 4)
                + little(claims ?? data.count, 4) + little(name.count, 2) + little(0, 2)
            let offset = body.count
            body += [0x50, 0x4B, 3, 4] + facts + name + data
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + facts + little(0, 10) + little(offset, 4) + name
        }
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(body.count, 4) + little(0, 2)
        return body + directory + end
    }

    /// The parts of a workbook with one sheet of these rows.
    static func workbook(sheet: String, strings: String? = nil) -> [(name: String, text: String)] {
        var files = [
            (
                "xl/workbook.xml",
                "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='A' sheetId='1' r:id='rId1'/>"
                    + "</x:sheets></x:workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='rId1' Target='/xl/worksheets/s.xml'/></Relationships>"
            ),
            ("xl/worksheets/s.xml", sheet),
        ]
        if let strings { files.append(("xl/sharedStrings.xml", strings)) }
        return files
    }

    private static func little(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
    }

    private static func crc(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in (rest >> 1) ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
