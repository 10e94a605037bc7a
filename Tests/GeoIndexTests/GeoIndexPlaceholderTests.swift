import Testing

@Suite struct GeoIndexPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
