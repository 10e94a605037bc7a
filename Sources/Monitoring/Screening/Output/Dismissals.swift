/// Flags that an inspector has dismissed: the same rule about the same pair with the same facts stays silent.
public struct Dismissals: Sendable {
    private let fingerprints: Set<[UInt8]>

    /// - Parameter fingerprints: of the dismissed flags.
    public init(_ fingerprints: some Sequence<[UInt8]>) { self.fingerprints = Set(fingerprints) }

    /// The flags that are not dismissed, or whose facts have changed since.
    public func open(_ flags: [Flag]) -> [Flag] { flags.filter { !fingerprints.contains($0.fingerprint) } }
}
