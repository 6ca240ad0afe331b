-- The schema. Ids of people, servers, channels, messages and interactions are Discord’s (snowflakes). A column whose name
-- ends in _at holds seconds since the epoch. How columns with JSON change: bot/storage/documents.py.

-- ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- One row for each accepted request, from the reservation to its end. The state machine: bot/domain/job.py.
CREATE TABLE jobs (
    id                   BIGINT           PRIMARY KEY,          -- the interaction's id, which is the idempotency key
    short_id             TEXT             NOT NULL DEFAULT '',  -- what people type; two jobs may share one
    task_uuid            TEXT             NOT NULL UNIQUE,      -- the task's name at the provider
    state                TEXT             NOT NULL,
    user_id              BIGINT           NOT NULL,             -- the author
    guild_id             BIGINT,                                -- NULL in direct messages
    channel_id           BIGINT           NOT NULL,
    message_id           BIGINT,                                -- the message with the progress, then the pictures
    follow_up_message_id BIGINT,                                -- the pictures from the eleventh on
    parent_job_id        BIGINT,                                -- the job whose button was pressed
    source_job_id        BIGINT,                                -- the job whose picture this one starts from
    batch_id             BIGINT,                                -- the first of several jobs from one interaction
    token                TEXT,                                  -- the interaction's token, until the job ended
    attachment_limit     BIGINT           NOT NULL,             -- bytes
    request              TEXT             NOT NULL,             -- JSON: bot/domain/request.py, Request
    granted_images       BIGINT           NOT NULL DEFAULT 0,   -- pictures of an accepted appeal, which use up no quota
    round                BIGINT           NOT NULL,             -- of the fair queue, which serves by (round, id)
    outcome              TEXT,                                  -- JSON: bot/domain/job.py, Outcome
    reason               TEXT,                                  -- the sentence for a job that ended without pictures
    notified             SMALLINT         NOT NULL DEFAULT 0,   -- whether the member's message shows how the job ended
    created_at           DOUBLE PRECISION NOT NULL,
    submitted_at         DOUBLE PRECISION,                      -- when the task was first sent to the provider
    ready_at             DOUBLE PRECISION,                      -- when its results were stored
    ended_at             DOUBLE PRECISION,
    removed_at           DOUBLE PRECISION,                      -- when its author or a moderator removed the pictures
    cost_due_at          DOUBLE PRECISION,                      -- when to look up what an abandoned task cost
    running_until        DOUBLE PRECISION,                      -- a cancelled task counts as running until then
    lease_owner          TEXT,                                  -- the process that works on the job
    lease_expires_at     DOUBLE PRECISION,
    CONSTRAINT known_state CHECK (state IN (
        'reserved', 'waiting', 'submitted', 'ready', 'held', 'delivered', 'refused', 'failed', 'cancelled')),
    CONSTRAINT ended_when_ended CHECK (
        (ended_at IS NOT NULL) = (state IN ('delivered', 'refused', 'failed', 'cancelled'))),
    CONSTRAINT notified_is_a_flag CHECK (notified IN (0, 1)),
    CONSTRAINT granted_images_are_counted CHECK (granted_images >= 0)
);

CREATE INDEX jobs_in_queue ON jobs (state, round, id);
CREATE INDEX jobs_of_member ON jobs (user_id, created_at);
CREATE INDEX jobs_unfinished ON jobs (user_id, round) WHERE ended_at IS NULL;
CREATE INDEX jobs_visible ON jobs (user_id, id) WHERE state = 'delivered' AND removed_at IS NULL;
CREATE INDEX jobs_by_short_id ON jobs (short_id);
CREATE INDEX jobs_of_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX jobs_from_source ON jobs (source_job_id) WHERE source_job_id IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (lease_owner, lease_expires_at) WHERE lease_owner IS NOT NULL;
CREATE INDEX jobs_cost_due ON jobs (cost_due_at) WHERE cost_due_at IS NOT NULL;
CREATE INDEX jobs_running ON jobs (running_until, user_id) WHERE running_until IS NOT NULL;
CREATE INDEX jobs_unnotified ON jobs (id) WHERE notified = 0 AND ended_at IS NOT NULL;

