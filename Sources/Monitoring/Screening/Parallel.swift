/// Spreads work over the two or more cores of the machine; results keep the order of the input.
enum Parallel {
    /// Parts that a large input is cut into.
    static let parts = 16

    /// Maps in parallel and joins the results in order.
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ body: @Sendable @escaping (Input) -> [Output]
    ) async -> [Output] {
        let size = max(1, (inputs.count + parts - 1) / parts)
        let chunks = stride(from: 0, to: inputs.count, by: size).map {
            Array(inputs[$0..<min(inputs.count, $0 + size)])
        }
        return await withTaskGroup(of: (Int, [Output]).self) { group in
            for (position, chunk) in chunks.enumerated() {
                group.addTask { (position, chunk.flatMap(body)) }
            }
            var results = [[Output]](repeating: [], count: chunks.count)
            for await (position, result) in group { results[position] = result }
            return results.flatMap { $0 }
        }
    }
}
