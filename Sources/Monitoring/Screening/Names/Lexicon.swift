/// The usual words of works' names, so that what remains is the name of a place.
enum Lexicon {
    static let abbreviations: [String: String] = [
        "jl": "jalan", "jln": "jalan", "pemb": "pembangunan", "pbgn": "pembangunan", "rehab": "rehabilitasi",
        "dsn": "dusun", "ds": "desa", "gd": "gedung", "gdg": "gedung", "gg": "gang", "sal": "saluran",
        "kec": "kecamatan", "lingk": "lingkungan", "pngk": "peningkatan", "pemel": "pemeliharaan",
        "jbt": "jembatan",
        "drain": "drainase", "lanj": "lanjutan", "lan": "lanjutan", "thp": "tahap", "blk": "blok",
        "no": "nomor",
    ]

    static let romans: [String: String] = [
        "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
        "x": "10",
    ]

    static let directions: [String: String] = [
        "utara": "utara", "lor": "utara", "selatan": "selatan", "kidul": "selatan", "timur": "timur",
        "wetan": "timur", "barat": "barat", "kulon": "barat", "tengah": "tengah",
        "kiri": "kiri", "kanan": "kanan",
    ]

    /// Words before a direction that call it a side.
    static let sideWords: Set<String> = ["sisi", "sebelah", "bagian"]

    /// What a place lies by: "timur SDN 2" is no eastern part of the hamlet.
    static let landmarks: Set<String> = [
        "sd", "sdn", "smp", "smpn", "mi", "mts", "masjid", "mushola", "musholla", "musala", "langgar", "pura",
        "gereja", "sungai", "pasar", "makam", "balai", "kantor", "rumah", "jembatan", "pertigaan",
        "perempatan", "simpang", "lapangan", "puskesmas", "pustu", "posyandu", "pabrik", "gudang", "tk",
        "paud", "madrasah",
        "ponpes", "pondok", "warung", "toko", "kua",
    ]

    /// Words that say where a thing lies or how far it goes; a name after them is nobody's who receives it.
    static let nearWords: Set<String> = [
        "depan", "belakang", "samping", "dekat", "sebelah", "sisi", "sampai", "menuju", "tembus", "arah",
        "hingga", "timur", "barat", "utara", "selatan",
    ]

    /// Forms of address before a person's name.
    static let honorifics: Set<String> = [
        "bpk", "bapak", "ibu", "pak", "bu", "h", "hj", "sdr", "sdri", "alm", "mbah", "kh", "keluarga", "kk",
    ]

    /// Words of works that are given to one household.
    static let householdWords: Set<String> = [
        "rtlh", "rutilahu", "rumah", "jamban", "jambanisasi", "septic", "septictank", "kandang",
    ]

    /// Trades that are works of their own beside or on another work.
    static let trades: [String: String] = [
        "tpt": "wall", "talud": "wall", "talut": "wall", "penahan": "wall", "bronjong": "wall",
        "plengsengan": "wall",
        "senderan": "wall", "gorong": "culvert", "duiker": "culvert", "deuker": "culvert",
        "culvert": "culvert",
        "pagar": "fence", "atap": "roof", "plafon": "roof", "toilet": "toilet", "wc": "toilet",
        "mandi": "toilet",
        "kanopi": "canopy", "listrik": "electricity",
        "halaman": "yard", "bahu": "shoulder",
    ]

    /// A number or letter after these marks one of several.
    static let markWords: Set<String> = [
        "blok", "sta", "nomor", "unit", "titik", "kavling", "petak", "gang", "kelas", "ruas", "segmen",
    ]

    static let buildingVerbs: Set<String> = [
        "pembangunan", "rehabilitasi", "peningkatan", "pengerasan", "pembuatan", "pemasangan", "pengecoran",
        "betonisasi", "pavingisasi", "pengaspalan", "perkerasan", "normalisasi", "rekonstruksi", "renovasi",
        "perbaikan",
    ]