-- Requests that wait until their author confirms the price; kept for a day.
CREATE TABLE drafts (
    id            BIGINT           PRIMARY KEY,  -- the interaction's id
    user_id       BIGINT           NOT NULL,
    parent_job_id BIGINT,
    requests      TEXT             NOT NULL,     -- JSON: a list of Request
    unexpanded    TEXT,                          -- JSON: the Request for the prompt as it was typed, where that can be chosen
    created_at    DOUBLE PRECISION NOT NULL
);
CREATE INDEX drafts_by_age ON drafts (created_at);

-- Button presses that a process has claimed, so that a press which reaches two processes is handled once.
CREATE TABLE handled_interactions (
    interaction_id BIGINT           PRIMARY KEY,
    handled_at     DOUBLE PRECISION NOT NULL
);
CREATE INDEX handled_interactions_by_age ON handled_interactions (handled_at);

-- ── quota and money ──────────────────────────────────────────────────────────────────────────────────────────────

-- Pictures and micro-dollars, append-only: usage and spending are sums over rows, never counters.
CREATE TABLE ledger (
    id            BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id        BIGINT           REFERENCES jobs (id),
    kind          TEXT             NOT NULL,
    user_id       BIGINT           NOT NULL,
    guild_id      BIGINT,
    images        BIGINT           NOT NULL,
    micro_dollars BIGINT           NOT NULL,  -- millionths of a US dollar
    window_at     DOUBLE PRECISION NOT NULL,  -- when the request was made: decides in which windows the row counts
    created_at    DOUBLE PRECISION NOT NULL,
    CONSTRAINT known_kind CHECK (kind IN ('reserve', 'settle', 'refund', 'adjust', 'grant')),
    CONSTRAINT grants_stand_alone CHECK ((kind = 'grant') = (job_id IS NULL))
);

-- A job is reserved once, then settled or refunded once, and adjusted at most once.
CREATE UNIQUE INDEX ledger_opens_and_closes_once ON ledger (job_id, (kind = 'reserve')) WHERE kind <> 'adjust';
CREATE UNIQUE INDEX ledger_adjusts_once ON ledger (job_id) WHERE kind = 'adjust';
CREATE INDEX ledger_of_job ON ledger (job_id, micro_dollars);
CREATE INDEX ledger_of_member ON ledger (user_id, window_at, images, micro_dollars);
-- The hour in which a window begins is summed row by row, later ones from hourly_spend. Most settlements are 0.
CREATE INDEX ledger_spent_by_guild ON ledger (guild_id, window_at, micro_dollars) WHERE micro_dollars <> 0;
CREATE INDEX ledger_spent ON ledger (window_at, micro_dollars) WHERE micro_dollars <> 0;

-- The micro-dollars of each hour: an index over the ledger that its triggers keep, so that no budget sums up a month.
CREATE TABLE hourly_spend (
    scope         BIGINT   NOT NULL,  -- a server's id, or -1 for the whole bot
    hour          BIGINT   NOT NULL,  -- hours since the epoch, of window_at
    stripe        SMALLINT NOT NULL,  -- an updated row is locked until the commit: four rows let four commit at once
    micro_dollars BIGINT   NOT NULL,
    PRIMARY KEY (scope, hour, stripe)
) WITH (fillfactor = 50);  -- leaves room for a row's next version beside it, so that its index entry stays

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END';
CREATE TRIGGER ledger_keeps_amounts
BEFORE UPDATE OF job_id, kind, images, micro_dollars, window_at, created_at ON ledger
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();

-- Rows are locked in the order of their key, so that no two transactions that write one statement each wait in a ring.
CREATE FUNCTION ledger_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hourly_spend (scope, hour, stripe, micro_dollars)
    SELECT scope, floor(window_at)::BIGINT / 3600, id % 4, SUM(micro_dollars)
    FROM added, LATERAL (VALUES (-1), (guild_id)) AS counted (scope)
    WHERE scope IS NOT NULL AND micro_dollars <> 0
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (scope, hour, stripe)
    DO UPDATE SET micro_dollars = hourly_spend.micro_dollars + excluded.micro_dollars;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_adds_up AFTER INSERT ON ledger
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_adds_up();

