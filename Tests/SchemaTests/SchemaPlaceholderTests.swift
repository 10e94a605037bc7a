import Testing

@Suite struct SchemaPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