    private static let things: [(WorkClass, Set<String>)] = [
        (.lamp, ["pju", "pjuts", "lpju", "penerangan", "lampu"]),
        (.wall, ["tpt", "talud", "talut", "penahan", "bronjong", "plengsengan", "senderan"]),
        (.bridge, ["jembatan", "kreteg", "wot"]),
        (.irrigation, ["irigasi", "tersier"]),
        (
            .drain,
            [
                "drainase", "selokan", "gorong", "duiker", "got", "parit", "spal", "saluran", "kalen",
                "kalenan", "solokan",
            ]
        ),
        (.pipe, ["pipa", "pipanisasi", "perpipaan", "sambungan", "spam", "hippam", "pamsimas"]),
        (.guardPost, ["poskamling", "kamling", "gardu", "ronda", "linmas"]),
        (.waste, ["tps", "sampah", "komposter"]),
        (.water, ["sumur", "tandon", "embung", "bak", "resapan", "sumber"]),
        (
            .sanitation,
            [
                "mck", "jamban", "jambanisasi", "wc", "toilet", "septic", "septictank", "ipal", "jeding",
                "kakus",
            ]
        ),
        (.education, ["paud", "tk", "tpq", "madrasah", "perpustakaan", "kanak"]),
        (.health, ["posyandu", "polindes", "poskesdes", "ponkesdes", "pkd", "pustu"]),
        (.hall, ["balai", "serbaguna", "pertemuan", "pendopo", "aula"]),
        (.house, ["rtlh", "rutilahu", "rumah"]),
        (.sport, ["lapangan", "gor", "olahraga"]),
        (.market, ["pasar", "kios"]),
        (.monument, ["gapura", "tugu"]),
        (
            .road,
            [
                "jalan", "rabat", "paving", "pavingisasi", "aspal", "pengaspalan", "jut", "makadam",
                "betonisasi", "beton", "dalan", "ratan", "embong", "lurung",
            ]
        ),
    ]

    /// The thing built, the most telling word first ("Penerangan Jalan Umum" is a lamp, not a road).
    static func thing(in tokens: [String]) -> WorkClass? {
        let words = Set(tokens)
        if let thing = things.first(where: { !$0.1.isDisjoint(with: words) }) { return thing.0 }
        let long = tokens.filter { $0.utf8.count >= 8 }
        return things.first { thing in
            thing.1.contains { word in
                word.utf8.count >= 8 && long.contains { NameText.isAlike($0, word) }
            }
        }?.0
    }

    /// A word that can be no hamlet's name: of the work, or of the paper it stands on.
    static func namesNoPlace(_ word: String) -> Bool {
        word != "pasar" && (usual.contains(word) || officeWords.contains(word))
    }

    /// Whether a road's surface or a drain is built too; the road's own word may only say what is held up.
    static func namesSurfaceOrDrain(_ tokens: [String]) -> Bool {
        tokens.contains { surfaces.contains($0) }
    }

    private static let surfaces: Set<String> = [
        "rabat", "paving", "pavingisasi", "aspal", "pengaspalan", "lapen", "hotmix", "makadam", "betonisasi",
        "pengecoran", "jut", "drainase", "selokan", "gorong", "duiker", "got", "parit", "spal", "saluran",
    ]

