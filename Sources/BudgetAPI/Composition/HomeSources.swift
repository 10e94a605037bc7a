import Commons
import Ledger
import Monitoring
import Postgres

/// What village money says on the home page: requests to verify, approve, pay or mend; what is late; how the
/// year's spending stands.
struct LedgerHome: Sendable {
    let database: Database

    var source: HomeSource {
        let (list, advances) = (ListSPP(database), ReadAdvances(database))
        let figures = ReadYearFigures(database)
        return { session, words in
            let total = try await figures(of: session.year, by: session)
            guard let village = session.homeVillage else {
                return HomePart(
                    tasks: session.holds(.county) ? Self.late(total, "/county-money", words) : [],
                    figures: Self.figures(of: total, words))
            }
            let address = VillageAddress(village, year: session.year)
            let code = try VillageCode(number: village)
            var part = HomePart()
            for (role, state) in [
                (Role.secretary, SPPState.submitted), (.treasurer, .approved), (.manager, .returned),
            ] where session.holds(role, over: village) {
                let page = try await list(
                    of: code, year: address.year, .init(state: state), limit: PageLimit(100), by: session)
                guard !page.rows.isEmpty else { continue }
                part.tasks.append(
                    HomeTask(
                        label: words("home.spp-\(state.rawValue)"), detail: words("home.spp-detail"),
                        address: "\(address.base)/spp?state=\(state.rawValue)", count: page.count))
            }
            if session.holds(.secretary, .treasurer, over: village) {
                let open = try await advances.open(of: code, year: address.year, by: session)
                part.tasks += Self.settlements(open, address, session, words)
            }
            if session.holds(.treasurer, .head, over: village) {
                part.tasks += Self.late(total, "\(address.base)/disbursements", words)
            }
            if session.holds(.treasurer, over: village) {
                part.tasks += Self.taxes(total, address, words)
            }
            if session.holds(.treasurer, .manager, over: village), total.lateAdvances > 0 {
                part.tasks.append(
                    HomeTask(
                        label: words("home.late-advances"), detail: words("home.late-advances-detail"),
                        address: "\(address.base)/advances", count: String(total.lateAdvances), isLate: true))
            }
            part.figures = Self.figures(of: total, in: address, words)
            return part
        }
    }

    /// Settlements of advances that wait for the secretary or the treasurer.
    private static func settlements(
        _ open: [ReadAdvances.Open], _ address: VillageAddress, _ session: Session, _ words: Words
    ) -> [HomeTask] {
        [(Role.secretary, SettlementState.submitted), (.treasurer, .approved)].compactMap { role, state in
            let count = open.count { $0.waiting == state }
            guard count > 0, session.holds(role, over: address.village) else { return nil }
            return HomeTask(
                label: words("home.settlement-\(state.rawValue)"), detail: words("home.settlement-detail"),
                address: "\(address.base)/advances", count: String(count))
        }
    }

    private static func late(_ total: ReadYearFigures.Total, _ address: String, _ words: Words) -> [HomeTask]
    {
        guard total.lateTranches > 0 else { return [] }
        return [
            HomeTask(
                label: words("home.late-tranches"), detail: words("home.late-tranches-detail"),
                address: address, count: String(total.lateTranches), isLate: true)
        ]
    }

    private static func taxes(
        _ total: ReadYearFigures.Total, _ address: VillageAddress, _ words: Words
    ) -> [HomeTask] {
        guard total.heldTaxes.sen > 0 else { return [] }
        let isLate = total.lateTaxes > 0
        return [
            HomeTask(
                label: words("home.taxes"),
                detail: isLate
                    ? words("home.taxes-late", ["count": String(total.lateTaxes)])
                    : words("home.taxes-detail"),
                address: "\(address.base)/taxes", count: words.money(sen: total.heldTaxes.sen), isLate: isLate
            )
        ]
    }

    /// Of one village: each figure opens its screen.
    private static func figures(
        of total: ReadYearFigures.Total, in address: VillageAddress, _ words: Words
    ) -> [HomeFigure] {
        guard total.budgeted > 0 else {
            return [
                HomeFigure(
                    label: words("home.limit"), value: words("home.no-budget"),
                    address: "\(address.base)/budget")
            ]
        }
        let spending = total.spending
        return [
            HomeFigure(
                label: words("home.limit"), value: words.money(sen: spending.limit.sen),
                address: "\(address.base)/budget"),
            HomeFigure(
                label: words("home.posted"), value: words.money(sen: spending.posted.sen),
                detail: words.percent(spending.posted.sen, of: spending.limit.sen),
                address: "\(address.base)/realisation"),
            HomeFigure(
                label: words("home.reserved"), value: words.money(sen: spending.reserved.sen),
                address: "\(address.base)/spp?state=approved"),
            HomeFigure(
                label: words("home.cash"), value: words.money(sen: total.cash.sen),
                address: "\(address.base)/cash"),
        ]
    }

