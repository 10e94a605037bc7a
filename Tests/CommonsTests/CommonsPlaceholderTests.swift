import Testing

@Suite struct CommonsPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