    /// Words of programmes in which nothing is built.
    static let serviceWords: Set<String> = Set(
        """
        pelatihan penyuluhan penyelenggaraan honor honorarium insentif operasional bantuan sosialisasi rapat
        musyawarah lomba pembinaan penyusunan festival bimbingan pemberian makanan pengelolaan
        kader pkk karang perayaan bibit pupuk blt santunan beasiswa pemberdayaan
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let officeWords: Set<String> = [
        "ta", "tahun", "th", "anggaran", "swakelola", "kec", "kecamatan", "kab", "kabupaten", "desa", "vol",
        "volume", "panjang", "lebar", "tinggi", "ukuran", "dengan", "untuk", "dana", "add", "dd", "tpk",
        "bagi", "sepanjang", "seluas", "sebanyak", "terletak", "berlokasi", "di", "uk", "p", "l", "spk",
        "kontrak",
    ]

    /// After a number they say that it is a contract's: "No. 077/SPK/2023".
    static let paperWords: Set<String> = [
        "spk", "sp", "spmk", "sk", "tpk", "kontrak", "pks", "bast", "ba", "dpa", "rab", "kep",
    ]

    /// What a number counts or measures, rather than tells one place from another.
    static let unitWords: Set<String> = [
        "m", "m1", "m2", "m3", "meter", "mtr", "cm", "x", "unit", "pkt", "paket", "buah", "bh", "titik", "ls",
    ]

    /// Words that may also begin or end a hamlet's name.
    private static let placeLike: Set<String> = [
        "pasar", "sumber", "kampung", "dukuh", "lor", "kidul", "wetan", "kulon", "utara", "selatan", "timur",
        "barat", "tengah", "taman", "tanah", "tugu", "batas", "lapangan", "makam", "air", "mata", "bak",
        "baru",
        "tani", "warga", "umum", "tepi", "surya", "balai", "sumur", "jembatan", "embung", "pos",
    ]

    /// Whether a place's name has ended where this word stands: it speaks of the work or of the paper.
    static func endsPlace(_ word: String) -> Bool {
        if placeLike.contains(word) { return false }
        if nearWords.contains(word) || landmarks.contains(word) { return true }
        if officeWords.contains(word) || usual.contains(word) { return true }
        return word.utf8.count >= 8 && longUsual.contains { $0.utf8.count >= 8 && NameText.isAlike(word, $0) }
    }

    private static let usual: Set<String> = Set(
        """
        pembangunan rehabilitasi rehap peningkatan pengerasan pembuatan pemasangan pengecoran betonisasi
        pavingisasi pengaspalan perkerasan normalisasi rekonstruksi renovasi perbaikan pemeliharaan
        perawatan pengadaan lanjutan jalan desa gang lingkungan permukiman pemukiman usaha tani jut rabat
        beton paving block blok aspal makadam hotmix lapen telford latasir cor drainase selokan saluran
        air got parit gorong tepi bersih irigasi tersier pipa pipanisasi perpipaan jaringan sambungan
        rumah tangga sumur bor tandon sumber mata bak penampungan resapan spam hippam pamsimas mck umum
        jamban toilet sanitasi spal limbah gedung bangunan paud tpq madrasah ruang kelas perpustakaan
        posyandu polindes poskesdes ponkesdes pkd pos kesehatan balai dusun serbaguna pertemuan aula
        pendopo kantor kemasyarakatan lampu pju pjuts penerangan tenaga surya listrik jembatan plat tembok
        penahan tanah talud talut tpt bronjong plengsengan senderan lapangan olahraga pasar kios gapura
        tugu batas makam pemakaman embung taman rtlh rumah layak huni rtm dan atau dengan untuk pada dari
        yang serta tahap kegiatan pekerjaan proyek paket unit milik volume lokasi bantuan swadaya nomor
        titik kabupaten kecamatan kelurahan rukun tetangga warga masyarakat dana add pbp pbk apbd apbdes
        lebar panjang tebal meter utara selatan timur barat tengah kulon wetan kidul lor sta ruas segmen
        kampung dukuh lingk penyelenggaraan box culvert duiker deuker pagar atap plafon kanopi halaman
        bahu sarana prasarana fasilitas sederhana belanja modal pelaksanaan anggaran tahun swakelola komunal
        kamar mandi stone blok rigid pertanian pembuangan kanak lpju sepanjang seluas sebanyak terletak
        berlokasi dalan ratan embong lurung kalen kalenan solokan kreteg wot omah griya jeding kakus dilah
        mbangun bangun pambangunan ndandani mbenakake sawah kiri kanan sisi sebelah bagian depan belakang
        samping dekat arah tembus sampai menuju sungai masjid mushola musholla langgar pertigaan perempatan
        simpang poskamling kamling gardu ronda keamanan tps sampah bank pilah kandang jambanisasi septic tank
        voli futsal mini hotmix penetrasi lapisan produksi dasar kiri atas nama keluarga
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let longUsual: [String] = usual.filter { $0.utf8.count >= 5 }.sorted()

    static func isUsual(_ token: String) -> Bool { usual.contains(token) }

    /// A usual word with a slip, or joined to the letters of its neighbour by a slipped space.
    static func isNearlyUsual(_ token: String) -> Bool {
        longUsual.contains { word in
            NameText.isAlike(token, word) || (token.utf8.count <= word.utf8.count + 2 && token.contains(word))
                || (token.utf8.count + 1 >= word.utf8.count && word.hasPrefix(token))
        }
    }
}
