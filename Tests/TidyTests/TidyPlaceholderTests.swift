import Testing

@Suite struct TidyPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
