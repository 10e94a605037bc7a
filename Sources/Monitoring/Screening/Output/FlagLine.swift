public import Commons

extension Flag {
    /// The key of the reason's text; the evidence fills its places.
    public var reasonKey: String { "rule.\(finding.reason).reason" }

    /// The reason as a person reads it.
    public func reason(in words: Words) -> String { words(reasonKey, finding.evidence.shown(in: words)) }

    /// One line of JSON: `rule, severity, project, other, score, evidence, reason`, keys in this order.
    ///
    /// The evidence lists the kinds of evidence about the same work or pair (`families`) beside the rule's
    /// facts.
    public func line(in words: Words) -> String {
        var evidence = finding.evidence
        evidence["families"] = .text(families.map(\.rawValue).joined(separator: " "))
        evidence["family"] = .text(rule.family.rawValue)
        let facts = evidence.sorted { $0.key < $1.key }
            .map { "\(JSONText.quoted($0.key)):\(JSONText.value($0.value))" }.joined(separator: ",")
        let other = finding.other.map(JSONText.quoted) ?? "null"
        return "{\"rule\":\"\(rule.rawValue)\",\"severity\":\"\(severity.rawValue)\","
            + "\"project\":\(JSONText.quoted(project)),\"other\":\(other),"
            + "\"score\":\(JSONText.number(finding.score)),\"evidence\":{\(facts)},"
            + "\"reason\":\(JSONText.quoted(reason(in: words)))}"
    }

    /// SHA-256 of the facts that the flag went by: a dismissed pair stays dismissed while these stay as they
    /// are.
    ///
    /// Words, scores and thresholds do not enter, so that neither a new translation nor another threshold
    /// makes an old case new.
    public var fingerprint: [UInt8] {
        let pair = [project, finding.other ?? ""].sorted()
        var facts = finding.evidence
        for name in ["similarity", "toleranceMetres", "otherName", "fund", "otherFund"] { facts[name] = nil }
        let text = facts.sorted { $0.key < $1.key }.map { "\($0.key)=\(JSONText.value($0.value))" }
        return SHA256.sum(of: ([rule.rawValue] + pair + text).joined(separator: "\n").utf8)
    }
}

extension [String: EvidenceValue] {
    /// Values as a person reads them: money in rupiah, shares in percent, decimals with a comma.
    public func shown(in words: Words) -> [String: String] {
        reduce(into: [:]) { shown, fact in
            switch fact.value {
            case .text(let text): shown[fact.key] = text
            case .number(let number):
                if fact.key.hasSuffix("Rupiah") {
                    shown[fact.key] = words.money(sen: whole(number * 100))
                } else if fact.key.hasSuffix("Share") || fact.key == "costGap" || fact.key == "sharedArea" {
                    shown[fact.key] = words.percent(whole(number * 1_000), of: 1_000)
                } else if number == number.rounded(), number.magnitude < 1e15 {
                    shown[fact.key] = words.number(Int64(number))
                } else {
                    shown[fact.key] = JSONText.number(number).replacing(".", with: ",")
                }
            }
        }
    }
}

/// Rounded; what no Int64 can hold is cut to ±9 × 10^15, what is no number is 0.
private func whole(_ number: Double) -> Int64 {
    Int64(exactly: min(max(number.rounded(), -9e15), 9e15)) ?? 0
}

/// Writes JSON values with the same bytes on each run.
enum JSONText {
    static func value(_ value: EvidenceValue) -> String {
        switch value {
        case .number(let number): Self.number(number)
        case .text(let text): quoted(text)
        }
    }

    /// At most four decimals, none where it is whole.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        let scaled = (number * 10_000).rounded()
        guard scaled.magnitude < 9e15 else { return "\(number)" }
        let whole = Int64(scaled)
        let magnitude = whole.magnitude
        var decimals = String(10_000 + magnitude % 10_000).dropFirst()
        while decimals.last == "0" { decimals = decimals.dropLast() }
        let sign = whole < 0 ? "-" : ""
        return decimals.isEmpty ? "\(sign)\(magnitude / 10_000)" : "\(sign)\(magnitude / 10_000).\(decimals)"
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
