-- What the library keeps: short ids, where a picture comes from, favourites, descriptions; and what people chose.

ALTER TABLE jobs ADD COLUMN code TEXT NOT NULL DEFAULT '';  -- the short id; two jobs may share one
ALTER TABLE jobs ADD COLUMN batch_id INTEGER;               -- of several jobs from one interaction, the first
ALTER TABLE jobs ADD COLUMN source_id INTEGER;              -- the job whose picture this one starts from
ALTER TABLE jobs ADD COLUMN removed_at REAL;                -- when its author took the pictures out of the library

CREATE INDEX jobs_by_code ON jobs (code);
CREATE INDEX jobs_of_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX jobs_from_source ON jobs (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX jobs_shown ON jobs (user_id, id) WHERE state = 'delivered' AND removed_at IS NULL;

CREATE TABLE favourites (
    user_id INTEGER NOT NULL,
    job_id  INTEGER NOT NULL REFERENCES jobs (id),
    at      REAL    NOT NULL,
    PRIMARY KEY (user_id, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX favourites_of_job ON favourites (job_id);

CREATE TABLE alt_texts (
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    number INTEGER NOT NULL,  -- which of the job's pictures, from 1
    text   TEXT    NOT NULL,
    PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE preferences (
    user_id INTEGER PRIMARY KEY,
    options TEXT    NOT NULL  -- a member's own defaults
) STRICT;

CREATE TABLE styles (
    guild_id INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    id         INTEGER PRIMARY KEY,  -- the interaction's id
    user_id    INTEGER NOT NULL,
    parent_id  INTEGER,
    requests   TEXT    NOT NULL,     -- what is asked for once it is confirmed
    created_at REAL    NOT NULL
) STRICT;
CREATE INDEX drafts_by_age ON drafts (created_at);

-- Where two processes hear of the same press, the one whose row this is acts on it.
CREATE TABLE presses (
    id INTEGER PRIMARY KEY,  -- the interaction's id
    at REAL NOT NULL
) STRICT;
CREATE INDEX presses_by_age ON presses (at);
