import Testing

@testable import Monitoring

/// Goal: one work written in ten ways is one; two works that differ by a number are two.
@Suite struct NameWordsTests {
    @Test(arguments: [
        ("Pembangunan MCK RT 01 RW 03 Dusun Kaliputih", "Jamban Umum RT.01R W.03 Dsn Kaliputih"),
        ("Rabat Beton Jl. Dsn. Krajan RT.6/RW.3", "PENGECORAN JLD SN. KRAJAN RT.6/RW.3"),
        ("Pembangunan Jembatan RT 03 RW 07 Dusun Tegalrejo", "Jembatan Beton RT 3 RW 7 DusunT egalrejo"),
        (
            "Betonisasi Jalan Desa Dsn. eRjosari RT.3/RW.5",
            "Pembangunan Rabat Beton Jalan Dsn. Rejosari RT.3/RW.5"
        ),
        ("Paving Gang Dsn Sumbersari", "Pavingisasi Jalan Dusun Sumbersari"),
        ("JUT Dusun Krajan II", "Pembangunan Jalan Usaha Tani Dsn. Krajan 2"),
        ("Rehab Gedung PAUD Melati Dusun Pasar", "Pembangunan Gdg PAUD Mealti Dsn Pasar"),
    ])
    func `one work written in two ways agrees`(_ first: String, _ second: String) {
        let comparison = NameWords(first).compare(NameWords(second))
        #expect(comparison.conflict == nil)
        #expect(comparison.similarity >= 0.8)
        #expect(comparison.agrees)
    }

    @Test(arguments: [
        ("Pembangunan MCK RT 03 RW 02 Dusun Gumuk", "Pembangunan MCK RT 04 RW 02 Dusun Gumuk", "RT"),
        ("Paving RT 01 RW 02 Dusun Gumuk", "Paving RT 01 RW 03 Dusun Gumuk", "RW"),
        ("Drainase Dusun Krajan", "Drainase Dusun Tegalrejo", "dusun"),
        ("Drainase Dusun Krajan I", "Drainase Dusun Krajan II", "dusun"),
        ("Paving Dusun Krajan Blok A", "Paving Dusun Krajan Blok B", "blok/nomor"),
        ("Drainase Jalan Utara Dusun Krajan", "Drainase Jalan Selatan Dusun Krajan", "arah"),
        ("Pembangunan TPT Dusun Krajan", "Pembangunan Drainase Dusun Krajan", "pekerjaan"),
    ])
    func `a word of place or trade that differs is a veto`(_ first: String, _ second: String, _ label: String)
    {
        let comparison = NameWords(first).compare(NameWords(second))
        #expect(comparison.conflict == label)
        #expect(!comparison.agrees)
    }

    @Test func `hamlets of two villages are not held against each other`() {
        let comparison = NameWords("Betonisasi Dusun Krajan RT 02")
            .compare(NameWords("Rabat Beton Dusun Sumbersari RT 03"), sameVillage: false)
        #expect(comparison.conflict == nil)
    }

    @Test func `phases are read from Roman numerals and from the word lanjutan`() {
        let first = NameWords("Gedung Posyandu Dusun Gumuk Tahap I")
        #expect(first.phases == [1])
        #expect(first.compare(NameWords("Gedung Posyandu Dusun Gumuk Tahap II")).differsInPhase)
        #expect(NameWords("Gedung Posyandu").compare(NameWords("Lanjutan Gedung Posyandu")).differsInPhase)
        #expect(!first.compare(NameWords("Posyandu Dusun Gumuk Tahap 1")).differsInPhase)
    }

    @Test func `ranges and slashed numbers are read as people mean them`() {
        #expect(NameWords("Paving RT 01-03 Dusun Krajan").neighbourhoods == [1, 2, 3])
        #expect(NameWords("Paving RT 01/02 Dusun Krajan").neighbourhoods == [1])
        #expect(NameWords("Paving RT 01/02 Dusun Krajan").wards == [2])
        #expect(NameWords("Paving RT 2 RW 02").wards == [2])
    }

    @Test func `a name without a place says nothing either way`() {
        let comparison = NameWords("Pembangunan Drainase").compare(NameWords("Saluran Air"))
        #expect(comparison.conflict == nil)
        #expect(comparison.similarity == 0.5)
        #expect(!comparison.isSpecific)
    }

    @Test(arguments: ["", "   ", "!!!", "Dusun", "RT", "RT RW Dusun", "ダサ", "Dusun 99999999999999999999"])
    func `an absurd name does no harm`(_ name: String) {
        #expect(NameWords(name).compare(NameWords("Paving Dusun Krajan RT 01")).conflict == nil)
    }
}

/// Goal: one thing under two codes is one class, another trade another; only works must show photos.
@Suite struct WorkClassTests {
    private func kind(_ code: String, _ name: String = "") -> ActivityKind {
        ActivityKind(code: code, words: NameWords(name))
    }

    @Test func `roads under two codes are one class and a drain is another`() {
        #expect(kind("2.3.10").workClass == kind("2.3.11").workClass)
        #expect(kind("2.3.10").workClass != kind("2.3.14").workClass)
    }

    @Test func `codes are read with leading zeros and a trailing dot`() {
        #expect(kind("02.03.10.").workClass == .road)
        #expect(kind("02.03.10.").isPhysical)
    }

    @Test func `upkeep codes are upkeep and programmes are no works`() {
        #expect(kind("2.3.05").isMaintenance)
        #expect(!kind("4.3.01", "Pelatihan Aparatur").isPhysical)
        #expect(!kind("2.2.02", "Penyelenggaraan Posyandu").isPhysical)
    }

    @Test func `a county code is told by the name`() {
        #expect(kind("2.3.97", "Pembangunan TPT Dusun Krajan").workClass == .wall)
        #expect(kind("2.3.97", "Pembangunan TPT Dusun Krajan").isPhysical)
        #expect(!kind("5.3.00", "BLT Dana Desa Dusun Pasar").isPhysical)
        #expect(kind("", "Pemasangan Penerangan Jalan Umum").workClass == .lamp)
    }
}
