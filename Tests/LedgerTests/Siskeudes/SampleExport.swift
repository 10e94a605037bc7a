import Foundation
import Ledger

/// A small invented export: one village, two funds, three activities, in balance. Tests change one thing.
struct SampleExport {
    var tables: [String: String]

    init() {
        tables = Self.lists.merging(Self.budget) { first, _ in first }.merging(Self.vouchers) { first, _ in
            first
        }
    }

    /// Replaces a piece of one table's text, everywhere in it.
    mutating func replace(_ old: String, with new: String, in table: String) {
        tables[table] = tables[table]?.replacingOccurrences(of: old, with: new)
    }

    mutating func append(_ row: String, to table: String) { tables[table, default: ""] += row + "\n" }

    func read(village: String = "35.10.99.2001") throws -> SiskeudesExport {
        try SiskeudesReader.read(.texts(tables), village: village, reference: Self.reference.get())
    }

    /// The problems for which the export is refused; empty when it is read.
    func problems() throws -> [SiskeudesProblem] {
        do {
            _ = try read()
            return []
        } catch let refusal as SiskeudesRefusal {
            return refusal.problems
        }
    }

    private static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../schema/reference").standardizedFileURL

    /// The real lists: what an export is read against in production.
    static let reference = Result { try SiskeudesReference(folder: schema) }

    private static let lists = [
        "Ref_Version": "Versi,Tgl_Rilis\nV2.0 R2.0.0.,2018-07-06 00:00:00\n",
        "Ref_Kecamatan": "Kd_Kec,Nama_Kecamatan\n99,KECAMATAN CONTOH\n",
        "Ref_Desa":
            "Kd_Kec,Kd_Desa,Nama_Desa\n99,99.2001.,PEMERINTAH DESA CONTOH-SATU\n99,99.2002.,DESA CONTOH DUA\n",
        "Ref_Kegiatan": """
        Kd_Sub,ID_Keg,Nama_Kegiatan,Jns_Kegiatan
        02.03.,02.03.10.,Jalan Desa,2
        02.03.,02.03.93.,Tugu Desa,2

        """,
        "Ref_Rek4": "Jenis,Obyek,Nama_Obyek,Peraturan\n5.2.2.,5.2.2.91.,Honor Modin,\n",
        "Ta_Pemda":
            "Tahun,Kd_Prov,Kd_Kab,Nama_Pemda,Nama_Provinsi\n2026,35,10,PEMERINTAH KABUPATEN BANYUWANGI,PROVINSI JAWA TIMUR\n",
        "Ta_Desa": "Tahun,Kd_Desa,Nm_Kades\n2026,99.2001.,KADES-001\n",
    ]

