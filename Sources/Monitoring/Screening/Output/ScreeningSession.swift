public import Commons

/// One reading of the files and what can be asked of it: flags, cases, an explanation, a comparison.
public struct ScreeningSession: Sendable {
    private let works: [Work]
    private let photos: [SitePhoto]
    private let villages: ScreeningVillages?
    private let words: Words
    /// Told which step begins.
    public var progress: @Sendable (String) -> Void = { _ in }

    public init(works: [Work], photos: [SitePhoto], villages: ScreeningVillages?, words: Words) {
        self.works = works
        self.photos = photos
        self.villages = villages
        self.words = words
    }

    private func screen(_ parameters: ScreeningParameters) async -> (sites: [ScreenedSite], flags: [Flag]) {
        progress(
            words("screen.step-read", ["works": String(works.count), "photos": String(photos.count)]))
        tellWhatIsLeftOut()
        let sites = await ScreeningFiles.sites(works, photos, parameters: parameters)
        let screening = Screening(parameters: parameters, villages: villages)
        let flags = await screen(sites, screening)
        progress(words("screen.step-flags", ["flags": String(flags.count)]))
        return (sites, flags)
    }

    private func screen(_ sites: [ScreenedSite], _ screening: Screening) async -> [Flag] {
        let tell = progress
        return await screening.screen(sites) { tell(words("screen.step-\($0)")) }
    }

    /// Photos of works that are not in the file, and works whose geometry lies nowhere.
    private func tellWhatIsLeftOut() {
        let known = Set(works.map(\.id))
        let strays = photos.count { !known.contains($0.project) }
        if strays > 0 { progress(words("screen.step-strays", ["photos": String(strays)])) }
        let unreadable = works.filter(\.isPlanUnreadable)
        guard let first = unreadable.first else { return }
        progress(words("screen.step-unplaced", ["works": String(unreadable.count), "id": first.id]))
    }

    /// Gives one line of JSON a flag.
    public func flags(_ parameters: ScreeningParameters, to write: ([String]) -> Void) async {
        write(await screen(parameters).flags.map { $0.line(in: words) })
    }

    /// Gives one line of JSON a case, the gravest first.
    public func cases(_ parameters: ScreeningParameters, to write: ([String]) -> Void) async {
        let flags = await screen(parameters).flags
        let paid = Dictionary(works.map { ($0.id, $0.realizedRupiah) }) { first, _ in first }
        write(
            Case.cases(of: flags, realizedRupiah: paid).map { found in
                let ids = found.projects.map(JSONText.quoted).joined(separator: ",")
                let families = found.families.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
                let lines = found.flags.map { $0.line(in: words) }.joined(separator: ",")
                return "{\"severity\":\"\(found.severity.rawValue)\",\"projects\":[\(ids)],"
                    + "\"families\":[\(families)],"
                    + "\"atStakeRupiah\":\(JSONText.number(found.atStakeRupiah)),\"flags\":[\(lines)]}"
            })
    }

    /// Gives one line of JSON a rule about one work.
    ///
    /// - Throws: `ScreeningFileError.unknownProject`.
    public func explain(
        _ id: String, _ parameters: ScreeningParameters, to write: ([String]) -> Void
    ) async throws(ScreeningFileError) {
        guard works.contains(where: { $0.id == id }) else { throw .unknownProject(id: id) }
        let (sites, flags) = await screen(parameters)
        guard let site = sites.first(where: { $0.work.id == id }) else { throw .unknownProject(id: id) }
        write(ScreeningExplanation(site, flags: flags, parameters: parameters).lines(in: words))
    }

    /// Gives a summary line, then each flag that only one of two sets of thresholds raises.
    public func compare(
        _ parameters: ScreeningParameters, with other: ScreeningParameters, to write: ([String]) -> Void
    ) async {
        let before = await screen(parameters).flags
        let effect = ParameterEffect(before: before, after: await screen(other).flags)
        write([
            "{\"before\":\(effect.before),\"after\":\(effect.after),\"added\":\(effect.added.count),"
                + "\"removed\":\(effect.removed.count)}"
        ])
        write(effect.added.map { "{\"change\":\"added\",\"flag\":\($0.line(in: words))}" })
        write(effect.removed.map { "{\"change\":\"removed\",\"flag\":\($0.line(in: words))}" })
    }
}
