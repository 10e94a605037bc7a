import Commons
import Foundation
import Ledger
import Logging
import Synchronization

/// Where long exports are made beside the requests that ask for them: one a person at a time, each in a
/// folder of its own, shown while it grows, kept for an hour. Nothing of it is in the database.
final class ExportDesk: Sendable {
    /// How an export stands.
    enum State: Hashable, Sendable {
        case running
        case done(file: URL, bytes: Int64, sha256: String)
        /// The type of the problem, where it is one that a person can do something about.
        case failed(ProblemKind?)
    }

    /// One export as its page shows it.
    struct Job: Hashable, Sendable, Identifiable {
        let id: UUID
        let account: UUID
        /// What is in it, in the words of whoever asked.
        let title: String
        /// The file's name when it is taken home.
        let fileName: String
        let startedAt: Date
        var state = State.running
        var done = 0
        let total: Int
        /// What is being written.
        var step = ""
    }

    /// Makes an export's files in a folder and says how far it is.
    typealias Work = @Sendable (ExportFolder) async throws -> Void

    private struct Held {
        var job: Job
        var task: Task<Void, Never>?
    }

    static let runningLimit = 3
    static let heldLimit = 50
    static let keptSeconds: TimeInterval = 3600
    private let directory: URL
    private let logger: Logger
    private let held = Mutex<[UUID: Held]>([:])

    /// - Parameter directory: what an earlier run of the server left in it is removed.
    init(directory: URL, logger: Logger) {
        self.directory = directory
        self.logger = logger
        Self.remove(directory, logger)
    }

    /// Begins an export. - Throws: `busy` while another of this person or too many of others run.
    func begin(
        _ title: String, fileName: String, total: Int, by session: Session, _ work: @escaping Work
    ) throws(Problem) -> Job {
        forgetOld()
        let job = Job(
            id: UUID.v7(), account: session.account, title: title, fileName: fileName, startedAt: Date(),
            total: total)
        let isTaken = held.withLock { held in
            let running = held.values.filter { $0.job.state == .running }
            guard running.count < Self.runningLimit, held.count < Self.heldLimit,
                !running.contains(where: { $0.job.account == session.account })
            else { return false }
            held[job.id] = Held(job: job)
            return true
        }
        guard isTaken else { throw Problem(.busy, retryAfterSeconds: 30) }
        let task = Task { [self] in await run(job, work) }
        held.withLock { $0[job.id]?.task = task }
        return job
    }

    /// An export of this person. - Throws: `not-found` for another's, and for one that is forgotten.
    func job(_ id: UUID, by session: Session) throws(Problem) -> Job {
        forgetOld()
        guard let job = held.withLock({ $0[id]?.job }), job.account == session.account else {
            throw Problem(.notFound)
        }
        return job
    }

    /// This person's exports, newest first.
    func jobs(by session: Session) -> [Job] {
        forgetOld()
        return held.withLock { $0.values.map(\.job) }.filter { $0.account == session.account }
            .sorted { $0.startedAt > $1.startedAt }
    }

    private func run(_ job: Job, _ work: Work) async {
        let folder = directory.appendingPathComponent(job.id.uuidString.lowercased())
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let files = ExportFolder(folder) { [self] step, isNext in
                held.withLock { held in
                    held[job.id]?.job.step = step
                    if isNext { held[job.id]?.job.done += 1 }
                }
            }
            try await work(files)
            let target = folder.appendingPathComponent("export.zip")
            let sum = try await files.pack(to: target)
            set(job.id, .done(file: target, bytes: sum.bytes, sha256: sum.sha256))
        } catch {
            logger.warning("export failed", metadata: Cause.of(error))
            set(job.id, .failed(Problem(anyOf: error)?.kind))
            Self.remove(folder, logger)
        }
    }

    private func set(_ id: UUID, _ state: State) {
        held.withLock { $0[id]?.job.state = state }
    }

    /// Ended exports go after an hour, with their files.
    private func forgetOld() {
        let old = held.withLock { held in
            let old = held.values.map(\.job).filter {
                $0.state != .running && $0.startedAt.timeIntervalSinceNow < -Self.keptSeconds
            }
            for job in old { held[job.id] = nil }
            return old
        }
        for job in old {
            Self.remove(directory.appendingPathComponent(job.id.uuidString.lowercased()), logger)
        }
    }

    private static func remove(_ folder: URL, _ logger: Logger) {
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            logger.warning("an export's folder stays", metadata: ["folder": .string(folder.path)])
        }
    }
}