    private static let budget = [
        "Ta_Kegiatan": """
        Tahun,Kd_Desa,Kd_Sub,Kd_Keg,ID_Keg,Nama_Kegiatan,Pagu,Nm_PPTKD,Jbt_PPTKD,Lokasi,Waktu,Keluaran,Nilai,Satuan
        2026,99.2001.,99.2001.01.01.,99.2001.01.01.01.,01.01.01.,Siltap,3000000,PKA-001,Kaur Umum,Balai,1 Tahun,Gaji,12,Bulan
        2026,99.2001.,99.2001.02.03.,99.2001.02.03.10.,02.03.10.,Jalan,5000000,PKA-002,Kasi,Dusun A,30 Hari,Jalan,100.5,m
        2026,99.2001.,99.2001.02.03.,99.2001.02.03.93.,02.03.93.,Tugu,2000000,PKA-002,Kasi,Dusun B,30 Hari,Tugu,1,Unit

        """,
        "Ta_Anggaran": """
        KdPosting,Tahun,Kd_Rincian,Kd_SubRinci,Anggaran,AnggaranPAK,AnggaranStlhPAK,Kd_Keg,SumberDana,Kd_Desa,TglPosting
        2,2026,4.2.1.01.,01,7000000,0,7000000,99.2001.00.00.00.,DDS,99.2001.,2026-01-05 00:00:00
        2,2026,4.2.3.01.,01,3000000,0,3000000,99.2001.00.00.00.,ADD,99.2001.,2026-01-05 00:00:00
        2,2026,5.1.1.01.,01,3000000,0,3000000,99.2001.01.01.01.,ADD,99.2001.,2026-01-05 00:00:00
        2,2026,5.3.5.01.,01,5000000,0,5000000,99.2001.02.03.10.,DDS,99.2001.,2026-01-05 00:00:00
        2,2026,5.2.2.91.,01,2000000,0,2000000,99.2001.02.03.93.,DDS,99.2001.,2026-01-05 00:00:00

        """,
        "Ta_AnggaranLog":
            "KdPosting,Tahun,Kd_Desa,No_Perdes,TglPosting\n2,2026,99.2001.,4,2026-01-05 00:00:00\n",
        "Ta_RAB": """
        Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,Anggaran,AnggaranStlhPAK
        2026,99.2001.,99.2001.02.03.10.,5.3.5.01.,01,5000000,5000000

        """,
        "Ta_RABRinci": """
        Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,No_Urut,SumberDana,Uraian,Satuan,JmlSatuan,HrgSatuan,Anggaran,JmlSatuanPAK,HrgSatuanPAK,AnggaranStlhPAK
        2026,99.2001.,99.2001.00.00.00.,4.2.1.01.,01,01,DDS,Dana Desa,Ls,1,7000000,7000000,1,7000000,7000000
        2026,99.2001.,99.2001.00.00.00.,4.2.3.01.,01,01,ADD,ADD,Ls,1,3000000,3000000,1,3000000,3000000
        2026,99.2001.,99.2001.01.01.01.,5.1.1.01.,01,01,ADD,Siltap Kades,OB,12,250000,3000000,12,250000,3000000
        2026,99.2001.,99.2001.02.03.10.,5.3.5.01.,01,01,DDS,"Batu, pecah",m3,2.5,1000000,2500000,2.5,1000000,2500000
        2026,99.2001.,99.2001.02.03.10.,5.3.5.01.,01,02,DDS,Semen,Sak,50,50000,2500000,50,50000,2500000
        2026,99.2001.,99.2001.02.03.93.,5.2.2.91.,01,01,DDS,Honor,OB,1,2000000,2000000,1,2000000,2000000

        """,
    ]

    private static let vouchers = [
        "Ta_TBP":
            "Tahun,No_Bukti,Tgl_Bukti,Kd_Desa,Uraian,Nm_Penyetor,Jumlah,KdBayar\n2026,0001/TBP,2026-02-01 00:00:00,99.2001.,Terima,BPKD,3000000,2\n",
        "Ta_TBPRinci":
            "Tahun,No_Bukti,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,SumberDana,Nilai\n2026,0001/TBP,99.2001.,99.2001.00.00.00.,4.2.3.01.,,ADD,3000000\n",
        "Ta_SPP":
            "Tahun,No_SPP,Tgl_SPP,Jn_SPP,Kd_Desa,Keterangan,Jumlah,Potongan,Status\n2026,0001/SPP,2026-02-10 00:00:00,LS,99.2001.,Siltap,250000,0,1\n",
        "Ta_SPPRinci":
            "Tahun,Kd_Desa,No_SPP,Kd_Keg,Kd_Rincian,Kd_SubRinci,Sumberdana,Nilai\n2026,99.2001.,0001/SPP,99.2001.01.01.01.,5.1.1.01.,01,ADD,250000\n",
        "Ta_SPPBukti": """
        Tahun,Kd_Desa,No_SPP,Kd_Keg,Kd_Rincian,Kd_SubRinci,Sumberdana,No_Bukti,Tgl_Bukti,Nm_Penerima,Keterangan,Nilai
        2026,99.2001.,0001/SPP,99.2001.01.01.01.,5.1.1.01.,01,ADD,00001/KWT,2026-02-10 00:00:00,KADES-001,Siltap,250000

        """,
        "Ta_SPPPot":
            "Tahun,Kd_Desa,No_SPP,Kd_Keg,No_Bukti,Kd_Rincian,Nilai\n2026,99.2001.,0001/SPP,99.2001.01.01.01.,00001/KWT,7.1.1.02.,12500\n",
        "Ta_Pencairan":
            "Tahun,No_Cek,No_SPP,Tgl_Cek,Kd_Desa,Keterangan,Jumlah,Potongan,KdBayar\n2026,0001/CASH,0001/SPP,2026-02-12 00:00:00,99.2001.,Siltap,250000,0,1\n",
        "Ta_Mutasi":
            "Tahun,Kd_Desa,No_Bukti,Tgl_Bukti,Keterangan,Kd_Rincian,Kd_Keg,Sumberdana,Kd_Mutasi,Nilai\n2026,99.2001.,0001/BANK,2026-02-02 00:00:00,Tarik,1.1.1.02.,99.2001.00.00.,-,1,1000000\n",
    ]
}
