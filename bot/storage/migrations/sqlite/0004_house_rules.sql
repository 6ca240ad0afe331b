-- What servers decide: their rules, their words, whom they block, and a record of every decision.

CREATE TABLE rules (
    guild_id INTEGER PRIMARY KEY,
    rules    TEXT    NOT NULL
) STRICT;

CREATE TABLE words (
    guild_id INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (guild_id, kind, text),
    CONSTRAINT known_kind CHECK (kind IN ('term', 'exception'))
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    guild_id INTEGER NOT NULL,
    user_id  INTEGER NOT NULL,
    until    REAL,              -- seconds since the epoch; NULL is for ever
    reason   TEXT    NOT NULL,
    by_id    INTEGER NOT NULL,  -- who decided
    at       REAL    NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_by_end ON blocks (until) WHERE until IS NOT NULL;

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    actor_id INTEGER,           -- NULL is Easel itself
    action   TEXT    NOT NULL,
    user_id  INTEGER,           -- whom it is about
    job_id   INTEGER,
    detail   TEXT    NOT NULL,
    at       REAL    NOT NULL
) STRICT;
CREATE INDEX audit_of_guild ON audit (guild_id, id);

CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_takes_no_place BEFORE INSERT ON audit WHEN NEW.id IN (SELECT id FROM audit)
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
