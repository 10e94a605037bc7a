import Testing

@Suite struct MonitoringPlaceholderTests {
    @Test func `arithmetic holds`() { #expect(1 + 1 == 2) }
}
