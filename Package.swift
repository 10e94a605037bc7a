// swift-tools-version: 6.2
// Targets are import rules: what a module may not import, it does not depend on (ARCHITECTURE.md).
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "balai",
    products: [.executable(name: "balai", targets: ["balai"])],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    ],
    targets: [
        system("CLibPQ", "libpq", "libpq-dev"),
        system("CGEOS", "geos", "libgeos-dev"),
        system("CPROJ", "proj", "libproj-dev"),
        system("CEXIF", "libexif", "libexif-dev"),
        system("CSodium", "libsodium", "libsodium-dev"),
        system("CCrypto", "libcrypto", "libssl-dev"),
        system("CXLSXWriter", "xlsxwriter", "libxlsxwriter-dev"),
        system("CZip", "libzip", "libzip-dev"),
        system("CZlib", "zlib", "zlib1g-dev"),
        system("CCairo", "pangocairo", "libpango1.0-dev"),
        system("CQRencode", "libqrencode", "libqrencode-dev"),
        .target(
            name: "CJPEG", path: "Sources/System/CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),

        library("Postgres", ["CLibPQ", logging]),
        library("GeoIndex", ["CGEOS", "CPROJ"]),
        library(
            "Commons",
            [
                "Postgres", "CSodium", "CCrypto", "CXLSXWriter", "CZip", "CZlib", "CCairo", "CQRencode",
                logging,
            ]),
        library("Ledger", ["Commons", "Postgres"]),
        // Optimised in debug builds too: the pixels of one photo take 0.4 s otherwise, in every test of one.
        .target(
            name: "Monitoring",
            dependencies: ["Commons", "Ledger", "GeoIndex", "Postgres", "CJPEG", "CEXIF", logging],
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        // The same: it paints its photos.
        .target(
            name: "Demo", dependencies: ["Commons", "Ledger", "GeoIndex", "Monitoring", "Postgres"],
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "BudgetAPI",
            dependencies: [
                "Commons", "Ledger", "GeoIndex", "Monitoring", "Postgres", hummingbird, logging,
                metrics,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "balai",
            dependencies: [
                "BudgetAPI", "Demo", "Commons", "Ledger", "GeoIndex", "Monitoring", "Postgres", arguments,
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Postgres", "Commons"], path: "Tests/Support",
            swiftSettings: strict),
        tests("PostgresTests", ["Postgres", "TestSupport"]),
        tests("CommonsTests", ["Commons", "TestSupport"]),
        tests("LedgerTests", ["Ledger", "TestSupport"]),
        tests("GeoIndexTests", ["GeoIndex", "TestSupport"]),
        tests("MonitoringTests", ["Monitoring", "TestSupport", logging]),
        tests("SchemaTests", ["Postgres", "Ledger", "Monitoring", "TestSupport"]),
        tests("BudgetAPITests", ["BudgetAPI", "TestSupport"]),
        tests(
            "DemoTests", ["Demo", "Commons", "Ledger", "GeoIndex", "Monitoring", "Postgres", "TestSupport"]),
        tests("TidyTests", []),
    ],
    swiftLanguageModes: [.v6]
)
