/// Balai's Ledger module.
enum LedgerModule {}
