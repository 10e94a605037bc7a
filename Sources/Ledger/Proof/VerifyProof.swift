public import Commons
internal import Foundation

/// Judges an export offline, believing neither server nor administrator: only the key, and the checkpoints
/// that the caller kept.
public struct VerifyProof: Sendable {
    let key: NoteKey
    let older: [Checkpoint]

    /// - Parameters:
    ///   - key: of the log.
    ///   - older: checkpoints of earlier days; without one a rollback can't be excluded.
    public init(key: NoteKey, older: [Checkpoint] = []) {
        self.key = key
        self.older = older.sorted { $0.size < $1.size }
    }

    /// What is proven.
    public struct Report: Hashable, Sendable {
        /// Whose books.
        public var village = ""
        /// Which budget year.
        public var year = 0
        /// Whether the export was made without texts.
        public var isRedacted = false
        /// Journal entries, numbered from 1 without a gap.
        public var entries: Int64 = 0
        /// Entries whose payee and description stand as hashes only.
        public var closedTexts: Int64 = 0
        /// Posted and not in the log yet when the file was made.
        public var waiting = 0
        /// The log's name.
        public var origin = ""
        /// Leaves of the log.
        public var size: UInt64 = 0
        /// The log that this one continues after a declared restore; empty for a first log.
        public var follows = ""
        /// Sizes of the given checkpoints from which this log goes on.
        public var compared: [UInt64] = []
    }

    /// - Returns: what is proven.
    /// - Throws: the first fault.
    public func callAsFunction(_ bytes: UnsafeRawBufferPointer) throws(ProofFault) -> Report {
        try callAsFunction(bytes) { (_: UnsafeRawBufferPointer, _: Int64) throws(ProofFault) in }
    }

    /// The same; `entry` gets each entry line in order, with its journal number, before its proof is
    /// complete.
    func callAsFunction(
        _ bytes: UnsafeRawBufferPointer,
        entry: (UnsafeRawBufferPointer, Int64) throws(ProofFault) -> Void
    ) throws(ProofFault) -> Report {
        var scanner = LineScanner(bytes)
        guard let first = scanner.line(), let header = Header(first.rest) else { throw .malformed(line: 1) }
        var judge = ProofJudge(header: header, key: key, older: older)
        for known in older where known.origin != header.origin {
            throw .otherLog(known: known.origin, found: header.origin)
        }
        while let line = scanner.line() {
            if let number = try judge.read(line) { try entry(line.rest, number) }
        }
        return try judge.verdict()
    }

    /// The first line of an export.
    struct Header: Decodable, Sendable {
        let balai, village, origin: String
        let version, year, waiting: Int
        let redacted: Bool

        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count < 10_000 else { return nil }
            do {
                self = try JSONDecoder().decode(Header.self, from: Data(bytes))
            } catch {
                return nil
            }
            guard balai == "ledger", version == 1 else { return nil }
            do { _ = try VillageCode(parsing: village) } catch { return nil }
        }
    }
}
