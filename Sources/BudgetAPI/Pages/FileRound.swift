import Commons
import HTTPTypes
import Hummingbird

extension House {
    /// As `round`, for a form that may carry files: `multipart/form-data`, or plain where a program or an old
    /// page sends no file.
    /// - Parameters:
    ///   - act: gets the form and the files under a name.
    ///   - again: the screen with the form in the given state; files must be chosen again.
    func fileRound(
        _ request: Request, _ context: AppContext,
        act: (Form, (String) -> [FormPart]) async throws -> String,
        again: (FormState) async throws -> Screen
    ) async throws -> Response {
        let isMultipart = request.headers[.contentType]?.hasPrefix("multipart/form-data") == true
        guard isMultipart else {
            return try await round(request, context) { form in
                try await act(form) { _ in [] }
            } again: {
                try await again($0)
            }
        }
        let session = try context.requireSession()
        let body = try await request.multipart()
        let form = try body.form()
        guard let csrf = form["csrf"], csrf == session.csrf else { throw Problem(.formExpired) }
        do {
            return .seeOther(try await act(form) { body.files($0) })
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await again(FormState(words: words(context), form: form, problem: problem))
            screen.status = problem.status
            return pages.render(screen, request, context)
        }
    }
}
