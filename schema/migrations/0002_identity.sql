-- Why: who may do what where: a person holds posts, signs in through an account, acts in a session
-- (docs/decisions/0004). Locks: no existing table.
CREATE TABLE identity.person (
    regency    integer NOT NULL REFERENCES place.regency (regency),
    id         uuid    NOT NULL,
    name       text    NOT NULL CONSTRAINT person_name_given CHECK (btrim(name) <> '' AND length(name) <= 200),
    nik_hash   bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT person_nik_once UNIQUE (regency, nik_hash)
);
COMMENT ON COLUMN identity.person.nik_hash IS 'Keyed hash of the NIK; the number itself is not kept here.';

CREATE TABLE identity.account (
    regency           integer NOT NULL,
    id                uuid    NOT NULL,
    person            uuid    NOT NULL,
    username          text    NOT NULL CONSTRAINT account_username_shape CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
    password_hash     text,
    state             text    NOT NULL DEFAULT 'active' CONSTRAINT account_state_known CHECK (state IN ('active', 'closed')),
    failed_attempts   integer NOT NULL DEFAULT 0,
    next_attempt_at   timestamptz,
    totp_secret       bytea,
    totp_confirmed_at timestamptz,
    totp_last_step    bigint  NOT NULL DEFAULT 0,
    language          text    NOT NULL DEFAULT 'id' CONSTRAINT account_language_known CHECK (language IN ('id', 'en')),
    revision          integer NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (regency, id),
    CONSTRAINT account_username_once UNIQUE (regency, username),
    CONSTRAINT account_of_person FOREIGN KEY (regency, person) REFERENCES identity.person (regency, id)
);
COMMENT ON COLUMN identity.account.password_hash IS 'argon2id PHC string; NULL until the first password is set.';
COMMENT ON COLUMN identity.account.totp_secret IS 'Sealed with the key that lies outside the data directory.';

CREATE TABLE identity.post (
    regency    integer NOT NULL,
    id         uuid    NOT NULL,
    person     uuid    NOT NULL,
    role       text    NOT NULL CONSTRAINT post_role_known CHECK (role IN (
        'treasurer', 'manager', 'secretary', 'head', 'council', 'operator',
        'district', 'county', 'inspector', 'auditor', 'social')),
    village_from  bigint NOT NULL,
    village_until bigint NOT NULL,
    villages      bigint[],
    valid_from    date   NOT NULL,
    valid_until   date,
    standing      text   NOT NULL DEFAULT 'definitive'
        CONSTRAINT post_standing_known CHECK (standing IN ('definitive', 'acting')),
    decree        text   NOT NULL CONSTRAINT post_decree_given CHECK (btrim(decree) <> '' AND length(decree) <= 200),
    revision      integer NOT NULL DEFAULT 1,
    PRIMARY KEY (regency, id),
    CONSTRAINT post_of_person FOREIGN KEY (regency, person) REFERENCES identity.person (regency, id),
    CONSTRAINT post_scope_in_regency CHECK (
        village_from / 1000000 = regency AND village_until / 1000000 = regency AND village_from <= village_until),
    CONSTRAINT post_scope_of_role CHECK (
        CASE WHEN role IN ('treasurer', 'manager', 'secretary', 'head', 'council', 'operator')
             THEN village_from = village_until
             WHEN role = 'district' THEN village_from % 10000 = 0 AND village_until = village_from + 9999
             ELSE village_from = regency::bigint * 1000000 AND village_until = regency::bigint * 1000000 + 999999 END),
    CONSTRAINT post_dates_ordered CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX post_by_person ON identity.post (regency, person);
CREATE INDEX post_by_scope ON identity.post (regency, village_from, role);
COMMENT ON TABLE identity.post IS 'Jabatan: rights follow the post held on the document''s day. acting = Pj/Plt.';
COMMENT ON COLUMN identity.post.villages IS 'When set, only these villages of the range (an inspector''s list).';

CREATE TABLE identity.session (
    regency      integer NOT NULL,
    token_hash   bytea   NOT NULL CONSTRAINT session_hash_size CHECK (length(token_hash) = 32),
    account      uuid    NOT NULL,
    kind         text    NOT NULL CONSTRAINT session_kind_known CHECK (kind IN ('browser', 'bearer')),
    label        text    NOT NULL DEFAULT '' CONSTRAINT session_label_short CHECK (length(label) <= 200),
    csrf         text    NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    seen_at      timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    second_factor_at timestamptz,
    scope_day    date,
    scope_from   bigint,
    scope_until  bigint,
    scope_list   bigint[],
    PRIMARY KEY (regency, token_hash),
    CONSTRAINT session_of_account FOREIGN KEY (regency, account) REFERENCES identity.account (regency, id)
);
CREATE INDEX session_by_token ON identity.session (token_hash);
CREATE INDEX session_by_account ON identity.session (regency, account);
COMMENT ON TABLE identity.session IS 'Only the SHA-256 of the token is kept. scope_* caches the posts of scope_day.';

CREATE TABLE identity.slip (
    regency    integer NOT NULL,
    token_hash bytea   NOT NULL CONSTRAINT slip_hash_size CHECK (length(token_hash) = 32),
    account    uuid    NOT NULL,
    made_by    uuid,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (regency, token_hash),
    CONSTRAINT slip_of_account FOREIGN KEY (regency, account) REFERENCES identity.account (regency, id)
);
CREATE INDEX slip_by_token ON identity.slip (token_hash);
COMMENT ON TABLE identity.slip IS 'One-time link or printed slip with which a person sets the (new) password.';

GRANT SELECT ON identity.person, identity.post TO balai_app, balai_audit;
GRANT SELECT ON ALL TABLES IN SCHEMA identity TO balai_backup;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA identity TO balai_wide;
