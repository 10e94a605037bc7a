-- Why: a settlement of an advance goes through the secretary to the head, who approves it, as a request does (Permendagri
-- 20/2018); only then the treasurer books it. What is verified today waits for the head; what was booked before stays as it is.
-- Locks: settlement (brief).
ALTER TABLE ledger.settlement
    ADD COLUMN approver uuid,
    ADD COLUMN approved_on date,
    ADD COLUMN precedes_approval boolean NOT NULL DEFAULT true,
    DROP CONSTRAINT settlement_state_known,
    ADD CONSTRAINT settlement_state_known
        CHECK (state IN ('submitted', 'verified', 'approved', 'returned', 'booked', 'reversed')),
    DROP CONSTRAINT settlement_three_persons,
    ADD CONSTRAINT settlement_four_persons CHECK (
        (verifier IS NULL OR verifier <> requester)
        AND (approver IS NULL OR (approver <> requester AND approver <> verifier))
        AND (booker IS NULL OR (booker <> requester AND booker <> verifier AND (approver IS NULL OR booker <> approver)))),
    DROP CONSTRAINT settlement_steps_have_persons,
    ADD CONSTRAINT settlement_steps_have_persons CHECK (
        (state NOT IN ('verified', 'approved', 'booked', 'reversed') OR verifier IS NOT NULL)
        AND (state <> 'approved' OR approver IS NOT NULL)
        AND (state NOT IN ('booked', 'reversed') OR (booker IS NOT NULL AND (approver IS NOT NULL OR precedes_approval))));
ALTER TABLE ledger.settlement ALTER COLUMN precedes_approval SET DEFAULT false;
COMMENT ON COLUMN ledger.settlement.precedes_approval IS
    'Handed in before heads approved settlements: it may be booked without an approver.';

DROP INDEX ledger.settlement_one_open;
CREATE UNIQUE INDEX settlement_one_open ON ledger.settlement (regency, spp_id)
    WHERE state IN ('submitted', 'verified', 'approved');
