// swift-tools-version: 6.2
// Screening, what it needs, and the disturbed corpora; scripts/bench-robust puts this into a folder of its
// own.
import PackageDescription
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]
let package = Package(
    name: "bench-robust",
    targets: [
        .systemLibrary(name: "CGEOS", path: "Sources/System/CGEOS", pkgConfig: "geos"),
        .systemLibrary(name: "CPROJ", path: "Sources/System/CPROJ", pkgConfig: "proj"),
        .systemLibrary(name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto"),
        .target(name: "GeoIndex", dependencies: ["CGEOS", "CPROJ"], swiftSettings: strict),
        .target(name: "Commons", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Monitoring", dependencies: ["GeoIndex", "Commons"], swiftSettings: strict),
        .executableTarget(name: "robust", dependencies: ["Monitoring", "GeoIndex"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
