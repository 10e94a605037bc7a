import Commons
import Foundation

/// What layout.mustache reads: everything around a screen. The screen's own model is `page`.
struct Frame {
    let lang: String
    let t: TextTree
    let title: String
    let page: Any
    let styles: [String]
    let modules: [String]
    let libraries: [String]
    let manifest: String?
    let crumbs: [Crumb]
    let nav: [NavItem]
    let languages: [LanguageChoice]
    let isSignedIn: Bool
    let personName: String
    let postName: String
    let csrf: String
    let path: String
    let isDemo: Bool
    /// A fresh id for the form on this page: sending the form twice does its work once.
    let formID: String

    init(
        screen: Screen, words: Words, tree: TextTree, path: String, context: AppContext, statics: StaticFiles,
        settings: Settings
    ) {
        lang = words.language.rawValue
        t = tree
        title = screen.title
        page = screen.model
        styles = (["styles/balai.css"] + screen.styles).map(statics.address)
        modules = screen.modules.map(statics.address)
        libraries = screen.libraries.map(statics.address)
        manifest = screen.manifest
        crumbs = screen.crumbs
        nav = NavItem.items(for: context.session, path: path, words: words)
        languages = Language.allCases.map {
            LanguageChoice(
                code: $0.rawValue, name: words("language.\($0.rawValue)"), isChosen: $0 == words.language)
        }
        isSignedIn = context.session != nil
        personName = context.session?.personName ?? ""
        postName =
            context.session?.posts.first.map { "\(words("role.\($0.role.rawValue)")) \($0.place)" } ?? ""
        csrf = context.session?.csrf ?? ""
        self.path = path
        isDemo = screen.isDemo || settings.demo
        formID = UUID.v7().uuidString.lowercased()
    }
}

/// One language of the switch in the page's foot.
struct LanguageChoice {
    let code: String
    let name: String
    let isChosen: Bool
}

/// One entry of the main navigation.
struct NavItem {
    let label: String
    let address: String
    let isCurrent: Bool
}
