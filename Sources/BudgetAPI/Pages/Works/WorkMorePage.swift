import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// What belongs to a work beside its place and progress: related works and the handover, each a plain form.
struct WorkMorePage: Sendable {
    let house: House
    let tend: TendWork
    let show: @Sendable (FormState, AppContext) async throws -> Screen

    var routes: [Route] {
        let officers: Access = .posts([.manager, .treasurer, .secretary, .county])
        return [
            Route(.post, "/works/{id}/relations", officers, relate),
            Route(.post, "/works/{id}/relations/end", officers, unrelate),
            Route(.post, "/works/{id}/handover", .posts([.manager, .head]), handOver),
            Route(.post, "/v1/works/stages", .posts([.county]), setStages),
        ]
    }

    @Sendable func relate(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("relate", request, context) { id, fields, session in
            let other = fields.text("other", limit: 400)
            let kind = RelationKind(rawValue: fields.text("relation", limit: 20))
            let reason = fields.text("reason", limit: 1_000)
            // The address of the other work's page, or its id.
            let last = other.split(whereSeparator: { "/?#".contains($0) }).last.map(String.init) ?? ""
            let found = UUID(uuidString: last)
            if found == nil { fields.fail("other", "fault-malformed") }
            if kind == nil { fields.fail("relation", "missing") }
            try fields.finish()
            guard let found, let kind else { return }
            try await tend.relate(id, to: found, as: kind, reason: reason, by: session)
        }
    }

    @Sendable func unrelate(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("unrelate", request, context) { id, fields, session in
            let other = fields.uuid("other")
            try fields.finish()
            try await tend.unrelate(id, from: other, by: session)
        }
    }

    @Sendable func handOver(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("hand-over", request, context) { id, fields, session in
            let request = fields.uuid("id")
            let handover = Handover(
                day: fields.day("day"), number: fields.text("number", limit: 100),
                receiver: fields.text("receiver", limit: 200),
                note: fields.optionalText("note", limit: 2_000))
            try fields.finish()
            try await tend.handOver(request, of: id, handover, by: session)
        }
    }

    struct StagesBody: Decodable {
        let stages: [Int]
        let validFrom: String
        let basis: String
    }

    @Sendable func setStages(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(StagesBody.self)
        guard CalendarDay.isValid(body.validFrom) else {
            throw Problem(.malformedRequest, ["member": .text("validFrom")])
        }
        guard !body.basis.isEmpty else { throw Problem(.malformedRequest, ["member": .text("basis")]) }
        try await tend.setStages(
            body.stages, from: body.validFrom, basis: body.basis, by: try context.requireSession())
        return Response(status: .noContent)
    }

    private func step(
        _ verb: String, _ request: Request, _ context: AppContext,
        act: (UUID, inout FormReader, Session) async throws -> Void
    ) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            try await act(id, &fields, session)
            return "/works/\(id.uuidString.lowercased())"
        } again: { state in
            var state = state
            state.refusedStep = verb
            return try await show(state, context)
        }
    }
}

/// What work-more.mustache reads.
struct WorkMore {
    struct Link {
        let id: String
        let address: String
        let name: String
        let kind: String
        let reason: String
    }

    struct Pair {
        let label: String
        let value: String
    }

    let workID: String
    let relations: [Link]
    let mayTend: Bool
    let relateFields: [Field]
    let handover: [Pair]
    let handoverFields: [Field]

    init(_ detail: ProjectDetail, _ session: Session, _ state: FormState) {
        let (words, work) = (state.words, detail.project)
        workID = work.id.uuidString.lowercased()
        relations = detail.relations.map { link in
            let id = link.other.uuidString.lowercased()
            return Link(
                id: id, address: "/works/\(id)",
                name: "\(link.otherName) (\(link.otherVillage), \(link.year))",
                kind: words("relation.\(link.kind.rawValue)"), reason: link.reason)
        }
        mayTend =
            work.plan.owner == .opd
            ? session.holds(.county) : session.holds(.manager, .treasurer, .secretary, over: work.village)
        let kinds = RelationKind.allCases.map {
            Choice(value: $0.rawValue, label: words("relation.\($0.rawValue)"))
        }
        let relate = state.step("relate")
        relateFields =
            mayTend && work.state != .cancelled
            ? [
                relate.field("other", labels: "tend"),
                relate.field("relation", labels: "tend", options: kinds),
                relate.field("reason", labels: "tend"),
            ] : []
        handover =
            detail.handover.map {
                [
                    Pair(label: words("tend.day"), value: words.date($0.day)),
                    Pair(label: words("tend.number"), value: $0.number),
                    Pair(label: words("tend.receiver"), value: $0.receiver),
                    Pair(label: words("tend.note"), value: $0.note),
                ]
            } ?? []
        let mayHandOver =
            detail.handover == nil && work.state == .done
            && session.holds(.manager, .head, over: work.village)
        let hand = state.step("hand-over")
        handoverFields =
            mayHandOver
            ? [
                hand.field("day", .date, labels: "tend"), hand.field("number", labels: "tend"),
                hand.field("receiver", labels: "tend"),
                hand.field("note", .area, labels: "tend", isRequired: false),
            ] : []
    }
}

extension FormReader {
    /// What a progress form says was built: an amount in the work's unit, or a percentage, or neither.
    mutating func built() throws -> (quantity: Quantity?, percent: Int?) {
        let amount = optionalText("quantity", limit: 20), share = optionalText("percent", limit: 3)
        let quantity = Quantity(parsing: amount)
        if !amount.isEmpty, quantity == nil { fail("quantity", "fault-malformed") }
        let percent = Int(share)
        if !share.isEmpty, !(0...100).contains(percent ?? -1) { fail("percent", "fault-out-of-range") }
        return (amount.isEmpty ? nil : quantity, share.isEmpty ? nil : percent)
    }
}
