import Commons
import GeoIndex
import Ledger
import Logging
import Monitoring
import Postgres

extension Problem {
    /// The problem that a thrown error is, whichever part threw it; `nil` when it is our own fault.
    init?(anyOf error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as Seen: self.init(anyOf: error.error)
        case let error as IdentityError: self.init(error)
        case let error as LedgerError: self.init(error)
        case let error as SheetFileError: self.init(error)
        case let error as MonitoringError: self.init(error)
        case let error as GeometryError: self.init(MonitoringError.geometry(error))
        case let error as PartialUploadError: self.init(error)
        case let error as VaultError: self.init(error)
        case let error as PhotoRefusal: self.init(MonitoringError.photoRefused(error))
        case is PhotoWorkers.Busy: self.init(.busy, retryAfterSeconds: 5)
        case is PlaceError: self.init(.notFound)
        case ScreeningFileError.unknownParameter:
            self.init(.invalidFields, fields: [FieldProblem(field: "name", key: "fault-malformed")])
        case let error as PaperError: self.init(error)
        case let error as PostgresError: self.init(error)
        default: return nil
        }
    }

    init?(_ error: PaperError) {
        switch error {
        case .busy: self.init(ProblemKind.busy, retryAfterSeconds: 5)
        case .tooLong(let limit): self.init(ProblemKind.paperTooLong, ["limit": .integer(Int64(limit))])
        case .noMemory, .drawing, .code: return nil
        }
    }

    /// Only what a person can do something about; the rest is a bare 500 with its cause in the log.
    init?(_ error: PostgresError) {
        switch error {
        case .refused(let refusal): self.init(refusal)
        case .connection, .timeout: self.init(.busy, retryAfterSeconds: 2)
        case .unknown: self.init(.outcomeUnknown, retryAfterSeconds: 2)
        // U+0000, which PostgreSQL holds neither in text nor in jsonb; no keyboard writes it.
        case .query("22021", _), .query("22P05", _): self.init(.malformedRequest)
        case .constraint, .query, .decoding: return nil
        }
    }

    /// A rule in SQL that every domain shares (posts, second factor, revisions), with its facts as they came.
    init?(_ refusal: Refusal) {
        guard let kind = ProblemKind(rawValue: refusal.code) else { return nil }
        self.init(kind, refusal.facts.mapValues(Fact.init))
    }
}

extension Fact {
    init(_ value: FactValue) {
        switch value {
        case .text(let text): self = .text(text)
        case .integer(let number): self = .integer(number)
        }
    }
}

/// What the log says of an error: its kind, SQLSTATE and constraint, never a value of a row.
enum Cause {
    static func of(_ error: any Error) -> [String: Logger.MetadataValue] {
        switch error {
        case let error as Seen: of(error.error)
        case let error as PostgresError: of(error)
        case IdentityError.database(let error): of(error)
        case LedgerError.database(let error): of(error)
        case LedgerError.refused(let refusal): ["error": "refused", "code": .string(refusal.code)]
        default: ["error": .string(String(reflecting: type(of: error)))]
        }
    }

    private static func of(_ error: PostgresError) -> [String: Logger.MetadataValue] {
        switch error {
        case .refused(let refusal): ["error": "refused", "code": .string(refusal.code)]
        case .constraint(let name, let sqlState):
            ["error": "constraint", "constraint": .string(name), "sqlstate": .string(sqlState)]
        case .query(let sqlState, let statement):
            ["error": "query", "sqlstate": .string(sqlState), "statement": .string(statement)]
        case .connection: ["error": "connection"]
        case .unknown: ["error": "unknown"]
        case .timeout: ["error": "timeout"]
        case .decoding(let column): ["error": "decoding", "column": .string(column)]
        }
    }
}
