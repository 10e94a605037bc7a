-- Why: rules that time alone sets off (money without a photo for thirty days) are asked once a day; a change that can't be
-- screened stands aside instead of holding up all that come after it. Locks: monitoring.change, for a moment.
ALTER TABLE monitoring.change
    DROP CONSTRAINT change_kind_known,
    ADD CONSTRAINT change_kind_known CHECK (kind IN ('site', 'photo', 'payment', 'day', 'again'));

CREATE TABLE monitoring.screening_day (
    regency integer NOT NULL,
    village bigint  NOT NULL,
    day     date    NOT NULL,
    works   integer NOT NULL DEFAULT 0,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, day),
    CONSTRAINT screening_day_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT screening_day_of_county CHECK (village % 1000000 = 0)
);
COMMENT ON TABLE monitoring.screening_day IS 'Legal days on which the works under way were put before screening again.';

CREATE TABLE monitoring.screening_failure (
    regency integer NOT NULL,
    village bigint  NOT NULL,
    number  bigint  NOT NULL,
    project uuid    NOT NULL,
    error   text    NOT NULL CONSTRAINT screening_failure_error_short CHECK (length(error) <= 400),
    at      timestamptz NOT NULL DEFAULT now(),
    again   bigint,
    PRIMARY KEY (regency, number),
    CONSTRAINT screening_failure_regency_of_village CHECK (regency = village / 1000000)
);
COMMENT ON TABLE monitoring.screening_failure IS 'Changes that could not be screened and were stepped over, until the next day.';
COMMENT ON COLUMN monitoring.screening_failure.again IS 'Number of the change that tries it again.';

GRANT SELECT ON monitoring.screening_day, monitoring.screening_failure TO balai_audit, balai_backup, balai_wide;
GRANT INSERT, UPDATE ON monitoring.screening_day, monitoring.screening_failure TO balai_wide;
