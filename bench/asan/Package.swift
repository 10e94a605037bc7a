// swift-tools-version: 6.2
// Geometry, photos and screening with their tests and nothing else; scripts/asan puts this into a folder of
// its own.
import PackageDescription
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]
let optimised = strict + [.unsafeFlags(["-O"])]
let package = Package(
    name: "asan",
    targets: [
        .systemLibrary(name: "CGEOS", path: "Sources/System/CGEOS", pkgConfig: "geos"),
        .systemLibrary(name: "CPROJ", path: "Sources/System/CPROJ", pkgConfig: "proj"),
        .systemLibrary(name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CEXIF", path: "Sources/System/CEXIF", pkgConfig: "libexif"),
        .target(
            name: "CJPEG", path: "Sources/System/CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "GeoIndex", dependencies: ["CGEOS", "CPROJ"], swiftSettings: strict),
        .target(name: "Commons", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(
            name: "Monitoring", dependencies: ["GeoIndex", "Commons", "CJPEG", "CEXIF"],
            swiftSettings: optimised),
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
        .testTarget(
            name: "GeoIndexTests", dependencies: ["GeoIndex", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "MonitoringTests", dependencies: ["Monitoring", "GeoIndex", "Commons"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
