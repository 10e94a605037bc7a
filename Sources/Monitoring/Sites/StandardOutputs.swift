public import Commons
public import Foundation

/// A standard output (*keluaran*) of an activity, with the unit its volume is counted in.
public struct StandardOutput: Hashable, Sendable {
    public let code: String
    /// Kode kegiatan.
    public let activity: String
    public let name: String
    public let unit: String
}

/// The national list of standard outputs, `schema/reference/outputs.tsv`.
public struct StandardOutputs: Sendable {
    public let all: [StandardOutput]

    /// - Parameter folder: `schema/reference`.
    /// - Throws: `ReferenceError`.
    public init(in folder: URL) throws(ReferenceError) {
        all = try ReferenceList("outputs", in: folder).rows.map { row in
            StandardOutput(
                code: row["code"] ?? "", activity: row["activity"] ?? "", name: row["name"] ?? "",
                unit: row["unit"] ?? "")
        }
    }

    /// Nil for a code that is not in the list.
    public subscript(_ code: String) -> StandardOutput? { all.first { $0.code == code } }
}
