import Commons
import Foundation

extension NavItem {
    /// The entry of a page that has none of its own: cases are the flags' other view,
    /// a village's taxes, advances, tranches and closed months are beside its cash.
    private static func entry(over path: Substring) -> Substring {
        if path.hasPrefix("/cases") { return "/flags" }
        let parts = path.split(separator: "/")
        guard parts.count == 4, parts[0] == "villages",
            ["taxes", "advances", "disbursements", "periods"].contains(parts[3])
        else { return path }
        return "\(path.dropLast(parts[3].count))cash"
    }

    /// The main navigation of a person, by the posts held: first the tasks, then the way money goes.
    static func items(for session: Session?, path: String, words: Words) -> [NavItem] {
        guard let session else { return [] }
        var entries: [(key: String, address: String)] = [("home", "/")]
        if let village = session.homeVillage.map({ VillageAddress($0, year: session.year) }) {
            entries += village.entries
        } else {
            entries += [("villages", "/villages")]
        }
        if session.holds(.head) { entries.insert(("approvals", "/approvals"), at: 1) }
        if session.holds(.county, .district) { entries += [("evaluations", "/evaluations")] }
        entries += [("works", "/works"), ("map", "/map"), ("flags", "/flags")]
        if session.holds(.inspector) { entries += [("reports", "/reports")] }
        if session.holds(.county, .district) { entries += [("accounts", "/accounts")] }
        if session.holds(.county) {
            entries += [("county-money", "/county-money"), ("tolerances", "/tolerances")]
        }
        if session.holds(.county, .inspector) {
            entries += [("gates", "/gates"), ("screening", "/screening")]
        }
        if session.holds(.auditor, .inspector) { entries += [("audit", "/audit")] }
        let here = entry(over: path.prefix { $0 != "?" })
        return entries.map { key, address in
            NavItem(
                label: words("nav.\(key)"), address: address,
                isCurrent: address == "/" ? here == "/" : here.hasPrefix(address))
        }
    }
}

/// The addresses of one village's screens in one budget year.
struct VillageAddress {
    let village: Int64
    let year: Int

    init(_ village: Int64, year: Int) {
        self.village = village
        self.year = year
    }

    /// `/villages/3510012001/2026`; screens add their own part.
    var base: String { "/villages/\(village)/\(year)" }

    /// What stands in the navigation of a village officer.
    var entries: [(key: String, address: String)] {
        ["budget", "spp", "book", "cash", "income", "realisation"].map {
            (key: $0, address: "\(base)/\($0)")
        }
    }
}
