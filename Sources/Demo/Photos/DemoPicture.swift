/// A painted scene that stands for a progress photo: sky, trees, ground and the work, more of it at each
/// stage. Each site has its own colours and grain, so that pictures of two sites never look alike to a
/// perceptual hash.
struct DemoPicture {
    static let width = 1_024
    static let height = 768

    let seed: UInt64
    /// 0, 50 or 100: how much of the work is there.
    let progress: Int

    /// RGB, three bytes a pixel, rows from the top.
    func pixels() -> [UInt8] {
        var random = DemoRandom(seed: seed)
        let horizon = Int(random.between(0.30, 0.48) * Double(Self.height))
        let vanishing = random.between(0.25, 0.75) * Double(Self.width)
        let sky = (random.between(120, 190), random.between(160, 205), random.between(200, 245))
        let soil = (random.between(110, 160), random.between(85, 125), random.between(55, 90))
        let trees = (0..<9).map { _ in
            (
                x: random.between(0, Double(Self.width)), size: random.between(35, 130),
                green: random.between(70, 135)
            )
        }
        var bytes = [UInt8](repeating: 0, count: Self.width * Self.height * 3)
        // Each photo of a site is taken anew: the grain and the light differ from stage to stage.
        var grain = DemoRandom(seed: seed &* 31 &+ UInt64(progress) &+ 7)
        let light = grain.between(0.88, 1.08)
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                var colour: (Double, Double, Double)
                if y < horizon {
                    let fade = 0.75 + 0.25 * Double(y) / Double(horizon)
                    colour = (sky.0 * fade, sky.1 * fade, sky.2)
                    for tree in trees where isTree(tree, x, y, horizon) {
                        colour = (tree.green * 0.45, tree.green, tree.green * 0.35)
                    }
                } else {
                    colour = ground(x, y, horizon, vanishing, soil)
                }
                let noise = Double(grain.next() & 31) - 15.5
                let index = (y * Self.width + x) * 3
                bytes[index] = clamp(colour.0 * light + noise)
                bytes[index + 1] = clamp(colour.1 * light + noise)
                bytes[index + 2] = clamp(colour.2 * light + noise)
            }
        }
        return bytes
    }

    private func isTree(_ tree: (x: Double, size: Double, green: Double), _ x: Int, _ y: Int, _ horizon: Int)
        -> Bool
    {
        let dx = (Double(x) - tree.x) / tree.size
        let dy = (Double(y) - Double(horizon) + tree.size * 0.7) / (tree.size * 0.9)
        return dx * dx + dy * dy < 1
    }

    /// Soil, and on it the strip of the work: gravel first, then the finished surface up to the stage
    /// reached.
    private func ground(
        _ x: Int, _ y: Int, _ horizon: Int, _ vanishing: Double, _ soil: (Double, Double, Double)
    ) -> (Double, Double, Double) {
        let depth = Double(y - horizon) / Double(Self.height - horizon)
        let middle = vanishing + (Double(Self.width) / 2 - vanishing) * depth
        let half = 30 + 380 * depth
        guard abs(Double(x) - middle) < half else {
            let tuft = (x / 23 &* 7 ^ y / 17 &* 13) & 15
            return tuft < 4 ? (soil.0 * 0.6, soil.1 * 1.25, soil.2 * 0.6) : soil
        }
        let isFinished = 1 - depth < Double(progress) / 100
        if progress == 0 { return (soil.0 * 1.12, soil.1 * 1.05, soil.2) }
        guard isFinished else { return (150, 142, 130) }
        let isJoint = (Int(Double(y) * (1 + depth)) % 42 < 4) || (abs(x - Int(middle)) % 60 < 3)
        return isJoint ? (92, 90, 88) : (176, 174, 168)
    }

    private func clamp(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value))) }
}
