import CZip

/// The files of a ZIP archive that are wanted, unpacked within limits by libzip.
struct UnpackedArchive {
    /// By their names inside the archive.
    private(set) var files: [String: [UInt8]] = [:]

    /// - Parameter isWanted: by name; what isn't is not unpacked.
    /// - Throws: `.notAWorkbook`, `.tooManyEntries`, `.unpacksTooLarge`, `.broken`.
    init(
        _ bytes: [UInt8], _ limits: WorkbookLimits, isWanted: (String) -> Bool
    ) throws(WorkbookReadError) {
        // Typed throws don't pass through withUnsafeBytes; the answer does.
        let result = bytes.withUnsafeBytes { buffer -> Result<[String: [UInt8]], WorkbookReadError> in
            Result { () throws(WorkbookReadError) in
                try Self.unpack(buffer, limits, isWanted)
            }
        }
        files = try result.get()
    }

    private static func unpack(
        _ buffer: UnsafeRawBufferPointer, _ limits: WorkbookLimits, _ isWanted: (String) -> Bool
    ) throws(WorkbookReadError) -> [String: [UInt8]] {
        let archive = try OpenArchive(buffer)
        let count = archive.entryCount
        guard count <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
        var files: [String: [UInt8]] = [:]
        var rest = limits.unpackedBytes
        for index in 0..<count {
            guard let (name, packed, unpacked) = archive.entry(index), isWanted(name) else { continue }
            guard unpacked <= rest, unpacked <= 1_000_000 || unpacked <= packed * limits.ratio else {
                throw .unpacksTooLarge(part: name)
            }
            files[name] = try archive.unpack(index, name, bytes: unpacked)
            rest -= unpacked
        }
        return files
    }
}

/// Sole owner of one archive that libzip reads from memory.
private struct OpenArchive: ~Copyable {
    private let handle: OpaquePointer

    init(_ buffer: UnsafeRawBufferPointer) throws(WorkbookReadError) {
        var error = zip_error_t()
        guard let base = buffer.baseAddress,
            let source = zip_source_buffer_create(base, zip_uint64_t(buffer.count), 0, &error)
        else { throw .notAWorkbook }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            zip_error_fini(&error)
            throw .notAWorkbook
        }
        self.handle = handle
    }

    deinit { zip_discard(handle) }

    var entryCount: Int { Int(zip_get_num_entries(handle, 0)) }

    /// Name, packed and unpacked size as the archive claims them.
    func entry(_ index: Int) -> (name: String, packed: Int, unpacked: Int)? {
        var facts = zip_stat_t()
        guard zip_stat_index(handle, zip_uint64_t(index), 0, &facts) == 0, let name = facts.name,
            let packed = Int(exactly: facts.comp_size), let unpacked = Int(exactly: facts.size)
        else { return nil }
        return (String(cString: name), packed, unpacked)
    }

    /// Reads exactly what the archive claims: a file that goes on past its claim is a lie, and refused.
    func unpack(_ index: Int, _ name: String, bytes: Int) throws(WorkbookReadError) -> [UInt8] {
        guard let file = zip_fopen_index(handle, zip_uint64_t(index), 0) else { throw .broken(part: name) }
        defer { zip_fclose(file) }
        var read = 0
        let unpacked = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
            while read < bytes, let base = buffer.baseAddress {
                let step = zip_fread(file, base + read, zip_uint64_t(bytes - read))
                if step <= 0 { break }
                read += Int(step)
            }
            count = read
        }
        var more: UInt8 = 0
        guard read == bytes, zip_fread(file, &more, 1) == 0 else { throw .broken(part: name) }
        return unpacked
    }
}
