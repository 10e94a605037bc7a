import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `/villages/{village}/{year}/versions/{id}/sheet`: the whole budget version as one sheet. Without scripts
/// it is a form with a text area that takes what a spreadsheet copies; files come in and go out here.
struct BudgetSheetPage: Sendable {
    let house: House
    let villages: ReadVillages
    let versions: ListBudgetVersions
    let readActivity: ReadActivityBudget
    let lists: ReadCodeLists
    let ceilings: Ceilings
    let save: SaveSheet
    let copy: CopyLastYear

    var routes: [Route] {
        let path = "/villages/{village}/{year}/versions/{id}/sheet"
        let writers: Set<Role> = [.treasurer, .secretary]
        return [
            Route(.get, path, .signedIn, show),
            Route(.post, path, .posts(writers), store),
            Route(.get, "\(path)/export", .signedIn, export),
            Route(.post, "\(path)/import", .posts(writers), bring),
            Route(.post, "\(path)/copy", .posts(writers), copyLastYear),
        ]
    }

    /// What sheet.mustache reads.
    struct Model {
        struct Cell {
            let text: String
            let style: String
            /// What its column is called.
            let head: String
        }

        let summary: FormSummary?
        let status: String
        let ceilings: CeilingsView
        let canEdit: Bool
        let action: String
        let revision: Int
        let version: String
        let owner: String
        /// What is in the area is not stored yet.
        let isUnsaved: Bool
        let notice: String?
        let rows: String
        let heads: [GridView.Head]
        let table: [[Cell]]
        /// What is stored now, where the form was about an older state.
        let current: String?
        let isEmpty: Bool
        let accounts: [Choice]
        let activities: [Choice]
        let funds: [Choice]
        let exports: [Crumb]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        var state = SheetState(form: FormState(words: house.words(context)))
        if let copied = request.query("copied"), let leftOut = request.query("left") {
            state.notice = state.form.words("sheet.copied", ["count": copied, "left": leftOut])
        }
        return house.pages.render(try await screen(state, context), request, context)
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (revision, id) = (fields.revision(), fields.uuid("id"))
            let reading = SheetReading(SheetRow.rows(pasted: form["rows"] ?? ""))
            for fault in reading.faults { fields.fail("rows", fault, house.words(context)) }
            try fields.finish()
            _ = try await save(
                reading.lines, into: version, revision: revision, replacing: nil, request: id, by: session)
            return request.uri.path
        } again: { form in
            var state = SheetState(form: form)
            state.rows = form.form["rows"]
            return try await screen(state, context)
        }
    }

    /// Shows a file's rows as typed but not saved: a person looks at what was understood first.
    @Sendable func bring(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.multipart()
        var state = SheetState(form: FormState(words: house.words(context)))
        do {
            guard let file = form.files("file").first else { throw SheetFileError.empty }
            let rows = try await SheetFile.read(file.bytes)
            state.rows = rows.map(\.pasted).joined(separator: "\n")
            state.notice = state.form.words("sheet.brought", ["count": String(rows.count)])
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            state.form.problem = problem
        }
        var screen = try await screen(state, context)
        if let problem = state.form.problem { screen.status = problem.status }
        return house.pages.render(screen, request, context)
    }

    @Sendable func copyLastYear(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try context.id()
        let page = request.uri.path.replacing("/copy", with: "")
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (revision, id) = (fields.revision(), fields.uuid("id"))
            try fields.finish()
            let done = try await copy(into: version, revision: revision, request: id, by: session)
            return "\(page)?copied=\(done.copied)&left=\(done.leftOut)"
        } again: { form in
            try await screen(SheetState(form: form), context)
        }
    }

    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try await versions.version(try context.id(), by: session)
        return try await SheetDownload.answer(
            request, version, try await readActivity(version.id, activity: nil, by: session),
            house.words(context))
    }

    private func screen(_ state: SheetState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.form.words
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        let version = try await versions.version(try context.id(), by: session)
        guard version.village == village.code, version.year == year else { throw Problem(.notFound) }
        let lines = try await readActivity(version.id, activity: nil, by: session)
        let stored = lines.flatMap(SheetRow.rows)
        let promised = try await ceilings.list(
            year: year, village: village.code, limit: PageLimit(100), by: session
        ).rows
        let compared = BudgetCeiling.compare(promised, with: BudgetCeiling.income(of: lines))
        let text = stored.map(\.pasted).joined(separator: "\n")
        let base = VillageAddress(village.code.number, year: year).base
        let own = "\(base)/versions/\(version.id.uuidString.lowercased())"
        let isStale = state.form.problem?.kind == .staleRevision
        let model = Model(
            summary: state.form.summary, status: words("state.\(version.state.rawValue)"),
            ceilings: CeilingsView(compared, words), canEdit: version.isEditable(by: session),
            action: "\(own)/sheet", revision: version.revision,
            version: version.id.uuidString.lowercased(), owner: session.account.uuidString.lowercased(),
            isUnsaved: state.rows != nil, notice: state.notice, rows: state.rows ?? text,
            heads: SheetRow.columns.map {
                GridView.Head(label: words("grid.\($0)"), style: GridView.style($0))
            },
            table: stored.map { row in
                zip(SheetRow.columns, row.cells).map {
                    Model.Cell(text: $1, style: GridView.style($0), head: words("grid.\($0)"))
                }
            }, current: isStale ? text : nil,
            isEmpty: stored.isEmpty && state.rows == nil,
            accounts: try await lists.accounts(of: village.code, year: year, by: session)
                .filter { $0.level == 4 && BudgetRules.side(of: $0.code) != nil }
                .map { Choice(value: $0.code, label: $0.name) },
            activities: try await lists.activities(of: village.code, year: year, by: session)
                .filter { $0.level == 3 }.map { Choice(value: $0.code, label: $0.name) },
            funds: try await lists.funds(of: village.code, year: year, by: session)
                .map { Choice(value: $0.code, label: $0.name) },
            exports: SheetFormat.allCases.map {
                Crumb(
                    label: words("sheet.export-\($0.rawValue)"),
                    address: "\(own)/sheet/export?format=\($0.rawValue)")
            })
        return Screen(
            template: "sheet", title: words("sheet.title", ["year": String(year)]), model: model,
            crumbs: [
                Crumb(label: village.name, address: base),
                Crumb(
                    label: words("budget.title", ["year": String(year)]),
                    address: "\(base)/budget?version=\(model.version)"),
            ],
            modules: model.canEdit ? ["components/budget-sheet.js"] : [], isDemo: village.isDemo)
    }
}

