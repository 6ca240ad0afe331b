-- What the library keeps: short ids, where a picture comes from, favourites, descriptions; and what people chose.

ALTER TABLE jobs ADD COLUMN code TEXT NOT NULL DEFAULT '';  -- the short id; two jobs may share one
ALTER TABLE jobs ADD COLUMN batch_id BIGINT;               -- of several jobs from one interaction, the first
ALTER TABLE jobs ADD COLUMN source_id BIGINT;              -- the job whose picture this one starts from
ALTER TABLE jobs ADD COLUMN removed_at DOUBLE PRECISION;                -- when its author took the pictures out of the library

CREATE INDEX jobs_by_code ON jobs (code);
CREATE INDEX jobs_of_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX jobs_from_source ON jobs (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX jobs_shown ON jobs (user_id, id) WHERE state = 'delivered' AND removed_at IS NULL;

CREATE TABLE favourites (
    user_id BIGINT NOT NULL,
    job_id  BIGINT NOT NULL REFERENCES jobs (id),
    at      DOUBLE PRECISION    NOT NULL,
    PRIMARY KEY (user_id, job_id)
);
CREATE INDEX favourites_of_job ON favourites (job_id);

CREATE TABLE alt_texts (
    job_id BIGINT NOT NULL REFERENCES jobs (id),
    number BIGINT NOT NULL,  -- which of the job's pictures, from 1
    text   TEXT    NOT NULL,
    PRIMARY KEY (job_id, number)
);

CREATE TABLE preferences (
    user_id BIGINT PRIMARY KEY,
    options TEXT    NOT NULL  -- a member's own defaults
);

CREATE TABLE styles (
    guild_id BIGINT NOT NULL,
    name     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (guild_id, name)
);

CREATE TABLE drafts (
    id         BIGINT PRIMARY KEY,  -- the interaction's id
    user_id    BIGINT NOT NULL,
    parent_id  BIGINT,
    requests   TEXT    NOT NULL,     -- what is asked for once it is confirmed
    created_at DOUBLE PRECISION    NOT NULL
);
CREATE INDEX drafts_by_age ON drafts (created_at);

-- Where two processes hear of the same press, the one whose row this is acts on it.
CREATE TABLE presses (
    id BIGINT PRIMARY KEY,  -- the interaction's id
    at DOUBLE PRECISION NOT NULL
);
CREATE INDEX presses_by_age ON presses (at);
