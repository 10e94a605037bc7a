import Foundation
import Testing

@testable import Commons

/// Goal: trees, proofs by tiles and signed notes are those that other programs make (RFC 6962, C2SP).
@Suite struct TreeTests {
    /// The eight leaves that Certificate Transparency's own tests use, and the roots over the first 1…8.
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6f),
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func `roots are those of the standard's own examples`() {
        #expect(
            TreeHash.empty.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(TreeFrontier().root == TreeHash.empty)
        var frontier = TreeFrontier()
        for (leaf, root) in zip(Self.leaves, Self.roots) {
            frontier.append(TreeHash.leaf(leaf))
            #expect(frontier.root.hexadecimal == root)
            #expect(TreeFrontier(size: frontier.size, edge: frontier.edge)?.root.hexadecimal == root)
        }
    }

    /// The standard's own recursive definition.
    private func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1, let first = leaves.indices.first else {
            return leaves.first ?? TreeHash.empty
        }
        let half = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
        return TreeHash.node(root(leaves[..<(first + half)]), root(leaves[(first + half)...]))
    }

    @Test func `tiles hold every subtree, and covers of any gap lead to the same root`() async throws {
        let leaves = (0..<700).map { TreeHash.leaf(Array("leaf \($0)".utf8)) }
        var frontier = TreeFrontier()
        var nodes: [TreeFrontier.TileNode] = []
        for leaf in leaves { frontier.append(leaf, noting: &nodes) }
        #expect(frontier.root == root(leaves[...]))
        var tiles: [[Int]: [UInt8]] = [:]
        for node in nodes {
            tiles[[node.tileLevel, Int(node.index / 256)], default: []] += node.digest.bytes
        }
        #expect(
            tiles.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) } == [[0, 0], [0, 1], [0, 2], [1, 0]])
        #expect(tiles[[0, 1]]?.count == 8_192 && tiles[[1, 0]]?.count == 64)
        let kept = tiles
        var reader = TileReader { level, index in kept[[level, Int(index)]] ?? [] }
        for (start, end) in [(0, 700), (1, 256), (255, 257), (256, 512), (3, 699), (500, 501)] {
            var again = TreeFrontier()
            for leaf in leaves[..<start] { again.append(leaf) }
            for subtree in TileReader.cover(UInt64(start), UInt64(end)) {
                let root = try await reader.root(of: subtree)
                let fits = again.append(subtree: root, level: subtree.level)
                #expect(fits)
            }
            for leaf in leaves[end...] { again.append(leaf) }
            #expect(again.root == frontier.root, "\(start)..<\(end)")
        }
        for size in [1, 2, 255, 256, 257, 511, 700] {
            let read = try await reader.root(size: UInt64(size))
            #expect(read == root(leaves[..<size]))
        }
        await #expect(throws: TileError.self) {
            _ = try await reader.root(of: TileReader.Subtree(level: 0, index: 700))
        }
    }

    @Test func `a subtree begins only where one of its height can`() {
        var frontier = TreeFrontier()
        frontier.append(.zero)
        let fits = [1, 0, 1, -1, 62].map { frontier.append(subtree: .zero, level: $0) }
        #expect(fits == [false, true, true, false, false])
        #expect(TreeFrontier(size: 5, edge: [.zero]) == nil)
    }

    @Test func `a note of another program's making is read, and only its own key accepts it`() throws {
        // From the documentation of golang.org/x/mod/sumdb/note.
        let key = try NoteKey(parsing: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let note =
            "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdn"
            + "gotpRZb6KE6RyyBwJnAM=\n"
        try SignedNote(parsing: note).verify(by: key)
        #expect(try SignedNote(parsing: note).note == note)
        let changed = try SignedNote(parsing: note.replacing("answer", with: "anwser"))
        #expect(throws: NoteError.notSigned(key: "PeterNeumann")) { try changed.verify(by: key) }
        #expect(throws: NoteError.notCheckpoint) { try Checkpoint(note: note, signedBy: key) }
        for wrong in [
            "", "PeterNeumann", key.text + "A", key.text.replacing("c74f", with: "c74e"), "a b+c+d",
        ] {
            #expect(throws: NoteError.malformedKey) { try NoteKey(parsing: wrong) }
        }
    }

    @Test func `a checkpoint is read back from what was signed, and from nothing else`() throws {
        let signer = try #require(NoteSigner(name: "balai/3510", seed: [UInt8](repeating: 1, count: 32)))
        let checkpoint = Checkpoint(origin: "balai/3510/a", size: 70_000, root: TreeHash.leaf([1]))
        let note = SignedNote(signing: checkpoint.text, with: signer).note
        #expect(try Checkpoint(note: note, signedBy: signer.key) == checkpoint)
        #expect(NoteSigner(name: "a b", seed: [UInt8](repeating: 1, count: 32)) == nil)
        for wrong in ["a\n07\n", "a\n7\nnot base64\n", "a\n7\n\(checkpoint.root.base64)", "", "\n\n\n"] {
            #expect(throws: NoteError.notCheckpoint) { try Checkpoint(parsing: wrong) }
        }
    }

    @Test func `what was signed is remembered and never forgotten for less`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("m-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let memory = LogMemory(directory: folder)
        #expect(try await memory.read("a/b") == nil)
        let (small, large) = (
            Checkpoint(origin: "a/b", size: 3, root: .zero), Checkpoint(origin: "a/b", size: 9, root: .zero)
        )
        for checkpoint in [small, large, small] { try await memory.remember(checkpoint) }
        #expect(try await memory.read("a/b") == large)
        #expect(try await memory.read("a/c") == nil)
        let heads = try LogMemory.heads(in: folder)
        #expect(heads.count == 1)
        try Data("nonsense".utf8).write(to: folder.appendingPathComponent("a-b.head"))
        await #expect(throws: ProofError.self) { try await memory.read("a/b") }
        try LogMemory.put(heads, into: folder)
        #expect(try await memory.read("a/b") == large)
    }
}