/// The page while it is filled in.
private struct SheetState {
    var form: FormState
    /// Rows that are not stored yet, as a spreadsheet copies them.
    var rows: String?
    var notice: String?
}

extension FormReader {
    /// A cell of the sheet that can't be saved, told at the field of the whole sheet.
    mutating func fail(_ name: String, _ fault: SheetReading.Fault, _ words: Words) {
        fail(
            name, fault.key,
            ["row": .integer(Int64(fault.row)), "column": .text(words("grid.\(fault.column)"))])
    }
}

extension BudgetVersion {
    /// Whether this person's posts allow to change its lines now; the database decides again.
    func isEditable(by session: Session) -> Bool {
        state.isOpen
            && session.posts.contains {
                [.treasurer, .secretary].contains($0.role) && $0.covers(village.number)
            }
    }
}

/// A budget version as a file.
enum SheetDownload {
    static func answer(
        _ request: Request, _ version: BudgetVersion, _ lines: [ReadActivityBudget.Line], _ words: Words
    ) async throws -> Response {
        guard let format = SheetFormat(rawValue: request.query("format") ?? SheetFormat.csv.rawValue) else {
            throw Problem(.notAcceptable)
        }
        let headings = (SheetRow.columns + ["amount"]).map { words("grid.\($0)") }
        let title = words("sheet.title", ["year": String(version.year)])
        let bytes = try await SheetFile.write(lines, as: format, headings: headings, title: title)
        let name = "rab-\(version.village.dotted)-\(version.year)-\(version.ordinal).\(format.fileExtension)"
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
