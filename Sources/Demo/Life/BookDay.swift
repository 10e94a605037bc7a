internal import Ledger

/// A day in the books; screening has a day of its own.
typealias Day = Ledger.Day
