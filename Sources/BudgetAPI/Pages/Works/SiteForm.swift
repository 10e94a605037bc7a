import Commons
import Foundation
import GeoIndex
import Monitoring

/// The part of a form that gives a place: drawn on the map, typed in some reference system, or as a file.
struct SiteForm {
    /// What site-fields.mustache reads.
    struct Model {
        let village: Int64
        let geometry: Field
        let typed: [Field]
        let isTyped: Bool
        /// The file a drawing on the map came from, when the form is shown again.
        let fileName: String
    }

    /// What was found when the place was read, for the form that is shown again.
    struct Finding {
        var notes: [String] = []
        var near: [NeighbourLine] = []
        /// The drawing as GeoJSON, so that a file need not be sent twice.
        var drawing: String?
        var fileName = ""

        var isEmpty: Bool { notes.isEmpty && near.isEmpty }

        /// Names the drawing that was shown: seeing one does not approve another.
        var mark: String {
            drawing.map { String(SHA256.hexadecimal(SHA256.sum(of: $0.utf8)).prefix(16)) } ?? ""
        }
    }

    static func model(_ state: FormState, village: Int64, drawn: String = "", finding: Finding) -> Model {
        let words = state.words
        var shown = state
        if let drawing = finding.drawing { shown = state.replacing("geometry", by: drawing) }
        let systems = ReferenceSystem.allCases.map {
            Choice(value: String($0.rawValue), label: words("crs.\($0.rawValue)"))
        }
        let shapes = TypedShape.allCases.map {
            Choice(value: $0.rawValue, label: words("typed.\($0.rawValue)"))
        }
        return Model(
            village: village,
            geometry: shown.field("geometry", .area, labels: "works", value: drawn, isRequired: false),
            typed: [
                state.field("system", labels: "site", value: "4326", options: systems),
                state.field("shape", labels: "site", value: "point", options: shapes),
                state.field("coordinates", .area, labels: "site", isRequired: false),
            ], isTyped: !(state.form["coordinates"] ?? "").isEmpty, fileName: finding.fileName)
    }

    /// The place of a form; nil where none was given. A file comes before what is typed, that before the map.
    static func input(_ form: Form, _ files: [FormPart]) throws -> SiteInput? {
        if let file = files.first { return .file(file.bytes, name: file.fileName ?? "") }
        let typed = (form["coordinates"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        if !typed.isEmpty {
            let system = try ReferenceSystem(epsg: form["system"].flatMap(Int.init) ?? 4326)
            return .typed(typed, system, form["shape"].flatMap(TypedShape.init(rawValue:)) ?? .point)
        }
        let drawn = (form["geometry"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !drawn.isEmpty else { return nil }
        if let name = form["filename"], !name.isEmpty { return .file(Array(drawn.utf8), name: name) }
        return .drawn(Array(drawn.utf8))
    }

    /// Reads the place, and says what is near and what the boundaries say; throws a problem until the person
    /// has seen it once.
    /// - Parameter finding: filled for the form that is shown again.
    static func place(
        _ form: Form, _ files: [FormPart], village: VillageCode, except project: UUID? = nil,
        read: ReadSite, neighbours: FindNeighbours, session: Session, words: Words, finding: inout Finding
    ) async throws -> PlannedSite? {
        guard let input = try input(form, files) else { return nil }
        let proposal = try await read(input, village: village, regency: session.regency)
        if case .file(_, let name) = input { finding.fileName = name }
        finding.drawing = proposal.site.shape.geoJSON()
        guard form["checked"] != finding.mark else { return proposal.site }
        finding.notes = proposal.notes.map { $0.words(words) }
        finding.near = try await neighbours(
            of: proposal.site.shape, within: 60, except: project, by: session
        ).map { NeighbourLine($0, words) }
        // Shown once before saving; the form then carries the mark of what was seen.
        if let note = proposal.notes.first {
            throw Problem(.siteElsewhere, ["note": .text(note.words(words))])
        }
        if !finding.near.isEmpty {
            throw Problem(.worksNearby, ["count": .integer(Int64(finding.near.count))])
        }
        return proposal.site
    }
}

extension SiteNote {
    func words(_ words: Words) -> String {
        switch self {
        case .outsideRegency: words("site.note.outside-regency")
        case .otherVillage(_, let name): words("site.note.other-village", ["village": name])
        case .across(let names): words("site.note.across", ["villages": names.joined(separator: ", ")])
        case .disputed(let names): words("site.note.disputed", ["villages": names.joined(separator: ", ")])
        }
    }
}

extension FormState {
    /// The same form with another value under a name.
    func replacing(_ name: String, by value: String) -> FormState {
        var state = self
        state.form = form.replacing(name, by: value)
        return state
    }
}

/// One neighbour as the form and the case show it: never people or photos (docs/disclosure.md).
struct NeighbourLine {
    let name: String
    let village: String
    let fund: String
    let state: String
    let distance: String
    /// `48 dari 92 m sudah dibayar Dinas PU tahun 2025 (Rp …)`.
    let shared: String?
    let geoJSON: String

    init(_ neighbour: Neighbour, _ words: Words) {
        name = neighbour.name
        village = neighbour.villageName
        fund = "\(neighbour.fund) \(neighbour.year)"
        state = words("work.state.\(neighbour.state.rawValue)")
        distance = words("works.metres", ["metres": String(Int(neighbour.distance.value.rounded()))])
        shared = Self.shared(neighbour, words)
        geoJSON = neighbour.shape.geoJSON()
    }

    private static func shared(_ neighbour: Neighbour, _ words: Words) -> String? {
        var facts: [String: String] = [
            "agency": neighbour.agency.isEmpty
                ? words("works.village-of", ["village": neighbour.villageName]) : neighbour.agency,
            "year": String(neighbour.year),
        ]
        let isPaid = (neighbour.paid ?? .zero) > .zero
        facts["money"] = words.money(sen: (isPaid ? neighbour.paid : neighbour.budget)?.sen ?? 0)
        let end = isPaid ? "paid" : "planned"
        guard let shared = neighbour.shared, shared.share >= 0.05 else {
            return words("works.beside-\(end)", facts)
        }
        switch shared {
        case .line(let metres, let whole):
            facts["shared"] = String(Int(metres.value.rounded()))
            facts["whole"] = String(Int(whole.value.rounded()))
            return words("works.along-\(end)", facts)
        case .area(let metres, let whole):
            facts["shared"] = String(Int(metres.value.rounded()))
            facts["whole"] = String(Int(whole.value.rounded()))
            return words("works.over-\(end)", facts)
        }
    }
}
