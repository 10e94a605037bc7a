-- Why: a foreman without an account photographs one work through a link; a position counts more when the page held a nonce of the
-- server; what came through a link says so for ever. Locks: receipt, claim and progress shortly, to add nullable columns.
CREATE TABLE monitoring.capture_link (
    regency    integer NOT NULL,
    village    bigint  NOT NULL,
    id         uuid    NOT NULL,
    project    uuid    NOT NULL,
    token_hash bytea   NOT NULL CONSTRAINT capture_link_token_size CHECK (length(token_hash) = 32),
    label      text    NOT NULL CONSTRAINT capture_link_label_given CHECK (btrim(label) <> '' AND length(label) <= 100),
    shared_by  uuid    NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_by uuid,
    PRIMARY KEY (regency, id),
    CONSTRAINT capture_link_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT capture_link_token_once UNIQUE (regency, token_hash),
    CONSTRAINT capture_link_term CHECK (expires_at > made_at AND expires_at <= made_at + interval '61 days'),
    CONSTRAINT capture_link_revoked_whole CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
    CONSTRAINT capture_link_of_project FOREIGN KEY (regency, village, project)
        REFERENCES monitoring.project (regency, village, id)
);
CREATE INDEX capture_link_by_token ON monitoring.capture_link (token_hash);
CREATE INDEX capture_link_by_project ON monitoring.capture_link (regency, project);
COMMENT ON TABLE monitoring.capture_link IS
    'Tautan foto: lets its holder photograph one work for some days, without an account. Only the hash of the token is kept.';
COMMENT ON COLUMN monitoring.capture_link.label IS 'Whom it was shared with, in the sharer''s words: Pak Slamet, mandor.';
COMMENT ON COLUMN monitoring.capture_link.shared_by IS 'The manager who shared it and answers for what comes through it.';

CREATE TABLE monitoring.nonce (
    regency   integer NOT NULL,
    village   bigint  NOT NULL,
    nonce     bytea   NOT NULL CONSTRAINT nonce_size CHECK (length(nonce) BETWEEN 8 AND 64),
    link      uuid,
    account   uuid,
    issued_at timestamptz NOT NULL DEFAULT now(),
    used_by   uuid,
    used_at   timestamptz,
    PRIMARY KEY (regency, nonce),
    CONSTRAINT nonce_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT nonce_for_one CHECK (num_nonnulls(link, account) = 1),
    CONSTRAINT nonce_used_whole CHECK ((used_by IS NULL) = (used_at IS NULL))
);
CREATE INDEX nonce_by_age ON monitoring.nonce (regency, issued_at);
COMMENT ON TABLE monitoring.nonce IS
    'Random numbers given to capture pages while online: a photo that brings one was taken after it was issued.';
COMMENT ON COLUMN monitoring.nonce.used_by IS 'The photo set that brought it first; another set with it is told so, not refused.';

CREATE TABLE monitoring.capture (
    regency      integer NOT NULL,
    village      bigint  NOT NULL,
    link         uuid    NOT NULL,
    sha256       bytea   NOT NULL CONSTRAINT capture_sha256_size CHECK (length(sha256) = 32),
    project      uuid    NOT NULL,
    receipt      uuid    NOT NULL,
    progress     uuid    NOT NULL,
    mode         text    NOT NULL CONSTRAINT capture_mode_known CHECK (mode IN ('camera', 'file', 'form')),
    captured_at  timestamptz,
    delivered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, link, sha256),
    CONSTRAINT capture_regency_of_village CHECK (regency = village / 1000000),
    CONSTRAINT capture_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link (regency, id),
    CONSTRAINT capture_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt (regency, village, id)
);
CREATE INDEX capture_by_receipt ON monitoring.capture (regency, receipt);
COMMENT ON TABLE monitoring.capture IS 'A photo that came through a link, once a link and content, with the report it stands in.';
COMMENT ON COLUMN monitoring.capture.mode IS 'camera: taken by the page; file: chosen in it; form: sent by the plain form.';
COMMENT ON COLUMN monitoring.capture.captured_at IS 'The phone''s clock when the shutter was pressed.';

ALTER TABLE monitoring.receipt ALTER COLUMN person DROP NOT NULL;
ALTER TABLE monitoring.receipt ADD COLUMN link uuid;
ALTER TABLE monitoring.receipt ADD CONSTRAINT receipt_has_one_sender CHECK (num_nonnulls(person, link) = 1);
ALTER TABLE monitoring.receipt ADD CONSTRAINT receipt_of_link FOREIGN KEY (regency, link)
    REFERENCES monitoring.capture_link (regency, id);
COMMENT ON COLUMN monitoring.receipt.link IS 'The capture link it came through; then no person is known.';

ALTER TABLE monitoring.claim ADD COLUMN fixed_at timestamptz;
ALTER TABLE monitoring.claim ADD COLUMN nonce_state text
    CONSTRAINT claim_nonce_state_known CHECK (nonce_state IN ('fresh', 'old', 'reused', 'unknown'));
ALTER TABLE monitoring.claim ADD COLUMN nonce_issued_at timestamptz;
COMMENT ON COLUMN monitoring.claim.fixed_at IS 'When the phone found the position, by its own clock.';
COMMENT ON COLUMN monitoring.claim.nonce_state IS
    'fresh: issued to this sender and first used for this photo set; a fact beside the photo, never a reason to refuse.';

ALTER TABLE monitoring.progress ADD COLUMN link uuid;
ALTER TABLE monitoring.progress ADD CONSTRAINT progress_of_link FOREIGN KEY (regency, link)
    REFERENCES monitoring.capture_link (regency, id);
COMMENT ON COLUMN monitoring.progress.link IS 'Reported through this link; person is then who shared it.';

GRANT SELECT ON monitoring.capture_link, monitoring.capture TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT SELECT ON monitoring.nonce TO balai_app, balai_backup, balai_wide;
GRANT DELETE ON monitoring.nonce TO balai_wide;
