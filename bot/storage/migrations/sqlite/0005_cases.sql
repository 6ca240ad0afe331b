-- What moderators decide: cases and reports; what leads to them: refusals; and what members let others do.

CREATE TABLE cases (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id        INTEGER NOT NULL,
    kind            TEXT    NOT NULL,
    verdict         TEXT    NOT NULL DEFAULT 'open',
    job_id          INTEGER REFERENCES jobs (id),
    appeal_id       INTEGER,
    user_id         INTEGER NOT NULL,             -- whose picture or request it is
    why             TEXT    NOT NULL,             -- what held or refused it
    prompt          TEXT    NOT NULL,
    opened_at       REAL    NOT NULL,
    decided_at      REAL,
    decided_by      INTEGER,                      -- NULL is Easel itself, or the author
    reason          TEXT,
    version         INTEGER NOT NULL DEFAULT 1,   -- counts changes
    shown_version   INTEGER NOT NULL DEFAULT 0,   -- the one that its card shows
    card_channel_id INTEGER,
    card_message_id INTEGER,
    card_more_id    INTEGER,                    -- the second message, where the card has more than ten pictures
    show_at         REAL    NOT NULL DEFAULT 0,   -- when the card is worth trying to bring up to date
    CONSTRAINT known_kind CHECK (kind IN ('approval', 'report', 'appeal')),
    CONSTRAINT known_verdict CHECK (verdict IN (
        'open', 'approved', 'declined', 'kept', 'dismissed', 'removed', 'accepted', 'rejected', 'withdrawn', 'expired')),
    CONSTRAINT decided_when_decided CHECK ((decided_at IS NULL) = (verdict = 'open')),
    CONSTRAINT about_one_thing CHECK ((job_id IS NULL) <> (appeal_id IS NULL)),
    CONSTRAINT appeals_are_about_refusals CHECK ((kind = 'appeal') = (job_id IS NULL)),
    CONSTRAINT shows_what_was CHECK (shown_version <= version),
    CONSTRAINT card_in_a_channel CHECK ((card_channel_id IS NULL) = (card_message_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX cases_of_job ON cases (job_id, kind) WHERE job_id IS NOT NULL;
CREATE UNIQUE INDEX cases_of_appeal ON cases (appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX cases_of_guild ON cases (guild_id, id);
CREATE INDEX cases_to_show ON cases (show_at) WHERE version <> shown_version;
CREATE INDEX cases_waiting ON cases (opened_at) WHERE verdict = 'open';

CREATE TABLE reports (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    user_id INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    at      REAL    NOT NULL,
    PRIMARY KEY (case_id, user_id)
) STRICT, WITHOUT ROWID;

-- Requests that were refused for their words or for what was drawn, for a day: their author may appeal.
CREATE TABLE appeals (
    id               INTEGER PRIMARY KEY,  -- the interaction's id
    guild_id         INTEGER NOT NULL,
    user_id          INTEGER NOT NULL,
    channel_id       INTEGER NOT NULL,
    parent_id        INTEGER,
    attachment_limit INTEGER NOT NULL,
    requests         TEXT    NOT NULL,
    why              TEXT    NOT NULL,
    at               REAL    NOT NULL
) STRICT;
CREATE INDEX appeals_by_age ON appeals (at);

CREATE TABLE strikes (
    guild_id INTEGER NOT NULL,
    user_id  INTEGER NOT NULL,
    level    REAL    NOT NULL,  -- refusals of late, as many as they counted at the time
    at       REAL    NOT NULL,
    until    REAL    NOT NULL,  -- when the pause ends
    PRIMARY KEY (guild_id, user_id),
    CONSTRAINT no_less_than_none CHECK (level >= 0)
) STRICT, WITHOUT ROWID;

-- Pictures that moderators took out. For a day all of it is kept, so that it can be put back.
CREATE TABLE removals (
    job_id   INTEGER PRIMARY KEY REFERENCES jobs (id),
    guild_id INTEGER NOT NULL,
    by_id    INTEGER NOT NULL,
    at       REAL    NOT NULL,
    wiped_at REAL
) STRICT;
CREATE INDEX removals_to_wipe ON removals (at) WHERE wiped_at IS NULL;

CREATE TABLE consents (
    user_id  INTEGER PRIMARY KEY,
    may_edit INTEGER NOT NULL,
    CONSTRAINT may_edit_is_a_flag CHECK (may_edit IN (0, 1))
) STRICT;

-- A word may be a pattern by now, and SQLite cannot change what a column takes.
CREATE TABLE words_and_patterns (
    guild_id INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (guild_id, kind, text),
    CONSTRAINT known_kind CHECK (kind IN ('term', 'exception', 'pattern'))
) STRICT, WITHOUT ROWID;
INSERT INTO words_and_patterns (guild_id, kind, text) SELECT guild_id, kind, text FROM words;
DROP TABLE words;
ALTER TABLE words_and_patterns RENAME TO words;

CREATE INDEX audit_of_job ON audit (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX audit_of_member ON audit (guild_id, user_id, id) WHERE user_id IS NOT NULL;
