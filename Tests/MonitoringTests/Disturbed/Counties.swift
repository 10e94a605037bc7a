import Foundation
import GeoIndex
import Monitoring

extension Disturbance {
    /// Habits that counties unlike the corpus's showed: their codes, papers, landmarks, phones and sketches.
    static let counties: [Disturbance] = [
        .names("contract numbers behind the name") { name, dice in
            let number = Int(dice.between(1, 399))
            return name
                + dice.one(of: [
                    " No. \(number)/SPK/2022", " - Kontrak \(number)/TPK/2022",
                    " SPK 027/\(number)/429.512/2022",
                ])
        },
        .names("landmarks behind the hamlet") { name, dice in
            guard name.contains("Dusun") || name.contains("Dsn"), !name.contains("Balai") else { return name }
            return name
                + dice.one(of: [
                    "", " timur SDN 2", " arah sawah", " Mushola Nurul Huda", " dekat makam umum",
                ])
        },
        .names("RT with its letters swapped in one name of twenty") { name, dice in
            dice.chance(0.05) ? name.replacing("RT", with: "TR") : name
        },
        .shapes("one line in ten drawn by its two ends") { shape, _, dice in
            guard case .line(let line) = shape, let first = line.vertices.first,
                let last = line.vertices.last,
                dice.chance(0.1)
            else { return shape }
            do { return .line(try Line([first, last])) } catch { return shape }
        },
        .works("halls as guard posts and sports grounds") { work, _ in
            guard work.activity == "2.3.15" else { return }
            work.activity = work.name.contains("Serbaguna") ? "3.3.05" : "3.1.01"
        },
        .works("walls instead of drains, under two codes") { work, dice in
            guard work.activity == "2.3.14" else { return }
            let wall = dice.one(of: ["TPT", "Plengsengan", "Tembok Penahan Tanah", "Senderan"])
            for noun in ["Saluran Drainase", "Selokan dan Drainase", "Saluran Air", "Drainase", "Selokan"] {
                work.name = work.name.replacing(noun, with: wall)
            }
            work.activity = dice.one(of: ["2.3.14", "2.3.90"])
        },
        Disturbance("every twelfth phone writes whole seconds") { data, _ in
            for index in data.photos.indices {
                guard data.photos[index].device.utf8.reduce(0, { $0 + Int($1) }) % 12 == 0,
                    let position = data.photos[index].position
                else { continue }
                data.photos[index].position = ClaimedPosition(
                    latitude: (position.latitude * 3_600).rounded() / 3_600,
                    longitude: (position.longitude * 3_600).rounded() / 3_600)
            }
        },
    ]
}
