import Commons
public import Foundation

/// Where the tables of an export come from: a folder of CSV files, or texts held in memory.
public enum SiskeudesSource: Sendable {
    case folder(URL)
    /// Table name → CSV text.
    case texts([String: String])
    /// A county's tables, of which each village's part is found without reading the others'.
    case indexed(SiskeudesIndex)

    /// File names of the tables, by lower-case table name.
    ///
    /// - Throws: `.notAnExport` when the folder can't be listed.
    func files() throws(SiskeudesProblem) -> [String: String] {
        switch self {
        case .indexed(let index): return index.files
        case .texts(let texts):
            return Dictionary(
                texts.keys.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        case .folder(let folder):
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
                throw .notAnExport(missing: [folder.lastPathComponent])
            }
            let tables = names.filter { $0.lowercased().hasSuffix(".csv") && !$0.hasPrefix(".") }
            return Dictionary(
                tables.map { ($0.dropLast(4).lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    func reader(_ file: String) throws(CSVError) -> CSVReader {
        switch self {
        case .texts(let texts): CSVReader(bytes: Array((texts[file] ?? "").utf8))
        case .folder(let folder): try CSVReader(file: folder.appendingPathComponent(file))
        case .indexed(let index): CSVReader(bytes: try index.whole(file))
        }
    }

    /// The head of a table and its rows, in one piece or several: those of one village alone where the source
    /// knows where they stand, else all.
    func readers(_ file: String, village: String?) throws(CSVError) -> [CSVReader] {
        guard case .indexed(let index) = self, let village,
            let parts = try index.parts(of: file, village: village)
        else { return [try reader(file)] }
        return parts
    }
}

/// Which tables are read, and the columns without which they mean nothing.
enum SiskeudesSchema {
    static let required = [
        "Ref_Version", "Ta_Pemda", "Ref_Desa", "Ta_Kegiatan", "Ta_Anggaran", "Ta_RAB", "Ta_RABRinci",
    ]

    static let columns: [String: [String]] = [
        "Ref_Version": ["Versi"],
        "Ref_Desa": ["Kd_Kec", "Kd_Desa", "Nama_Desa"],
        "Ref_Kecamatan": ["Kd_Kec", "Nama_Kecamatan"],
        "Ref_Kegiatan": ["ID_Keg", "Nama_Kegiatan"],
        "Ref_Rek4": ["Obyek", "Nama_Obyek"],
        "Ta_Pemda": ["Kd_Prov", "Kd_Kab", "Nama_Pemda"],
        "Ta_Kegiatan": ["Tahun", "Kd_Desa", "Kd_Keg", "Nama_Kegiatan", "Pagu"],
        "Ta_Anggaran": [
            "KdPosting", "Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "SumberDana", "Anggaran",
        ],
        "Ta_AnggaranLog": ["KdPosting", "Tahun", "Kd_Desa", "No_Perdes", "TglPosting"],
        "Ta_AnggaranRinci": [
            "KdPosting", "Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "No_Urut", "SumberDana",
            "JmlSatuan", "HrgSatuan", "Anggaran",
        ],
        "Ta_RAB": ["Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "Anggaran"],
        "Ta_RABSub": ["Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "Nama_SubRinci"],
        "Ta_RABRinci": [
            "Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "No_Urut", "SumberDana", "Uraian",
            "Satuan",
            "JmlSatuan", "HrgSatuan", "Anggaran",
        ],
        "Ta_TBP": ["Tahun", "Kd_Desa", "No_Bukti", "Tgl_Bukti", "Jumlah", "KdBayar"],
        "Ta_TBPRinci": ["Tahun", "Kd_Desa", "No_Bukti", "Kd_Keg", "Kd_Rincian", "SumberDana", "Nilai"],
        "Ta_SPP": ["Tahun", "Kd_Desa", "No_SPP", "Tgl_SPP", "Jn_SPP", "Jumlah", "Status"],
        "Ta_SPPRinci": ["Tahun", "Kd_Desa", "No_SPP", "Kd_Keg", "Kd_Rincian", "Sumberdana", "Nilai"],
        "Ta_SPPBukti": [
            "Tahun", "Kd_Desa", "No_SPP", "Kd_Keg", "Kd_Rincian", "Sumberdana", "No_Bukti", "Tgl_Bukti",
            "Nilai",
        ],
        "Ta_SPPPot": ["Tahun", "Kd_Desa", "No_SPP", "No_Bukti", "Kd_Rincian", "Nilai"],
        "Ta_Pencairan": ["Tahun", "Kd_Desa", "No_Cek", "No_SPP", "Tgl_Cek", "Jumlah", "KdBayar"],
        "Ta_Mutasi": ["Tahun", "Kd_Desa", "No_Bukti", "Tgl_Bukti", "Kd_Rincian", "Kd_Mutasi", "Nilai"],
        "Ta_SPJ": ["Tahun", "Kd_Desa", "No_SPJ", "Tgl_SPJ", "No_SPP"],
        "Ta_SPJRinci": ["Tahun", "Kd_Desa", "No_SPJ", "Kd_Keg", "Kd_Rincian", "Sumberdana", "Nilai"],
        "Ta_SPJBukti": [
            "Tahun", "Kd_Desa", "No_SPJ", "Kd_Keg", "Kd_Rincian", "Sumberdana", "No_Bukti", "Tgl_Bukti",
            "Nilai",
        ],
        "Ta_SPJPot": ["Tahun", "Kd_Desa", "No_SPJ", "No_Bukti", "Kd_Rincian", "Nilai"],
        "Ta_SPJSisa": ["Tahun", "Kd_Desa", "No_Bukti", "Tgl_Bukti", "No_SPP", "Kd_Keg", "Nilai"],
        "Ta_Pajak": ["Tahun", "Kd_Desa", "No_SSP", "Tgl_SSP", "KdBayar"],
        "Ta_PajakRinci": ["Tahun", "Kd_Desa", "No_SSP", "No_Bukti", "Kd_Rincian", "Nilai"],
        "Ta_JurnalUmum": ["Tahun", "Kd_Desa", "Tanggal", "NoBukti"],
        "Ta_JurnalUmumRinci": [
            "Tahun", "Kd_Desa", "NoBukti", "Kd_Keg", "Kd_Rincian", "Sumberdana", "Debet", "Kredit",
        ],
    ]

    /// Needed only where a budget was changed (posting 3).
    static let changeColumns: [String: [String]] = [
        "Ta_Anggaran": ["AnggaranStlhPAK"],
        "Ta_RAB": ["AnggaranStlhPAK"],
        "Ta_RABRinci": ["JmlSatuanPAK", "HrgSatuanPAK", "AnggaranStlhPAK"],
    ]

    /// The program's own user accounts, left out of exports on purpose.
    static let silent: Set<String> = ["Ta_UserID", "Ta_UserDesa", "Ta_UserLog", "Ta_UserMenu"]
}

/// The tables of an export, read one by one as they are asked for.
struct SiskeudesTables {
    let source: SiskeudesSource
    let reference: SiskeudesReference
    private let files: [String: String]
    /// What was found while reading.
    private(set) var warnings: [SiskeudesWarning] = []
    private(set) var counts: [String: SiskeudesTableCount] = [:]

    /// - Throws: `.notAnExport`, naming each table without which there is no budget.
    init(_ source: SiskeudesSource, reference: SiskeudesReference) throws(SiskeudesProblem) {
        self.source = source
        self.reference = reference
        files = try source.files()
        let files = files
        let missing = SiskeudesSchema.required.filter { files[$0.lowercased()] == nil }
        guard missing.isEmpty else { throw .notAnExport(missing: missing) }
    }

    /// The rows of one table; of one village where `village` is given. A table that is not there has no rows.
    ///
    /// - Throws: the first thing wrong with the file, or `.missingColumns`.
    mutating func read(_ name: String, village: String? = nil) throws(SiskeudesProblem) -> SiskeudesTable {
        guard let file = files[name.lowercased()] else { return SiskeudesTable(name: name, header: []) }
        var table: SiskeudesTable
        do {
            var readers = try source.readers(file, village: village)
            table = SiskeudesTable(name: name, header: try readers[0].next()?.fields ?? [])
            try check(table)
            for index in readers.indices {
                while let row = try readers[index].next() { try table.append(row, village: village) }
            }
            table.sawOtherEncoding = readers.contains(where: \.sawOtherEncoding)
        } catch let problem as SiskeudesProblem {
            throw problem
        } catch let error as CSVError {
            throw .unreadableTable(table: name, error: error.key, line: error.line)
        } catch {
            throw .unreadableTable(table: name, error: "unreadable", line: nil)
        }
        if table.sawOtherEncoding { warnings.append(.otherEncoding(table: name)) }
        counts[name] = SiskeudesTableCount(name: name, rows: table.rows.count, isRead: true)
        return table
    }

    /// Reads every table once, from end to end, and notes where each village's rows stand. What is odd about
    /// the tables themselves is among the warnings afterwards.
    ///
    /// - Throws: the first thing wrong with a file, or `.missingColumns`.
    mutating func index() throws(SiskeudesProblem) -> SiskeudesIndex {
        var tables: [String: SiskeudesIndex.Table] = [:]
        for (lowered, file) in files.sorted(by: { $0.key < $1.key }) {
            guard let name = reference.tables[lowered] else {
                noteUnknown(lowered, file)
                continue
            }
            tables[file] = try index(name, file)
        }
        return try SiskeudesIndex(source, files: files, tables: tables)
    }

    private mutating func index(_ name: String, _ file: String) throws(SiskeudesProblem)
        -> SiskeudesIndex.Table
    {
        do {
            var reader = try source.reader(file)
            let head = SiskeudesTable(name: name, header: try reader.next()?.fields ?? [])
            try check(head)
            let column = head.columns.firstIndex { $0.lowercased() == "kd_desa" }
            let found = try SiskeudesIndex.Table(&reader, column: column)
            if reader.sawOtherEncoding { warnings.append(.otherEncoding(table: name)) }
            return found
        } catch let problem as SiskeudesProblem {
            throw problem
        } catch let error as CSVError {
            throw .unreadableTable(table: name, error: error.key, line: error.line)
        } catch {
            throw .unreadableTable(table: name, error: "unreadable", line: nil)
        }
    }

    private mutating func check(_ table: SiskeudesTable) throws(SiskeudesProblem) {
        let missing = (SiskeudesSchema.columns[table.name] ?? []).filter { !table.has($0) }
        guard missing.isEmpty else { throw .missingColumns(table: table.name, columns: missing) }
        noteColumns(of: table)
    }

    private mutating func noteColumns(of table: SiskeudesTable) {
        guard let known = reference.columns(of: table.name) else { return }
        let knownNames = Set(known.map { $0.lowercased() })
        let unknown = table.columns.filter { !knownNames.contains($0.lowercased()) }
        if !unknown.isEmpty { warnings.append(.unknownColumns(table: table.name, columns: unknown)) }
        let missing = known.filter { !table.has($0) }.sorted()
        if !missing.isEmpty { warnings.append(.missingColumns(table: table.name, columns: missing)) }
    }

    /// Counts the tables that are not read, and lists the files that are no tables of Siskeudes.
    ///
    /// - Throws: `.unreadableTable` for a file that is no CSV.
    mutating func countTheRest(village: String) throws(SiskeudesProblem) {
        for (lowered, file) in files.sorted(by: { $0.key < $1.key }) {
            guard let name = reference.tables[lowered] else {
                noteUnknown(lowered, file)
                continue
            }
            if counts[name] != nil { continue }
            let table = try read(name, village: village)
            counts[name] = SiskeudesTableCount(name: name, rows: table.rows.count, isRead: false)
        }
    }

    private mutating func noteUnknown(_ lowered: String, _ file: String) {
        let isSilent = SiskeudesSchema.silent.contains { $0.lowercased() == lowered }
        if !isSilent { warnings.append(.unknownTable(file)) }
    }
}

extension CSVError {
    /// The text key's last part.
    var key: String {
        switch self {
        case .strayQuote: "stray-quote"
        case .unclosedQuote: "unclosed-quote"
        case .fieldTooLong: "field-too-long"
        case .tooManyFields: "too-many-fields"
        case .tooManyRows: "too-many-rows"
        case .unreadable: "unreadable"
        }
    }

    /// The line of the fault, where there is one.
    var line: Int? {
        switch self {
        case .strayQuote(let line), .unclosedQuote(let line), .fieldTooLong(let line, _),
            .tooManyFields(let line, _):
            line
        case .tooManyRows, .unreadable: nil
        }
    }
}
