public import Foundation
public import Postgres

/// A person signed in: who acts, with which posts. What it allows is decided again by the database.
public struct Session: Sendable {
    public let key: SessionKey
    public let account: UUID
    public let person: UUID
    public let personName: String
    public let username: String
    public let regency: Int
    /// The posts held today.
    public let posts: [Post]
    /// When the second factor was last given in this session.
    public let secondFactorAt: Date?
    /// Whether the person has enrolled a second factor at all.
    public let hasSecondFactor: Bool
    /// The token that every form of this session carries.
    public let csrf: String
    /// `id` or `en`.
    public let language: String
    /// A program's token rather than a browser's cookie.
    public let isBearer: Bool
    /// The legal day of the regency when the request came in, `2026-11-22`.
    public let today: String

    public init(
        key: SessionKey, account: UUID, person: UUID, personName: String, username: String, regency: Int,
        posts: [Post], secondFactorAt: Date?, hasSecondFactor: Bool, csrf: String, language: String,
        isBearer: Bool, today: String
    ) {
        self.key = key
        self.account = account
        self.person = person
        self.personName = personName
        self.username = username
        self.regency = regency
        self.posts = posts
        self.secondFactorAt = secondFactorAt
        self.hasSecondFactor = hasSecondFactor
        self.csrf = csrf
        self.language = language
        self.isBearer = isBearer
        self.today = today
    }

    /// The budget year that the legal day lies in: where a person starts.
    public var year: Int { Int(today.prefix(4)) ?? 0 }

    /// Whether a post with one of the roles is held over the village (any village when `nil`).
    public func holds(_ roles: Role..., over village: Int64? = nil) -> Bool {
        posts.contains { post in roles.contains(post.role) && village.map(post.covers) ?? true }
    }

    /// The one village of a village officer; `nil` for those who see many.
    public var homeVillage: Int64? {
        let own = Set(posts.filter(\.role.isOfVillage).map(\.villages.lowerBound))
        return own.count == 1 ? own.first : nil
    }
}
