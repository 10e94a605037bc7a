import Commons
import HTTPTypes
import Hummingbird

/// What every answer says to the browser about what it may do with it.
enum SecurityHeaders {
    /// Everything is our own: no inline script or style, no frame, no other origin but that of map tiles,
    /// where one is set.
    static func policy(tiles: String?) -> String {
        let images = "img-src 'self' data: blob:" + (tiles.map { " \($0)" } ?? "")
        return [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", images, "connect-src 'self'",
            "worker-src 'self'", "manifest-src 'self'", "font-src 'self'", "form-action 'self'",
            "base-uri 'none'", "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    static func add(to response: inout Response, house: House) {
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = house.contentPolicy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.frameOptions] = "DENY"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(self), geolocation=(self), microphone=()"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        if house.settings.publicURL != nil {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
