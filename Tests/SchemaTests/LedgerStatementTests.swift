import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: no statement of the ledger names what the schema lacks. Method: the server prepares each one as the
/// app's role.
@Suite struct LedgerStatementTests {
    private func prepare<S: SQLStatement>(_ statements: S.Type, on test: TestDatabase) async throws {
        for (index, statement) in statements.allCases.enumerated() {
            do {
                _ = try await test.database.adHoc("PREPARE \(S.self)_\(index) AS \(statement.rawValue)")
            } catch {
                Issue.record("\(statement.label): \(error)")
            }
        }
    }

    @Test func `every statement of the ledger prepares`() async throws {
        let test = try await TestDatabase.make()
        try await prepare(BudgetStatement.self, on: test)
        try await prepare(EvaluationStatement.self, on: test)
        try await prepare(ApprovalStatement.self, on: test)
        try await prepare(SPPStatement.self, on: test)
        try await prepare(BookStatement.self, on: test)
        try await prepare(ImportStatement.self, on: test)
        try await prepare(SiskeudesStatement.self, on: test)
        try await prepare(PeriodStatement.self, on: test)
        #expect(SPPStatement.allCases.count > 10)
    }
}
