-- What servers decide: their rules, their words, whom they block, and a record of every decision.

CREATE TABLE rules (
    guild_id BIGINT PRIMARY KEY,
    rules    TEXT    NOT NULL
);

CREATE TABLE words (
    guild_id BIGINT NOT NULL,
    kind     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (guild_id, kind, text),
    CONSTRAINT known_kind CHECK (kind IN ('term', 'exception'))
);

CREATE TABLE blocks (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    until    DOUBLE PRECISION,              -- seconds since the epoch; NULL is for ever
    reason   TEXT    NOT NULL,
    by_id    BIGINT NOT NULL,  -- who decided
    at       DOUBLE PRECISION    NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX blocks_by_end ON blocks (until) WHERE until IS NOT NULL;

CREATE TABLE audit (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    actor_id BIGINT,           -- NULL is Easel itself
    action   TEXT    NOT NULL,
    user_id  BIGINT,           -- whom it is about
    job_id   BIGINT,
    detail   TEXT    NOT NULL,
    at       DOUBLE PRECISION    NOT NULL
);
CREATE INDEX audit_of_guild ON audit (guild_id, id);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the audit is append-only''; END';
CREATE TRIGGER audit_keeps_rows BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_keeps_all BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
