import Commons

/// Why an export is not sound; each case names the first place that is wrong.
public enum ProofFault: Error, Hashable, Sendable {
    /// Not an export of ours, or a line in another form.
    case malformed(line: Int)
    /// An entry (or, without a number, another leaf) says something else than was logged.
    case changed(line: Int, number: Int64?)
    /// A payee or a description is not the one whose hash was logged.
    case textChanged(number: Int64, field: String)
    /// A journal number is left out or comes twice.
    case gap(expected: Int64, found: Int64)
    /// The log knows an entry that is no longer in the books.
    case missing(number: Int64)
    /// The books hold an entry that the log does not know.
    case unproven(number: Int64)
    /// A leaf of another village or year.
    case otherVillage(line: Int)
    /// A leaf or subtree that does not follow the one before.
    case misplaced(line: Int)
    /// The tree so far is not what was signed; the entries in question are between these numbers.
    case notSigned(size: UInt64, from: Int64, until: Int64)
    /// The signature is not that key's.
    case badSignature(line: Int)
    /// There is no signed checkpoint at the end.
    case noCheckpoint
    /// The log's own account of this village's year differs.
    case otherEnd(logged: Int64, found: Int64)
    /// A checkpoint that was given knows more leaves than this file: the log was put back.
    case rolledBack(known: UInt64, found: UInt64)
    /// A checkpoint that was given belongs to a tree that does not go on in this one.
    case forked(size: UInt64)
    /// A checkpoint that was given is another log's.
    case otherLog(known: String, found: String)
    /// The file does not show the tree at a given checkpoint's size.
    case notShown(size: UInt64)
    /// A row of the csv file is not what the proof says.
    case otherRow(row: Int, number: Int64)

    /// The key of its words, and what they are filled with.
    public var words: (key: String, values: [String: String]) {
        switch self {
        case .malformed(let line): ("malformed", ["line": "\(line)"])
        case .changed(let line, let number): changedWords(line, number)
        case .textChanged(let number, let field): (field + "-changed", ["number": "\(number)"])
        case .gap(let expected, let found): ("gap", ["expected": "\(expected)", "found": "\(found)"])
        case .missing(let number): ("missing", ["number": "\(number)"])
        case .unproven(let number): ("unproven", ["number": "\(number)"])
        case .otherVillage(let line): ("other-village", ["line": "\(line)"])
        case .misplaced(let line): ("misplaced", ["line": "\(line)"])
        case .notSigned(let size, let from, let until):
            ("not-signed", ["size": "\(size)", "from": "\(from)", "until": "\(until)"])
        case .badSignature(let line): ("bad-signature", ["line": "\(line)"])
        case .noCheckpoint: ("no-checkpoint", [:])
        case .otherEnd(let logged, let found):
            ("other-end", ["logged": "\(logged)", "found": "\(found)"])
        case .rolledBack(let known, let found):
            ("rolled-back", ["known": "\(known)", "found": "\(found)"])
        case .forked(let size): ("forked", ["size": "\(size)"])
        case .otherLog(let known, let found): ("other-log", ["known": known, "found": found])
        case .notShown(let size): ("not-shown", ["size": "\(size)"])
        case .otherRow(let row, let number): ("other-row", ["row": "\(row)", "number": "\(number)"])
        }
    }

    private func changedWords(_ line: Int, _ number: Int64?) -> (key: String, values: [String: String]) {
        guard let number else { return ("leaf-changed", ["line": "\(line)"]) }
        return ("changed", ["line": "\(line)", "number": "\(number)"])
    }
}
