/// The perceptual hashes of one picture.
public struct PhotoHashes: Hashable, Sendable {
}