CREATE FUNCTION ledger_changes_servers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hourly_spend (scope, hour, stripe, micro_dollars)
    SELECT guild_id, floor(window_at)::BIGINT / 3600, id % 4, SUM(micro_dollars)
    FROM (
        SELECT id, guild_id, window_at, -micro_dollars AS micro_dollars FROM removed UNION ALL
        SELECT id, guild_id, window_at, micro_dollars FROM added
    ) AS changed
    WHERE guild_id IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (scope, hour, stripe)
    DO UPDATE SET micro_dollars = hourly_spend.micro_dollars + excluded.micro_dollars;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_changes_servers AFTER UPDATE ON ledger
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_changes_servers();


-- ── what members keep and choose ─────────────────────────────────────────────────────────────────────────────────

-- Jobs that members marked as favourites.
CREATE TABLE favourites (
    user_id    BIGINT           NOT NULL,
    job_id     BIGINT           NOT NULL REFERENCES jobs (id),
    created_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (user_id, job_id)
);
CREATE INDEX favourites_of_job ON favourites (job_id);

-- Descriptions of pictures for those who cannot see them, by the pictures' authors.
CREATE TABLE alt_texts (
    job_id       BIGINT NOT NULL REFERENCES jobs (id),
    image_number BIGINT NOT NULL,  -- which of the job's pictures, from 1
    text         TEXT   NOT NULL,
    PRIMARY KEY (job_id, image_number)
);

-- A member's own defaults for the options of a request.
CREATE TABLE preferences (
    user_id BIGINT PRIMARY KEY,
    options TEXT   NOT NULL  -- JSON: bot/domain/request.py, Options
);

-- Whether others may edit a member's pictures. No row: the member did not choose, and each server's rule holds.
CREATE TABLE edit_consents (
    user_id  BIGINT   PRIMARY KEY,
    may_edit SMALLINT NOT NULL,
    CONSTRAINT may_edit_is_a_flag CHECK (may_edit IN (0, 1))
);

-- ── what servers decide ──────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE server_rules (
    guild_id BIGINT PRIMARY KEY,
    rules    TEXT   NOT NULL  -- JSON: bot/domain/server_rules.py, ServerRules
);

-- Terms and patterns that a server does not allow, and exceptions from its terms.
CREATE TABLE word_list_entries (
    guild_id BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    PRIMARY KEY (guild_id, kind, text),
    CONSTRAINT known_kind CHECK (kind IN ('term', 'exception', 'pattern'))
);

-- Texts that a server offers to add to prompts, beside the operator's.
CREATE TABLE styles (
    guild_id BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    PRIMARY KEY (guild_id, name)
);

-- ── what moderators decide ───────────────────────────────────────────────────────────────────────────────────────

