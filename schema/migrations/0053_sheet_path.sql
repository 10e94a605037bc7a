-- Why: a sheet of a thousand details asked for each of them whether its line is there, and for each line three times whether
-- its codes are. Lists only grow (0052), and whoever writes lines holds their version, so one look a statement says as much
-- (docs/decisions/0021; ledger.require_known_lines, ledger.require_lines_of_rab). Locks: budget_line, rab_line, briefly.
ALTER TABLE ledger.budget_line
    DROP CONSTRAINT budget_line_of_activity,
    DROP CONSTRAINT budget_line_of_account,
    DROP CONSTRAINT budget_line_of_fund;
ALTER TABLE ledger.rab_line DROP CONSTRAINT rab_line_of_line;
