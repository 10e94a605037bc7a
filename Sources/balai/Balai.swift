import ArgumentParser
@main struct Balai: AsyncParsableCommand { func run() async throws { print("balai") } }
