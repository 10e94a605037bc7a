import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// `/works/{id}/curve`: the S-curve of a work as a picture that needs no script.
struct CurvePage: Sendable {
    let house: House
    let read: ReadCurve

    var routes: [Route] { [Route(.get, "/works/{id}/curve", .signedIn, show)] }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let curve = try await read(try context.id(), by: try context.requireSession())
        let picture = CurvePicture(curve, house.words(context)).svg
        return Response(
            status: .ok, headers: [.contentType: "image/svg+xml", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: picture)))
    }
}

/// Draws an S-curve: plan dashed, works solid with dots, money in steps; each with its name at its end, so
/// that nobody needs the colours.
struct CurvePicture {
    static let width = 720.0
    static let height = 340.0
    private static let left = 46.0, right = 118.0, top = 14.0, bottom = 40.0
    private let curve: WorkCurve
    private let words: Words
    private let first: Int
    private let last: Int

    init(_ curve: WorkCurve, _ words: Words) {
        self.curve = curve
        self.words = words
        let days = [curve.starts, curve.ends, curve.today] + (curve.built + curve.paid).map(\.day)
        let numbers = days.map(Self.number)
        let start = Self.number(curve.starts), end = Self.number(curve.ends)
        first = min(start, (curve.built + curve.paid).map { Self.number($0.day) }.min() ?? start)
        // Today is shown while the work goes on, not years after.
        last = max(end, numbers.filter { $0 <= end + 180 }.max() ?? end, first + 1)
    }

    var svg: String {
        let title = words("curve.title")
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
            role="img" font-family="sans-serif" font-size="13"><title>\(Self.escaped(title))</title>
            <rect width="100%" height="100%" fill="#fff"/>
            """
        ]
        parts += grid
        let ends = [Self.height * 0.30, (built.last?.1 ?? 0) + 4, (steps.last?.1 ?? 0) + 4]
        let labels = Self.apart(curve.paid.isEmpty ? Array(ends.prefix(2)) : ends)
        parts.append(
            line(plan, colour: "#0072b2", name: words("curve.plan"), dash: "6 4", labelAt: labels[0]))
        if !curve.built.isEmpty {
            parts.append(
                line(built, colour: "#007a57", name: words("curve.built"), dash: "", labelAt: labels[1]))
            parts += built.map { x, y in
                "<circle cx=\"\(Self.text(x))\" cy=\"\(Self.text(y))\" r=\"3.5\" fill=\"#007a57\"/>"
            }
        }
        if !curve.paid.isEmpty {
            parts.append(
                line(steps, colour: "#a54000", name: words("curve.paid"), dash: "2 2", labelAt: labels[2]))
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    /// Names of lines that end close to each other, one below the other.
    private static func apart(_ wanted: [Double]) -> [Double] {
        var places = wanted.map { min(height - bottom - 2, max(top + 10, $0)) }
        var free = 0.0
        for index in places.indices.sorted(by: { places[$0] < places[$1] }) {
            places[index] = max(places[index], free)
            free = places[index] + 16
        }
        return places
    }

    // MARK: lines

    private var plan: [(Double, Double)] {
        let start = Self.number(curve.starts), end = Self.number(curve.ends)
        return (0...40).map { step in
            let share = Double(step) / 40
            return (x(Double(start) + share * Double(end - start)), y(WorkCurve.planned(at: share)))
        }
    }

    private var built: [(Double, Double)] {
        curve.built.map { (x(Double(Self.number($0.day))), y($0.percent)) }
    }

    /// Money comes at once: level until a payment, then up.
    private var steps: [(Double, Double)] {
        var points: [(Double, Double)] = [(x(Double(first)), y(0))]
        for point in curve.paid {
            let place = x(Double(Self.number(point.day)))
            points.append((place, points[points.count - 1].1))
            points.append((place, y(point.percent)))
        }
        points.append(
            (x(Double(min(last, max(first, Self.number(curve.today))))), points[points.count - 1].1))
        return points
    }

    private func line(
        _ points: [(Double, Double)], colour: String, name: String, dash: String, labelAt: Double
    ) -> String {
        let list = points.map { "\(Self.text($0.0)),\(Self.text($0.1))" }.joined(separator: " ")
        return """
            <polyline points="\(list)" fill="none" stroke="\(colour)" stroke-width="2.5"\
            \(dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")/>
            <text x="\(Self.text(Self.width - Self.right + 8))" y="\(Self.text(labelAt))" fill="\(colour)" \
            font-weight="700">\(Self.escaped(name))</text>
            """
    }

    private var grid: [String] {
        var parts: [String] = []
        for percent in stride(from: 0.0, through: 100, by: 25) {
            let place = Self.text(y(percent))
            parts.append(
                """
                <line x1="\(Self.text(Self.left))" x2="\(Self.text(Self.width - Self.right))" y1="\(place)" \
                y2="\(place)" stroke="#d5dade"/>
                <text x="\(Self.text(Self.left - 6))" y="\(Self.text(y(percent) + 4))" text-anchor="end" \
                fill="#4d5761">\(Int(percent)) %</text>
                """)
        }
        for (day, anchor) in [(first, "start"), (last, "end")] {
            parts.append(
                """
                <text x="\(Self.text(x(Double(day))))" y="\(Self.text(Self.height - 12))" \
                text-anchor="\(anchor)" fill="#4d5761">\(Self.escaped(words.date(Self.day(day))))</text>
                """)
        }
        let today = Self.number(curve.today)
        if (first...last).contains(today) {
            let place = Self.text(x(Double(today)))
            parts.append(
                """
                <line x1="\(place)" x2="\(place)" y1="\(Self.text(Self.top))" \
                y2="\(Self.text(Self.height - Self.bottom))" stroke="#1b1f24" stroke-dasharray="1 3"/>
                <text x="\(place)" y="\(Self.text(Self.top - 3))" text-anchor="middle" \
                fill="#1b1f24">\(Self.escaped(words("curve.today")))</text>
                """)
        }
        return parts
    }

    // MARK: places

    private func x(_ day: Double) -> Double {
        let share = (day - Double(first)) / Double(last - first)
        return Self.left + min(1, max(0, share)) * (Self.width - Self.left - Self.right)
    }

    private func y(_ percent: Double) -> Double {
        let share = min(110, max(0, percent)) / 110
        return Self.height - Self.bottom - share * (Self.height - Self.bottom - Self.top)
    }

    private static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// Days since 1 January 1970.
    private static func number(_ day: String) -> Int {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3,
            let date = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
        else { return 0 }
        return Int((date.timeIntervalSince1970 / 86_400).rounded())
    }

    private static func day(_ number: Int) -> String {
        let date = Date(timeIntervalSince1970: Double(number) * 86_400)
        let part = calendar.dateComponents([.year, .month, .day], from: date)
        func padded(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(part.year ?? 0)-\(padded(part.month))-\(padded(part.day))"
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
    }
}
