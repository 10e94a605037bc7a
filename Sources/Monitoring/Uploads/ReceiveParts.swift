public import Commons
public import Foundation
internal import Postgres

/// Takes a signed-in person's photo in by pieces, as a capture link's: cut anywhere, it goes on from the
/// bytes that are here. A part belongs to the account that sends it.
public struct ReceiveParts: Sendable {
    let receive: ReceivePhoto
    let uploads: PartialUploads

    public init(_ receive: ReceivePhoto, _ uploads: PartialUploads) {
        (self.receive, self.uploads) = (receive, uploads)
    }

    /// How many bytes of a photo are here.
    public func offset(of hash: ContentHash, by session: Session) async -> Int {
        await uploads.offset(of: Self.name(hash, session))
    }

    /// Writes the next bytes; those before a cut stay.
    /// - Returns: how many bytes are here now.
    /// - Throws: `PostgresError.refused` `not-your-post`; as `PartialUploads.append`.
    public func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to hash: ContentHash, at offset: Int, total: Int, by session: Session
    ) async throws -> Int where Body.Element == [UInt8] {
        // Whoever may not send photos may not fill the disk.
        guard session.holds(.manager, .treasurer, .secretary, .operator) else {
            throw PostgresError.refused(Refusal(code: "not-your-post", facts: ["role": "manager"]))
        }
        return try await uploads.append(body, to: Self.name(hash, session), at: offset, total: total)
    }

    /// Takes the photo in, once all its bytes are here.
    /// - Throws: `PartialUploadError.incomplete`; `MonitoringError.otherContent` (nothing is left then),
    ///   `.photoRefused`; as `ReceivePhoto`.
    public func finish(
        _ hash: ContentHash, byteCount: Int, id: UUID, in village: VillageCode, _ context: CaptureContext,
        by session: Session
    ) async throws -> ReceivedPhoto {
        let name = Self.name(hash, session)
        let file: ArrivedFile
        do { file = try await uploads.finish(name, total: byteCount) } catch VaultError.otherContent {
            throw MonitoringError.otherContent
        }
        do {
            let received = try await receive(file, id: id, in: village, context, by: session)
            await uploads.remove(name)
            return received
        } catch MonitoringError.photoRefused(let refusal) {
            await uploads.remove(name)
            throw MonitoringError.photoRefused(refusal)
        }
    }

    private static func name(_ hash: ContentHash, _ session: Session) -> PartialUploads.Name {
        let account = "account \(session.account.uuidString)"
        return PartialUploads.Name(sender: SHA256.sum(of: account.utf8), hash: hash)
    }
}
