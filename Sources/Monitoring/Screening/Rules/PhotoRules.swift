/// What the pictures themselves show: R1, R2, R3, R4, R8, R9, R10.
enum PhotoRules {
    /// R1–R4: a picture that was already sent for another work. Only the heaviest of the four speaks for a
    /// pair.
    static func reuse(_ reuse: PictureReuse, _ parameters: ScreeningParameters) -> Finding? {
        exactReuse(reuse, parameters) ?? nearDuplicate(reuse, parameters) ?? editedReuse(reuse, parameters)
            ?? localDuplicate(reuse, parameters)
    }

    /// R1: the same bytes.
    static func exactReuse(_ reuse: PictureReuse, _ parameters: ScreeningParameters) -> Finding? {
        guard reuse.exact > 0 else { return nil }
        if reuse.isExcused(max(reuse.exact, reuse.near)) || reuse.exactOfQuality == 0 {
            return finding(.r1, reuse, .low, .supporting, reason: "R1.linked")
        }
        return finding(.r1, reuse, .critical, .firm)
    }

    /// R2: so alike that chance is out of the question even country-wide.
    static func nearDuplicate(_ reuse: PictureReuse, _ parameters: ScreeningParameters) -> Finding? {
        guard reuse.near > 0 else { return nil }
        return reuse.isExcused(reuse.near)
            ? finding(.r2, reuse, .low, .supporting, reason: "R2.linked") : finding(.r2, reuse, .high, .firm)
    }

    /// R3: alike enough among the few thousand pictures of one village: stamped over, cropped.
    ///
    /// A second fact is asked for: two such pictures, or sites too far apart for one picture to show both.
    static func localDuplicate(_ reuse: PictureReuse, _ parameters: ScreeningParameters) -> Finding? {
        guard reuse.local > 0, reuse.isSameVillage, Double(reuse.yearsApart) <= parameters["R3.maximumYears"]
        else {
            return nil
        }
        if reuse.isExcused(reuse.local) { return finding(.r3, reuse, .low, .note, reason: "R2.linked") }
        let isApart = (reuse.apartMetres ?? 0) > parameters["R3.apartMetres"]
        return finding(.r3, reuse, .medium, isApart || reuse.local > 1 ? .firm : .noisy)
    }

    /// R4: alike once mirrored, turned or cropped.
    static func editedReuse(_ reuse: PictureReuse, _ parameters: ScreeningParameters) -> Finding? {
        guard reuse.views > 0 else { return nil }
        if reuse.isExcused(reuse.views) { return finding(.r4, reuse, .low, .note, reason: "R2.linked") }
        let isApart = (reuse.apartMetres ?? 0) > parameters["R3.apartMetres"]
        return finding(.r4, reuse, .medium, isApart || reuse.views > 1 ? .firm : .noisy)
    }

    private static func finding(
        _ rule: ScreeningRule, _ reuse: PictureReuse, _ strength: FindingStrength,
        _ standing: FindingStanding,
        reason: String? = nil
    ) -> Finding {
        let count = max(reuse.exact, reuse.near, reuse.views, reuse.local)
        var facts: [String: EvidenceValue] = [
            "photos": .number(Double(count)), "photo": .text(reuse.photo),
            "otherPhoto": .text(reuse.otherPhoto),
            "bits": .number(Double(reuse.leastBits)),
        ]
        if let apart = reuse.apartMetres { facts["apartMetres"] = .number(apart.rounded()) }
        return Finding(
            rule, reuse.project, reuse.other, strength, standing,
            score: 1 - Double(reuse.leastBits) / 128, reason: reason, facts)
    }

    /// R8: the file contradicts itself: two positions, or a thumbnail of another picture.
    static func contradictoryFile(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let thumbnails = site.photos.filter {
            Double($0.thumbnailDifference ?? 0) > parameters["R8.maximumThumbnailBits"]
        }
        let positions = site.photos.filter { photo in
            if photo.hasOtherPosition { return true }
            guard let first = photo.position, first.isPossible, let second = photo.secondPosition,
                second.isPossible
            else { return false }
            return first.metres(to: second) > parameters["R8.positionMetres"]
        }
        guard !thumbnails.isEmpty || !positions.isEmpty else { return nil }
        return Finding(
            .r8, site.id, .medium, .noisy, score: 0.4,
            ["thumbnails": .number(Double(thumbnails.count)), "positions": .number(Double(positions.count))])
    }

    private static let editors = [
        "photoshop", "gimp", "snapseed", "picsart", "fake gps", "lightroom", "photoscape", "paint.net",
    ]

    /// R9: an editor has signed the file. Camera apps that stamp place and time are no editors.
    static func editorTrace(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let edited = site.photos.filter { photo in
            guard let software = photo.software?.lowercased() else { return false }
            return editors.contains { software.contains($0) }
        }
        guard let first = edited.first else { return nil }
        return Finding(
            .r9, site.id, .low, .note, score: 0.1,
            ["photos": .number(Double(edited.count)), "software": .text(first.software ?? "")])
    }

    /// R10: only messenger copies, so nothing in the files can be checked. Normal in villages: never more
    /// than info.
    static func messengerCopies(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let copies = site.photos.filter(\.isMessengerCopy)
        guard !copies.isEmpty, copies.count == site.photos.count else { return nil }
        return Finding(.r10, site.id, .low, .note, score: 0, ["photos": .number(Double(copies.count))])
    }
}

/// The pictures that one work shares with an earlier one, counted.
public struct PictureReuse: Hashable, Sendable {
    /// The work whose photos were received later.
    public var project: String
    /// The work whose photos were there first.
    public var other: String
    /// Pictures with equal bytes.
    public var exact = 0
    /// Of these, pictures with enough in them to mean anything.
    public var exactOfQuality = 0
    /// Pictures within R2's distance.
    public var near = 0
    /// Pictures within R3's distance.
    public var local = 0
    /// Pictures within R4's distance once mirrored, turned or cropped.
    public var views = 0
    /// The smallest distance found, bits of 256.
    public var leastBits = 256
    /// The two photos of the smallest distance.
    public var photo = ""
    public var otherPhoto = ""
    /// Metres between the plans; nil when one is missing.
    public var apartMetres: Double?
    public var isSameVillage = false
    public var yearsApart = 0
    /// The works are phases or trades of one place, so that one picture may rightly show both.
    public var isLinked = false
    /// How many photos the work with fewer of them has in all.
    public var photosOfEither = 0

    /// One picture of two works in one place is of both; when most of a work's pictures are another's,
    /// nothing shows the work itself.
    func isExcused(_ count: Int) -> Bool { isLinked && (count <= 1 || count * 2 <= photosOfEither) }

    public init(project: String, other: String) {
        self.project = project
        self.other = other
    }
}
