import Testing

@Suite struct PostgresPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