    /// Of many villages: the list of villages has each one's share.
    private static func figures(of total: ReadYearFigures.Total, _ words: Words) -> [HomeFigure] {
        let spending = total.spending
        return [
            HomeFigure(
                label: words("home.villages"),
                value: words(
                    "home.of-villages",
                    [
                        "count": words.number(Int64(total.budgeted)),
                        "all": words.number(Int64(total.villages)),
                    ]),
                address: "/villages"),
            HomeFigure(
                label: words("home.limit"), value: words.money(sen: spending.limit.sen),
                address: "/villages"),
            HomeFigure(
                label: words("home.posted"), value: words.money(sen: spending.posted.sen),
                detail: words.percent(spending.posted.sen, of: spending.limit.sen), address: "/villages"),
            HomeFigure(
                label: words("home.cash"), value: words.money(sen: total.cash.sen), address: "/villages"),
        ]
    }
}

/// What waits for a person on the way of a budget: to agree, send, evaluate, mend or post; and the head's
/// box.
struct BudgetHome: Sendable {
    let database: Database

    var source: HomeSource {
        let work = ListBudgetWork(database)
        let approvals = ReadApprovals(database)
        return { session, words in
            var part = HomePart()
            if session.holds(.head) {
                let requests = try await approvals(limit: PageLimit(100), by: session).count
                let settlements = try await approvals.settlements(limit: PageLimit(100), by: session)
                    .count(where: \.isForReader)
                let agreed = try await work(in: [.agreed], limit: PageLimit(100), by: session).rows.count
                let count = requests + settlements + agreed
                if count > 0 {
                    part.tasks.append(
                        HomeTask(
                            label: words("approvals.title"), detail: words("home.approvals"),
                            address: "/approvals", count: String(count)))
                }
            }
            let waiting: [(role: [Role], state: BudgetState)] = [
                ([.council], .draft), ([.secretary], .agreed), ([.district, .county], .submitted),
                ([.secretary, .treasurer], .returned), ([.secretary, .treasurer], .evaluated),
            ]
            for (roles, state) in waiting where session.posts.contains(where: { roles.contains($0.role) }) {
                let page = try await work(in: [state], limit: PageLimit(100), by: session)
                guard !page.rows.isEmpty else { continue }
                part.tasks.append(
                    HomeTask(
                        label: words("home.budget-\(state.rawValue)"), detail: words("home.budget"),
                        address: "/evaluations?state=\(state.rawValue)", count: page.count))
            }
            return part
        }
    }
}

/// What the ground says on the home page: flags to answer or decide, reports of citizens, the year's works.
struct WorksHome: Sendable {
    let database: Database

    var source: HomeSource {
        let list = ListFlags(database)
        let count = CountWorks(database)
        return { session, words in
            let works = try await count(of: session.year, by: session)
            let isVillage = session.homeVillage != nil
            var part = HomePart()
            func flags(_ state: FlagState) async throws -> String? {
                let page = try await list(FlagFilter(states: [state]), limit: 100, by: session)
                guard !page.items.isEmpty else { return nil }
                return page.next == nil ? String(page.items.count) : "\(page.items.count)+"
            }
            let open = try await flags(.open)
            if let open, isVillage || session.holds(.inspector) {
                part.tasks.append(
                    HomeTask(
                        label: words(isVillage ? "home.flags-explain" : "home.flags-new"),
                        detail: words("home.flags"), address: "/flags?state=open", count: open))
            }
            if session.holds(.inspector), let explained = try await flags(.explained) {
                part.tasks.append(
                    HomeTask(
                        label: words("home.flags-decide"), detail: words("home.flags-decide-detail"),
                        address: "/flags?state=explained", count: explained))
            }
            if session.holds(.inspector), works.reports > 0 {
                part.tasks.append(
                    HomeTask(
                        label: words("home.reports"), detail: words("home.reports-detail"),
                        address: "/reports?state=received", count: String(works.reports)))
            }
            let year = session.year
            part.figures = [
                HomeFigure(
                    label: words("home.works-running"), value: words.number(Int64(works.running)),
                    address: "/works?year=\(year)&state=running"),
                HomeFigure(
                    label: words("home.works-done"), value: words.number(Int64(works.done)),
                    address: "/works?year=\(year)&state=done"),
                HomeFigure(
                    label: words("home.works-planned"), value: words.number(Int64(works.planned)),
                    address: "/works?year=\(year)&state=planned"),
            ]
            if works.late > 0 {
                part.figures.append(
                    HomeFigure(
                        label: words("home.works-late"), value: words.number(Int64(works.late)),
                        address: "/works?year=\(year)"))
            }
            if !isVillage {
                part.figures.append(
                    HomeFigure(
                        label: words("home.flags-open"), value: open ?? "0", address: "/flags?state=open"))
            }
            return part
        }
    }
}

extension Page {
    /// How many rows there are, as a card says it: `100+` where there are more than it holds.
    fileprivate var count: String { next == nil ? String(rows.count) : "\(rows.count)+" }
}
