import Ledger

extension Problem {
    /// A file that is no budget sheet; its sentence is looked up as `sheet.fault.CODE`.
    init(_ error: SheetFileError) {
        self.init(
            ProblemKind.unreadableSheet,
            ["sheet": .text(error.fault.code), "number": .integer(Int64(error.fault.number))])
    }
}
