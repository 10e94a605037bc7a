import Commons
import Foundation

/// One field as field.mustache reads it: label, value as typed, what is wrong, how to ask.
struct Field {
    enum Kind { case text, password, code, money, date, number, area }

    let name: String
    /// The name, made unique on the page where several forms ask for the same.
    let id: String
    let label: String
    let value: String
    let error: String?
    let hint: String?
    /// The ids of hint and error, for `aria-describedby`.
    let describedBy: String?
    let type: String
    let inputmode: String
    let autocomplete: String
    let isRequired: Bool
    let isArea: Bool
    let isSelect: Bool
    let options: [Choice]
}

/// One choice of a select field.
struct Choice {
    let value: String
    let label: String
    var isChosen = false
}

/// A form while it is being filled in: empty at first, or as it was typed together with what was wrong.
struct FormState {
    let words: Words
    var form = Form()
    var problem: Problem?
    /// The step whose form was refused, where one page has several.
    var refusedStep: String?
    /// Stands before the ids of the fields, where one page has several forms.
    var prefix = ""

    /// A field of the form. Where none is given, its label is the text `LABELS.NAME` and its hint the text
    /// `LABELS.NAME-hint`, if there is one.
    func field(
        _ name: String, _ kind: Field.Kind = .text, labels: String, label: String? = nil, hint: String? = nil,
        value: String = "", autocomplete: String = "off", isRequired: Bool = true, options: [Choice]? = nil
    ) -> Field {
        let typed = kind == .password || kind == .code ? "" : (form[name] ?? value)
        let key = name.replacingOccurrences(of: "_", with: "-")
        let hintKey = "\(labels).\(key)-hint"
        let hint = hint ?? (words.has(hintKey) ? words(hintKey) : nil)
        let error = problem?.fields.first { $0.field == name }?.words(words)
        let notes = [hint.map { _ in "h-" }, error.map { _ in "e-" }].compactMap(\.self)
        return Field(
            name: name, id: prefix + name, label: label ?? words("\(labels).\(key)"), value: typed,
            error: error,
            hint: hint,
            describedBy: notes.isEmpty ? nil : notes.map { "\($0)\(prefix)\(name)" }.joined(separator: " "),
            type: FormState.type(of: kind),
            inputmode: FormState.inputmode(of: kind), autocomplete: autocomplete, isRequired: isRequired,
            isArea: kind == .area, isSelect: options != nil,
            options: (options ?? []).map {
                Choice(value: $0.value, label: $0.label, isChosen: $0.value == typed)
            })
    }

    /// The summary above the form, with a link to each field that is wrong; `nil` when nothing is.
    var summary: FormSummary? {
        guard let problem else { return nil }
        return FormSummary(
            heading: problem.title(words), detail: problem.detail(words),
            links: problem.fields.map { wrong in
                let own = refusedStep.map { "\($0)-" } ?? prefix
                return FormSummary.Link(field: own + wrong.field, text: wrong.words(words))
            })
    }

    private static func type(of kind: Field.Kind) -> String {
        switch kind {
        case .password: "password"
        case .date: "date"
        case .text, .code, .money, .number, .area: "text"
        }
    }

    private static func inputmode(of kind: Field.Kind) -> String {
        switch kind {
        case .money: "decimal"
        case .code, .number: "numeric"
        case .text, .password, .date, .area: "text"
        }
    }
}

/// What summary.mustache reads.
struct FormSummary {
    struct Link {
        let field: String
        let text: String
    }

    let heading: String
    let detail: String
    let links: [Link]
}