-- Members who may request nothing on a server.
CREATE TABLE blocks (
    guild_id     BIGINT           NOT NULL,
    user_id      BIGINT           NOT NULL,
    expires_at   DOUBLE PRECISION,           -- NULL is never
    reason       TEXT             NOT NULL,
    moderator_id BIGINT           NOT NULL,  -- who decided
    created_at   DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX blocks_by_end ON blocks (expires_at) WHERE expires_at IS NOT NULL;

-- How often a member was refused: a level that decays, and the pause that it led to. See bot/domain/cooldowns.py.
CREATE TABLE strikes (
    guild_id     BIGINT           NOT NULL,
    user_id      BIGINT           NOT NULL,
    level        DOUBLE PRECISION NOT NULL,  -- as of updated_at
    updated_at   DOUBLE PRECISION NOT NULL,
    paused_until DOUBLE PRECISION NOT NULL,  -- 0 without a pause
    PRIMARY KEY (guild_id, user_id),
    CONSTRAINT no_less_than_none CHECK (level >= 0)
);

-- Requests that were refused for their words or their pictures; kept for a day, so that their author may appeal.
CREATE TABLE appeals (
    id               BIGINT           PRIMARY KEY,  -- the interaction's id
    guild_id         BIGINT           NOT NULL,
    user_id          BIGINT           NOT NULL,
    channel_id       BIGINT           NOT NULL,
    parent_job_id    BIGINT,
    attachment_limit BIGINT           NOT NULL,
    requests         TEXT             NOT NULL,     -- JSON: a list of Request
    refusal_reason   TEXT             NOT NULL,
    refused_at       DOUBLE PRECISION NOT NULL
);
CREATE INDEX appeals_by_age ON appeals (refused_at);

-- What moderators are asked to decide, each shown on a card in their channel. See bot/domain/case.py.
CREATE TABLE cases (
    id                       BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id                 BIGINT           NOT NULL,
    kind                     TEXT             NOT NULL,
    verdict                  TEXT             NOT NULL DEFAULT 'open',
    job_id                   BIGINT           REFERENCES jobs (id),  -- of an approval or a report
    appeal_id                BIGINT,                                 -- of an appeal
    user_id                  BIGINT           NOT NULL,              -- whose pictures or request it is about
    review_reason            TEXT             NOT NULL,              -- what held or refused it
    prompt                   TEXT             NOT NULL,
    opened_at                DOUBLE PRECISION NOT NULL,
    decided_at               DOUBLE PRECISION,
    decided_by               BIGINT,                                 -- NULL is Easel itself, or the author
    reason                   TEXT,                                   -- of the decision
    version                  BIGINT           NOT NULL DEFAULT 1,    -- counts changes
    posted_version           BIGINT           NOT NULL DEFAULT 0,    -- the version that the card shows
    post_at                  DOUBLE PRECISION NOT NULL DEFAULT 0,    -- when to post or edit an outdated card
    card_channel_id          BIGINT,
    card_message_id          BIGINT,
    card_overflow_message_id BIGINT,                                 -- the pictures from the eleventh on
    CONSTRAINT known_kind CHECK (kind IN ('approval', 'report', 'appeal')),
    CONSTRAINT known_verdict CHECK (verdict IN (
        'open', 'approved', 'declined', 'kept', 'dismissed', 'removed', 'accepted', 'rejected', 'withdrawn', 'expired')),
    CONSTRAINT decided_when_decided CHECK ((decided_at IS NULL) = (verdict = 'open')),
    CONSTRAINT about_one_thing CHECK ((job_id IS NULL) <> (appeal_id IS NULL)),
    CONSTRAINT appeals_are_about_refusals CHECK ((kind = 'appeal') = (job_id IS NULL)),
    CONSTRAINT posted_versions_exist CHECK (posted_version <= version),
    CONSTRAINT card_in_a_channel CHECK ((card_channel_id IS NULL) = (card_message_id IS NULL))
);
CREATE UNIQUE INDEX cases_of_job ON cases (job_id, kind) WHERE job_id IS NOT NULL;
CREATE UNIQUE INDEX cases_of_appeal ON cases (appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX cases_of_guild ON cases (guild_id, id);
CREATE INDEX cases_to_post ON cases (post_at) WHERE version <> posted_version;
CREATE INDEX cases_open ON cases (opened_at) WHERE verdict = 'open';

-- What members say about a picture; all reports of one picture belong to one case.
CREATE TABLE reports (
    case_id     BIGINT           NOT NULL REFERENCES cases (id),
    user_id     BIGINT           NOT NULL,
    reason      TEXT             NOT NULL,
    reported_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (case_id, user_id)
);
CREATE INDEX reports_of_member ON reports (user_id, reported_at);

-- Jobs that moderators removed. For a day all of a job is kept, so that it can be restored; then it is purged.
CREATE TABLE removals (
    job_id       BIGINT           PRIMARY KEY REFERENCES jobs (id),
    guild_id     BIGINT           NOT NULL,
    moderator_id BIGINT           NOT NULL,
    removed_at   DOUBLE PRECISION NOT NULL,
    purged_at    DOUBLE PRECISION
);
CREATE INDEX removals_to_purge ON removals (removed_at) WHERE purged_at IS NULL;

-- Every decision, append-only.
CREATE TABLE audit (
    id         BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id   BIGINT           NOT NULL,
    actor_id   BIGINT,  -- NULL is Easel itself
    action     TEXT             NOT NULL,
    user_id    BIGINT,  -- whom it is about
    job_id     BIGINT,
    detail     TEXT             NOT NULL,
    created_at DOUBLE PRECISION NOT NULL
);
CREATE INDEX audit_of_guild ON audit (guild_id, id);
CREATE INDEX audit_of_job ON audit (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX audit_of_member ON audit (guild_id, user_id, id) WHERE user_id IS NOT NULL;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the audit is append-only''; END';
CREATE TRIGGER audit_keeps_rows BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_keeps_all BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- Single facts that outlive a restart, by name. The names stand in bot/storage/kv.py.
CREATE TABLE key_values (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
