import Commons
import Foundation
import HTTPTypes
import Hummingbird

extension FormReader {
    /// The post described by the fields role, place, villages, from, until, standing, decree; `nil` once one
    /// is wrong.
    mutating func appointment(regency: Int) -> Appointment? {
        let roleText = text("role", limit: 20)
        let placeText = optionalText("place", limit: 20)
        let from = day("from")
        let until = optionalText("until", limit: 10)
        let decree = text("decree", limit: 200)
        if !until.isEmpty, !CalendarDay.isValid(until) { fail("until", "not-a-day") }
        guard let role = Role(rawValue: roleText) else {
            fail("role", "missing")
            return nil
        }
        guard let place = PlaceOfPost(typed: placeText, role: role, regency: regency) else {
            fail("place", "place-code")
            return nil
        }
        let villages = villageList("villages", role: role)
        guard problems.isEmpty else { return nil }
        return Appointment(
            role: role, place: place.code, villages: villages, from: from, until: until.isEmpty ? nil : until,
            isActing: form["standing"] == "acting", decree: decree)
    }

    /// Codes of villages, for an inspector who has a list; none means all.
    private mutating func villageList(_ name: String, role: Role) -> [Int64]? {
        let parts = optionalText(name, limit: 4_000).split { $0 == "," || $0 == ";" || $0.isWhitespace }
        guard !parts.isEmpty else { return nil }
        guard role == .inspector || role == .auditor else {
            fail(name, "village-list")
            return nil
        }
        var codes: [Int64] = []
        for part in parts {
            do {
                codes.append(try VillageCode(parsing: String(part)).number)
            } catch {
                fail(name, "village-code")
                return nil
            }
        }
        return codes
    }
}

extension House {
    /// Like `round`, for a form whose answer is shown once and never again (a slip's code): a page, not a
    /// redirect.
    func showing(
        _ request: Request, _ context: AppContext, act: (Form) async throws -> Screen,
        again: (FormState) async throws -> Screen
    ) async throws -> Response {
        let form = try await request.form()
        do {
            return pages.render(try await act(form), request, context)
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await again(FormState(words: words(context), form: form, problem: problem))
            screen.status = problem.status
            return pages.render(screen, request, context)
        }
    }
}

extension Problem {
    /// The same problem as one of a row of a pasted list, beside the list's field.
    func inRow(_ row: Int, _ words: Words) -> Problem {
        let own = fields.first.map { $0.words(words) } ?? detail(words)
        return Problem(
            .invalidFields,
            fields: [
                FieldProblem(
                    field: "list", key: "row-refused",
                    facts: ["row": .integer(Int64(row)), "reason": .text(own)])
            ])
    }
}
