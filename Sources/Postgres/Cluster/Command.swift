internal import Foundation

/// Runs a program to its end, blocking: for threads of our own only. Its output goes to a file, not a pipe,
/// so that a daemon it leaves behind keeps nothing of ours waiting.
struct Command {
    /// The most of a program's output that is kept.
    private static let outputLimit = 1 << 26
    private static let pollMicroseconds: UInt32 = 5_000

    let program: String
    var arguments: [String] = []
    /// Run as this user; only root can.
    var user: String?
    var timeoutSeconds = 120

    /// - Returns: what it wrote, when its exit status was 0.
    /// - Throws: `.failed` otherwise.
    func run(_ step: String) throws(ClusterError) -> String {
        var words = ["/usr/bin/env", "--chdir=/"]  // our own directory may be closed to the user
        if let user {
            words += ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(user)", "--init-groups", "--"]
        }
        words += [program] + arguments
        var pattern = Array("/tmp/balai-output-XXXXXX".utf8CString)
        let output = mkstemp(&pattern)
        guard output >= 0 else { throw .failed(step: step, output: "no temporary file: errno \(errno)") }
        unlink(pattern)
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        defer { close(output) }
        let process = try spawn(words, output: output, step: step)
        let status = try wait(for: process, step: step)
        let text = written(output)
        guard status == 0 else {
            throw .failed(step: step, output: "status \(status): " + text.suffix(2_000))
        }
        return text
    }

    private func spawn(_ words: [String], output: Int32, step: String) throws(ClusterError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // Of our environment only this: PGHOST, PGOPTIONS and their like would mislead the tools.
        // A backend keeps 8 MiB of what it freed: with each call's memory given back to the kernel, a posting
        // takes 7 % longer.
        let environment = [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC",
            "MALLOC_TRIM_THRESHOLD_=8388608", "MALLOC_TOP_PAD_=1048576",
        ]
        let argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for string in argv + envp { free(string) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, words[0], &actions, nil, argv, envp)
        guard code == 0 else { throw .failed(step: step, output: "\(words[0]): errno \(code)") }
        return process
    }

    private func wait(for process: pid_t, step: String) throws(ClusterError) -> Int32 {
        let deadline = monotonicNanoseconds() + UInt64(timeoutSeconds) * 1_000_000_000
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            guard ended == 0 || errno == EINTR else { throw .failed(step: step, output: "errno \(errno)") }
            if monotonicNanoseconds() > deadline {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw .failed(step: step, output: "not done after \(timeoutSeconds) s")
            }
            usleep(Self.pollMicroseconds)
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    private func written(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var offset: off_t = 0
        while bytes.count < Self.outputLimit {
            let count = pread(file, &chunk, chunk.count, offset)
            guard count > 0 else { break }
            bytes.append(contentsOf: chunk[..<count])
            offset += off_t(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
