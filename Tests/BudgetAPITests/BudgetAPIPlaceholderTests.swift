import Testing

@Suite struct BudgetAPIPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
