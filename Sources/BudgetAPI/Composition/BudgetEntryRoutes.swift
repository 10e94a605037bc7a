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

/// What waits for a person on the way of a budget: to agree, send, evaluate, mend or post.
struct BudgetTasks: Sendable {
    let database: Database

    var source: TaskSource {
        let work = ListBudgetWork(database)
        let approvals = ReadApprovals(database)
        return { session, words in
            var tasks: [HomeTask] = []
            if session.holds(.head) {
                let requests = try await approvals(limit: PageLimit(100), by: session).count
                let settlements = try await approvals.settlements(limit: PageLimit(100), by: session)
                    .count(where: \.isForReader)
                let agreed = try await work(in: [.agreed], limit: PageLimit(100), by: session).rows.count
                let count = requests + settlements + agreed
                tasks.append(
                    HomeTask(
                        label: words("approvals.title"), detail: words("home.approvals"),
                        address: "/approvals",
                        count: count > 0 ? String(count) : nil))
            }
            let waiting: [(role: [Role], state: BudgetState)] = [
                ([.council], .draft), ([.secretary], .agreed), ([.district, .county], .submitted),
                ([.secretary, .treasurer], .returned), ([.secretary, .treasurer], .evaluated),
            ]
            for (roles, state) in waiting where session.posts.contains(where: { roles.contains($0.role) }) {
                let page = try await work(in: [state], limit: PageLimit(100), by: session)
                guard !page.rows.isEmpty else { continue }
                let count = page.next == nil ? String(page.rows.count) : "\(page.rows.count)+"
                tasks.append(
                    HomeTask(
                        label: words("home.budget-\(state.rawValue)"), detail: words("home.budget"),
                        address: "/evaluations?state=\(state.rawValue)", count: count))
            }
            return tasks
        }
    }
}
