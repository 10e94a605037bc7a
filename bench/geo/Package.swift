// swift-tools-version: 6.2
// GeoIndex and its measuring program alone; scripts/bench-geo puts this into a folder of its own.
import PackageDescription
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]
let package = Package(
    name: "bench-geo",
    targets: [
        .systemLibrary(name: "CGEOS", path: "Sources/System/CGEOS", pkgConfig: "geos"),
        .systemLibrary(name: "CPROJ", path: "Sources/System/CPROJ", pkgConfig: "proj"),
        .target(name: "GeoIndex", dependencies: ["CGEOS", "CPROJ"], swiftSettings: strict),
        .executableTarget(name: "geo", dependencies: ["GeoIndex"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
