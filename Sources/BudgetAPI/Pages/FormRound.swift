import Commons
import HTTPTypes
import Hummingbird

extension House {
    /// One round of a plain form: read, act, go on with 303; when refused, the same screen again with what
    /// was typed and what is wrong, under the problem's own status.
    /// - Parameters:
    ///   - act: does the work and returns the address to go on to.
    ///   - again: the screen with the form in the given state.
    func round(
        _ request: Request, _ context: AppContext, act: (Form) async throws -> String,
        again: (FormState) async throws -> Screen
    ) async throws -> Response {
        let form = try await request.form()
        do {
            return .seeOther(try await act(form))
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await again(FormState(words: words(context), form: form, problem: problem))
            screen.status = problem.status
            return pages.render(screen, request, context)
        }
    }
}

extension Problem {
    /// Whether the person who filled in the form can do something about it there.
    var isForTheForm: Bool {
        switch kind {
        case .notSignedIn, .secondFactorNeeded, .notFound, .crossSite, .formExpired, .busy: false
        default: true
        }
    }
}
