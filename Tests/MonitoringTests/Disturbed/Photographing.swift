import Monitoring

extension Disturbance {
    /// Other phones, other ways of sending.
    static let photographing: [Disturbance] = [
        .photos("hashes up to 10 bits off") { photo, dice in
            photo.pdq = photo.pdq.map { Grain.turned($0, Int(dice.between(0, 10)), &dice) }
        },
        .photos("hashes up to 20 bits off") { photo, dice in
            photo.pdq = photo.pdq.map { Grain.turned($0, Int(dice.between(0, 20)), &dice) }
        },
        .photos("a fifth of the locations missing") { photo, dice in Grain.strip(&photo, 0.2, &dice) },
        .photos("two fifths of the locations missing") { photo, dice in Grain.strip(&photo, 0.4, &dice) },
        .photos("a quarter without EXIF time") { photo, dice in
            if dice.chance(0.25) { photo.takenAt = nil }
        },
        .photos("times off by up to 20 h") { photo, dice in
            photo.takenAt = photo.takenAt.map { Moment(seconds: $0.seconds + dice.between(-72_000, 72_000)) }
        },
        .photos("times written in UTC") { photo, _ in
            photo.takenAt = photo.takenAt.map { Moment(seconds: $0.seconds, offsetSeconds: 0) }
        },
        .photos("no phone named") { photo, _ in photo.device = "" },
        .photos("no accuracy stated") { photo, _ in photo.accuracyMetres = nil },
        .photos("positions to five decimals") { photo, _ in
            photo.position = photo.position.map { Grain.rounded($0, 1e5) }
        },
        .photos("fixes 8 m worse than stated") { photo, _ in
            // A position sent again stays the same position.
            photo.position = photo.position.map { claim in
                var own = Dice(seed: claim.latitude.bitPattern ^ claim.longitude.bitPattern &+ 1)
                return Grain.moved(claim, own.normal(8), own.normal(8))
            }
        },
        .photos("3 % wild fixes of 0.2 to 2.5 km") { photo, dice in
            guard dice.chance(0.03) else { return }
            let far = dice.between(200, 2_500) * (dice.chance(0.5) ? 1 : -1)
            photo.position = photo.position.map { Grain.moved($0, far, dice.normal(300)) }
        },
        .photos("sent in one batch at the month's end") { photo, _ in
            photo.receivedAt = photo.receivedAt.map {
                Moment(seconds: (($0.seconds / 2_592_000).rounded(.up)) * 2_592_000)
            }
        },
        Disturbance("a sixth of the photos lost") { data, dice in
            data.photos.removeAll { _ in dice.chance(1.0 / 6) }
        },
        .photos("stages 0, 40, 80, 100") { photo, dice in
            if photo.progress == 50 { photo.progress = dice.chance(0.5) ? 40 : 80 }
        },
        .photos("quality 15 lower") { photo, _ in photo.pdqQuality = max(0, photo.pdqQuality - 15) },
    ]
}

/// What phones and messengers do to a record.
enum Grain {
    static func turned(_ hash: PictureHash, _ bits: Int, _ dice: inout Dice) -> PictureHash {
        var words = [hash.a, hash.b, hash.c, hash.d]
        for _ in 0..<bits {
            let bit = dice.next() % 256
            words[Int(bit / 64)] ^= 1 << (bit % 64)
        }
        return PictureHash(words[0], words[1], words[2], words[3])
    }

    static func strip(_ photo: inout SitePhoto, _ share: Double, _ dice: inout Dice) {
        guard dice.chance(share) else { return }
        photo.position = nil
        photo.accuracyMetres = nil
        photo.locationSource = nil
    }

    static func rounded(_ claim: ClaimedPosition, _ scale: Double) -> ClaimedPosition {
        ClaimedPosition(
            latitude: (claim.latitude * scale).rounded() / scale,
            longitude: (claim.longitude * scale).rounded() / scale)
    }

    static func moved(_ claim: ClaimedPosition, _ east: Double, _ north: Double) -> ClaimedPosition {
        ClaimedPosition(
            latitude: claim.latitude + north / 110_574, longitude: claim.longitude + east / 110_200)
    }
}
