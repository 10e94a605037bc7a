import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/versions/{id}/activities/{activity}`: the cost estimate (RAB) of one
/// activity as a grid; `0.0.00` is the income and financing of the version.
struct ActivityPage: Sendable {
    let house: House
    let villages: ReadVillages
    let versions: ListBudgetVersions
    let readActivity: ReadActivityBudget
    let lists: ReadCodeLists
    let save: SaveBudgetLines

    var routes: [Route] {
        let path = "/villages/{village}/{year}/versions/{id}/activities"
        return [
            Route(.get, path, .signedIn, choose),
            Route(.get, "\(path)/{activity}", .signedIn, show),
            Route(.post, "\(path)/{activity}", .posts([.treasurer, .secretary]), store),
        ]
    }

    /// The form that asks which activity to add leads here: on to the grid of that activity.
    @Sendable func choose(_ request: Request, _ context: AppContext) async throws -> Response {
        let code = request.uri.queryParameters["activity"].map(String.init) ?? LineKey.noActivity
        guard code.utf8.allSatisfy({ $0 == 46 || (48...57).contains($0) }), code.utf8.count <= 12 else {
            throw Problem(.unknownActivity, ["activity": .text(String(code.prefix(40)))])
        }
        return .seeOther("\(request.uri.path)/\(code)")
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, context)
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (version, activity) = (try context.id(), try context.parameters.require("activity"))
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (revision, id) = (fields.revision(), fields.uuid("id"))
            let lines = GridForm(form).lines(of: activity, &fields, house.words(context))
            try fields.finish()
            _ = try await save(
                lines, into: version, revision: revision, replacing: activity, request: id, by: session)
            return request.uri.path
        } again: { state in
            try await screen(state, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let (year, activity) = (try context.year(), try context.parameters.require("activity"))
        let version = try await versions.version(try context.id(), by: session)
        guard version.village == village.code, version.year == year else { throw Problem(.notFound) }
        let lines = try await readActivity(version.id, activity: activity, by: session)
        let isMoney = activity == LineKey.noActivity
        let names = try await lists.activities(of: village.code, year: year, by: session)
        guard isMoney || names.contains(where: { $0.code == activity && $0.level == 3 }) else {
            throw Problem(.notFound)
        }
        let accounts = try await lists.accounts(of: village.code, year: year, by: session)
        let funds = try await lists.funds(of: village.code, year: year, by: session)
        let base = VillageAddress(village.code.number, year: year).base
        let canEdit = version.isEditable(by: session)
        let grid = GridView(
            words: state.words, lines: lines, isMoney: isMoney, canEdit: canEdit, revision: version.revision,
            action: "\(base)/versions/\(version.id.uuidString.lowercased())/activities/\(activity)",
            version: version.id.uuidString.lowercased(), activity: activity,
            owner: session.account.uuidString.lowercased(), accounts: accounts, funds: funds)
        let name = names.first { $0.code == activity }.map { "\($0.code) \($0.name)" }
        let budget = "\(base)/budget?version=\(version.id.uuidString.lowercased())"
        return Screen(
            template: "activity", title: name ?? state.words("budget.income"), model: grid.model(state),
            crumbs: [
                Crumb(label: village.name, address: base),
                Crumb(label: state.words("budget.title", ["year": String(year)]), address: budget),
            ],
            modules: canEdit ? ["components/budget-sheet.js"] : [], isDemo: village.isDemo)
    }
}
