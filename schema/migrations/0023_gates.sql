-- Why: money of a physical work waits for evidence of it: the county's dated rules, the evidence that monitoring writes, and the
-- overrides that two persons answer for (docs/decisions/0017). Locks: no existing table.
CREATE TABLE ledger.gate_rule (
    regency       integer  NOT NULL,
    village       bigint   NOT NULL,
    code          text     NOT NULL CONSTRAINT gate_rule_code_shape CHECK (code ~ '^[a-z0-9-]{1,40}$'),
    valid_from    date     NOT NULL,
    fund          text     CONSTRAINT gate_rule_fund_shape CHECK (fund ~ '^[A-Z]{2,4}$'),
    kind          text     CONSTRAINT gate_rule_kind_known CHECK (kind IN ('physical', 'other')),
    activity      text     CONSTRAINT gate_rule_activity_shape CHECK (activity ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'),
    spent_percent smallint NOT NULL CONSTRAINT gate_rule_spent_percent CHECK (spent_percent BETWEEN 0 AND 99),
    stage         smallint NOT NULL DEFAULT 0 CONSTRAINT gate_rule_stage_percent CHECK (stage BETWEEN 0 AND 100),
    photos        smallint NOT NULL CONSTRAINT gate_rule_photos_range CHECK (photos BETWEEN 0 AND 100),
    basis         text     NOT NULL CONSTRAINT gate_rule_basis_given CHECK (btrim(basis) <> '' AND length(basis) <= 500),
    entered_by    uuid     NOT NULL,
    entered_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, code, valid_from),
    CONSTRAINT gate_rule_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT gate_rule_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE ledger.gate_rule IS
    'Which evidence an SPP needs: of each code the newest row not after the day counts. No row, no gate.';
COMMENT ON COLUMN ledger.gate_rule.fund IS 'Sumber dana it is for; null: all.';
COMMENT ON COLUMN ledger.gate_rule.kind IS 'physical: jns_kegiatan 2, or with evidence already; other: the rest; null: all.';
COMMENT ON COLUMN ledger.gate_rule.activity IS 'Bidang, sub bidang or kegiatan; null: all.';
COMMENT ON COLUMN ledger.gate_rule.spent_percent IS 'It asks once the activity and fund are approved and paid past this share.';
COMMENT ON COLUMN ledger.gate_rule.stage IS 'Photos of this stage or a later one count.';
COMMENT ON COLUMN ledger.gate_rule.photos IS 'How many are needed that are not located elsewhere; 0 ends the rule.';
COMMENT ON COLUMN ledger.gate_rule.basis IS 'The county''s regulation or decree.';

CREATE TABLE ledger.evidence (
    regency      integer  NOT NULL,
    village      bigint   NOT NULL,
    progress     uuid     NOT NULL,
    receipt      uuid     NOT NULL,
    project      uuid     NOT NULL,
    year         smallint NOT NULL,
    activity     text     NOT NULL,
    fund         text     NOT NULL,
    stage        smallint NOT NULL CONSTRAINT evidence_stage_percent CHECK (stage BETWEEN 0 AND 100),
    location     text     NOT NULL
        CONSTRAINT evidence_location_known CHECK (location IN ('match', 'look', 'mismatch', 'none')),
    taken_at     timestamptz,
    written_at   timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    PRIMARY KEY (regency, progress, receipt),
    CONSTRAINT evidence_regency_of_village CHECK (regency = village / 1000000)
);
CREATE INDEX evidence_by_activity ON ledger.evidence (regency, village, year, activity, fund);
CREATE INDEX evidence_by_project ON ledger.evidence (regency, project);
COMMENT ON TABLE ledger.evidence IS
    'Photos that money can go by, written by monitoring as they are reported and withdrawn; never shown as a verdict.';
COMMENT ON COLUMN ledger.evidence.location IS 'As judged when reported; none is neutral and counts.';

CREATE TABLE ledger.gate_override (
    regency    integer NOT NULL,
    village    bigint  NOT NULL,
    spp_id     uuid    NOT NULL,
    reason     text    NOT NULL CONSTRAINT gate_override_reason_given
        CHECK (btrim(reason) <> '' AND length(reason) <= 2000),
    asked_by   uuid    NOT NULL,
    asked_role text    NOT NULL,
    asked_at   timestamptz NOT NULL DEFAULT now(),
    granted_by uuid,
    granted_role text,
    granted_at timestamptz,
    PRIMARY KEY (regency, spp_id),
    CONSTRAINT gate_override_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT gate_override_two_persons CHECK (granted_by <> asked_by),
    CONSTRAINT gate_override_granted_whole CHECK ((granted_by IS NULL) = (granted_at IS NULL)
        AND (granted_by IS NULL) = (granted_role IS NULL)),
    CONSTRAINT gate_override_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp (regency, id) ON DELETE CASCADE
);
COMMENT ON TABLE ledger.gate_override IS
    'Lets one payment request through without evidence: asked with a reason by one person, granted by another, flagged.';

GRANT SELECT ON ledger.gate_rule, ledger.evidence, ledger.gate_override
    TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT INSERT, UPDATE ON ledger.evidence TO balai_wide;

-- What was reported before gates existed counts too; row-level security would hide it from the owner.
SET LOCAL ROLE balai_wide;
INSERT INTO ledger.evidence (regency, village, progress, receipt, project, year, activity, fund, stage, location, taken_at,
                             written_at, withdrawn_at)
SELECT g.regency, g.village, g.id, h.receipt, p.id, p.year, p.activity, p.fund, g.stage, h.location,
       coalesce(r.exif_at, r.gps_at, r.device_at), g.reported_at,
       CASE WHEN g.state = 'withdrawn' OR p.state = 'cancelled' THEN now() END
  FROM monitoring.progress AS g
  JOIN monitoring.project AS p ON p.regency = g.regency AND p.id = g.project
  JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
  JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
 WHERE p.activity IS NOT NULL;
SET LOCAL ROLE balai_owner;
