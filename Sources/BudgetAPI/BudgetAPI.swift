/// Balai's BudgetAPI module.
enum BudgetAPIModule {}
