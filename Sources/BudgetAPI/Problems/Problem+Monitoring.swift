import Commons
import Monitoring

extension Problem {
    /// What works and photos refused. `MonitoringError.refusal` is its table (one code for each case, no
    /// default).
    init?(_ error: MonitoringError) {
        if case .invalidField(let field, let fault) = error {
            self.init(.invalidFields, fields: [FieldProblem(field: field, key: "fault-\(fault.rawValue)")])
        } else {
            self.init(error.refusal)
        }
    }
}

extension Problem {
    /// The sentence of a refused photo or geometry is looked up under its own reason.
    static func reason(_ refusal: [String: Fact], _ words: Words) -> String? {
        if case .text(let code)? = refusal["reason"], words.has("photo.refused.\(code)") {
            return words("photo.refused.\(code)", refusal.inWords(words))
        }
        if case .text(let code)? = refusal["geometry"], words.has("geometry.fault.\(code)") {
            return words("geometry.fault.\(code)", refusal.inWords(words))
        }
        if case .text(let code)? = refusal["sheet"], words.has("sheet.fault.\(code)") {
            return words("sheet.fault.\(code)", refusal.inWords(words))
        }
        if case .text(let code)? = refusal["coordinates"], words.has("coordinates.fault.\(code)") {
            return words("coordinates.fault.\(code)", refusal.inWords(words))
        }
        if case .text(let code)? = refusal["works"], words.has("works.fault.\(code)") {
            return words("works.fault.\(code)", refusal.inWords(words))
        }
        return nil
    }
}
