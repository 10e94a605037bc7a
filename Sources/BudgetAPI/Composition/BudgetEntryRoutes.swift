import Commons
import Ledger
import Postgres

/// Entering a budget: makes its use cases once and hands them to the sheet and its routes.
struct BudgetEntryRoutes {
    let house: House
    let database: Database

    private var villages: ReadVillages { ReadVillages(database: database) }

    var routes: [Route] {
        let versions = ListBudgetVersions(database)
        let read = ReadActivityBudget(database)
        let (save, copy) = (SaveSheet(database), CopyLastYear(database))
        let page = BudgetSheetPage(
            house: house, villages: villages, versions: versions, readActivity: read,
            lists: ReadCodeLists(database), ceilings: Ceilings(database), save: save, copy: copy)
        let program = SheetRoutes(
            house: house, versions: versions, readActivity: read, save: save, copy: copy)
        return page.routes + program.routes + evaluation + approvals
    }

    private var evaluation: [Route] {
        let read = ReadEvaluation(database)
        let (remark, answer) = (RemarkLine(database), AnswerRemark(database))
        let page = EvaluationPage(
            house: house, villages: villages, versions: ListBudgetVersions(database), read: read,
            remark: remark, answer: answer)
        let program = EvaluationRoutes(
            read: read, remark: remark, answer: answer, withdraw: WithdrawBudget(database))
        return EvaluationListPage(house: house, work: ListBudgetWork(database)).routes + page.routes
            + program.routes
    }

    private var approvals: [Route] {
        let steps = SPPSteps(
            create: CreateSPP(database), save: SaveSPP(database), delete: DeleteSPP(database),
            propose: ProposeTaxes(database), submit: SubmitSPP(database), verify: VerifySPP(database),
            approve: ApproveSPP(database), pay: PaySPP(database), giveBack: ReturnSPP(database),
            reject: RejectSPP(database))
        return ApprovalPage(
            house: house, read: ReadApprovals(database), settle: SettleAdvance(database),
            work: ListBudgetWork(database), spending: steps,
            submit: SubmitBudget(database), withdraw: WithdrawBudget(database)
        ).routes
    }
}
