internal import CCairo

/// The one owner of a cairo PDF surface and its pango layout: measures text and draws pages. Not `Sendable`:
/// made, used and dropped on one thread.
final class PaperCanvas: PaperRuler {
    /// What cairo has written so far.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let output = Output()
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let layout: OpaquePointer
    private var fonts: [PaperFont: OpaquePointer] = [:]
    private let sheet: PaperSheet
    private static let family = "Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"
    private static let scale = Double(PANGO_SCALE)

    /// - Parameter created: stands in the file's properties, `2026-11-22T09:12:00+07:00`.
    init(_ paper: Paper, created: String) throws(PaperError) {
        sheet = PaperSheet(paper)
        let made = cairo_pdf_surface_create_for_stream(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
                output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(output).toOpaque(), sheet.width, sheet.height)
        guard let made else { throw .noMemory }
        guard cairo_surface_status(made) == CAIRO_STATUS_SUCCESS, let drawing = cairo_create(made) else {
            cairo_surface_destroy(made)
            throw .noMemory
        }
        guard let layout = pango_cairo_create_layout(drawing) else {
            cairo_destroy(drawing)
            cairo_surface_destroy(made)
            throw .noMemory
        }
        (surface, context, self.layout) = (made, drawing, layout)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, paper.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Balai")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    }

    deinit {
        for font in fonts.values { pango_font_description_free(font) }
        g_object_unref(UnsafeMutableRawPointer(layout))
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    func height(_ text: String, _ font: PaperFont, width: Double) -> Double {
        prepare(text, font, width, .start)
        var high: Int32 = 0
        pango_layout_get_size(layout, nil, &high)
        return Double(high) / Self.scale
    }

    /// Draws every page and closes the file.
    /// - Throws: `.drawing` with cairo's number; nothing of the file is to be used then.
    func draw(_ pages: [[PaperInk]]) throws(PaperError) -> [UInt8] {
        for page in pages {
            for ink in page { try draw(ink) }
            cairo_show_page(context)
        }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(code: Int(status.rawValue)) }
        return output.bytes
    }

    private func draw(_ ink: PaperInk) throws(PaperError) {
        switch ink {
        case .text(let text, let font, let x, let y, let width, let align):
            prepare(text, font, width, align)
            cairo_set_source_rgb(context, 0, 0, 0)
            cairo_move_to(context, x, y)
            pango_cairo_show_layout(context, layout)
        case .line(let fromX, let fromY, let toX, let toY, let width):
            cairo_set_source_rgb(context, 0, 0, 0)
            cairo_set_line_width(context, width)
            cairo_move_to(context, fromX, fromY)
            cairo_line_to(context, toX, toY)
            cairo_stroke(context)
        case .fill(let x, let y, let width, let height, let grey):
            cairo_set_source_rgb(context, grey, grey, grey)
            cairo_rectangle(context, x, y, width, height)
            cairo_fill(context)
        case .code(let text, let x, let y, let side):
            try drawCode(text, x: x, y: y, side: side)
        case .mark(let text):
            drawMark(text)
        }
    }

    private func drawCode(_ text: String, x: Double, y: Double, side: Double) throws(PaperError) {
        let code = try QRCode(text)
        let step = side / Double(code.side)
        cairo_set_source_rgb(context, 0, 0, 0)
        for row in 0..<code.side {
            for column in 0..<code.side where code.isDark(row: row, column: column) {
                // A hair wider than the module, so that no reader draws light seams between them.
                cairo_rectangle(
                    context, x + Double(column) * step, y + Double(row) * step, step + 0.02, step + 0.02)
            }
        }
        cairo_fill(context)
    }

    private func drawMark(_ text: String) {
        cairo_save(context)
        prepare(text, PaperFont(size: 64, isBold: true), sheet.width, .centre)
        var high: Int32 = 0
        pango_layout_get_size(layout, nil, &high)
        cairo_translate(context, sheet.width / 2, sheet.height / 2)
        cairo_rotate(context, -0.6)
        cairo_move_to(context, -sheet.width / 2, -Double(high) / Self.scale / 2)
        cairo_set_source_rgb(context, 0.9, 0.9, 0.9)
        pango_cairo_show_layout(context, layout)
        cairo_restore(context)
    }

    private func prepare(_ text: String, _ font: PaperFont, _ width: Double, _ align: PaperTable.Align) {
        pango_layout_set_font_description(layout, description(of: font))
        pango_layout_set_width(layout, Int32((max(width, 1) * Self.scale).rounded()))
        let side: PangoAlignment =
            switch align {
            case .start: PANGO_ALIGN_LEFT
            case .centre: PANGO_ALIGN_CENTER
            case .end: PANGO_ALIGN_RIGHT
            }
        pango_layout_set_alignment(layout, side)
        // A NUL would end the text early; control characters have no shape.
        let shown = text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }
        let clean = shown ? String(text.map { $0.isNewline || $0 >= " " ? $0 : " " }) : text
        pango_layout_set_text(layout, clean, -1)
    }

    private func description(of font: PaperFont) -> OpaquePointer? {
        if let known = fonts[font] { return known }
        guard let made = pango_font_description_from_string(Self.family) else { return nil }
        pango_font_description_set_absolute_size(made, font.size * Self.scale)
        pango_font_description_set_weight(made, font.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        fonts[font] = made
        return made
    }
}
