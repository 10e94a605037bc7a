import Commons
import Foundation
import Ledger

/// A village on the wire.
struct VillageBody: Encodable {
    let village: Int64
    let code: String
    let name: String
    let district: String
    let isDemo: Bool

    init(_ village: Village) {
        self.village = village.code.number
        code = village.code.dotted
        name = village.name
        district = village.districtName
        isDemo = village.isDemo
    }
}

/// A budget version without its lines.
struct VersionBody: Encodable {
    let id: UUID
    let village: Int64
    let year: Int
    let ordinal: Int
    let kind: String
    let state: String
    let revision: Int
    let origin: String
    let regulationNumber: String?
    let regulationDate: String?
    let submittedOn: String?
    let minutesNumber: String?
    let minutesDate: String?

    init(_ version: BudgetVersion) {
        id = version.id
        village = version.village.number
        year = version.year
        ordinal = version.ordinal
        kind = version.kind.rawValue
        state = version.state.rawValue
        revision = version.revision
        origin = version.origin.rawValue
        regulationNumber = version.regulationNumber
        regulationDate = version.regulationDate
        submittedOn = version.submittedOn
        minutesNumber = version.minutesNumber
        minutesDate = version.minutesDate
    }
}

/// A version with its computed totals.
struct BudgetBody: Encodable {
    struct FundBody: Encodable {
        let fund: String
        let sourcesSen: Int64
        let usesSen: Int64
        let differenceSen: Int64
    }
    struct ActivityBody: Encodable {
        let activity: String
        let name: String
        let kind: Int?
        let amountSen: Int64
        let reservedSen: Int64
        let postedSen: Int64
        let funds: [String]
    }

    let version: VersionBody
    let incomeSen: Int64
    let spendingSen: Int64
    let financingInSen: Int64
    let financingOutSen: Int64
    let differenceSen: Int64
    let funds: [FundBody]
    let activities: [ActivityBody]

    init(_ tree: BudgetTree) {
        version = VersionBody(tree.version)
        incomeSen = tree.sides[.income]?.sen ?? 0
        spendingSen = tree.sides[.spending]?.sen ?? 0
        financingInSen = tree.sides[.financingIn]?.sen ?? 0
        financingOutSen = tree.sides[.financingOut]?.sen ?? 0
        differenceSen = tree.difference.sen
        funds = tree.funds.map {
            FundBody(
                fund: $0.fund, sourcesSen: $0.sources.sen, usesSen: $0.uses.sen,
                differenceSen: $0.difference.sen)
        }
        activities = tree.fields.flatMap(\.groups).flatMap(\.activities).map {
            ActivityBody(
                activity: $0.code, name: $0.name, kind: $0.kind, amountSen: $0.amount.sen,
                reservedSen: $0.reserved.sen, postedSen: $0.posted.sen, funds: $0.funds)
        }
    }
}

/// A budget line as it stands.
struct LineBody: Encodable {
    struct RABBody: Encodable {
        let ordinal: Int
        let description: String
        /// A decimal as text, so that no reader rounds it: `2.5`.
        let volume: String
        let unit: String
        let unitPriceSen: Int64
        let amountSen: Int64
    }

    let activity: String
    let account: String
    let accountName: String
    let fund: String
    let subDetail: String
    let name: String
    let amountSen: Int64
    let limitSen: Int64
    let requestedSen: Int64
    let reservedSen: Int64
    let postedSen: Int64
    let remainingSen: Int64
    let rab: [RABBody]

    init(_ line: ReadActivityBudget.Line) {
        activity = line.key.activity
        account = line.key.account
        accountName = line.accountName
        fund = line.key.fund
        subDetail = line.key.subDetail
        name = line.name
        amountSen = line.amount.sen
        limitSen = line.limit.sen
        requestedSen = line.requested.sen
        reservedSen = line.reserved.sen
        postedSen = line.posted.sen
        remainingSen = line.remaining.sen
        rab = line.rab.map {
            RABBody(
                ordinal: $0.ordinal, description: $0.item.description, volume: $0.item.volume.description,
                unit: $0.item.unit, unitPriceSen: $0.item.unitPrice.sen, amountSen: $0.amount.sen)
        }
    }
}

/// What a change of a version gives back.
struct StepBody: Encodable {
    let id: UUID
    let revision: Int
    let state: String
    var number: Int?
    var entryNumber: Int64?

    init(_ step: VersionStep) {
        id = step.id
        revision = step.revision
        state = step.state.rawValue
    }

    init(_ step: SPPStep, entryNumber: Int64? = nil) {
        id = step.id
        revision = step.revision
        state = step.state.rawValue
        number = step.number
        self.entryNumber = entryNumber
    }
}

/// Lines sent to replace those of one activity.
struct LinesBody: Decodable {
    struct Line: Decodable {
        struct RAB: Decodable {
            let description: String
            let volume: String
            let unit: String
            let unitPriceSen: Int64
        }

        let account: String
        let fund: String
        let subDetail: String?
        let name: String?
        let rab: [RAB]
    }

    let id: UUID?
    let revision: Int?
    let lines: [Line]

    /// - Throws: `LedgerError.amountOutOfRange` for a volume that is none.
    func drafts(of activity: String) throws -> [LineDraft] {
        try lines.map { line in
            let key = LineKey(
                activity: activity, account: line.account, fund: line.fund, subDetail: line.subDetail ?? "01")
            let items = try line.rab.map {
                RABItem(
                    description: $0.description, volume: try Volume(decimal: $0.volume), unit: $0.unit,
                    unitPrice: Rupiah(sen: $0.unitPriceSen))
            }
            return LineDraft(key: key, name: line.name ?? "", rab: items)
        }
    }
}
