import Testing

@Suite struct LedgerPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
