-- Jobs, the ledger that they are charged to, and a few marks that must outlive a restart.

CREATE TABLE jobs (
    id               BIGINT PRIMARY KEY,  -- the interaction's id, so that one request is one row
    task_uuid        TEXT    NOT NULL UNIQUE,
    state            TEXT    NOT NULL,
    user_id          BIGINT NOT NULL,
    guild_id         BIGINT,
    channel_id       BIGINT NOT NULL,
    message_id       BIGINT,
    follow_up_id     BIGINT,
    parent_id        BIGINT,
    token            TEXT,
    attachment_limit BIGINT NOT NULL,
    request          TEXT    NOT NULL,
    turn             BIGINT NOT NULL,     -- the round in which the member is served
    outcome          TEXT,
    reason           TEXT,                 -- the sentence that ended it without pictures
    answered         SMALLINT NOT NULL DEFAULT 0,
    created_at       DOUBLE PRECISION NOT NULL,     -- seconds since the epoch, as all times here
    submitted_at     DOUBLE PRECISION,
    ready_at         DOUBLE PRECISION,
    ended_at         DOUBLE PRECISION,
    bill_due         DOUBLE PRECISION,                 -- when to ask what an abandoned task cost after all
    lease_owner      TEXT,
    lease_until      DOUBLE PRECISION,
    CONSTRAINT known_state CHECK (state IN (
        'reserved', 'waiting', 'submitted', 'ready', 'held', 'delivered', 'refused', 'failed', 'cancelled')),
    CONSTRAINT ended_when_ended CHECK (
        (ended_at IS NOT NULL) = (state IN ('delivered', 'refused', 'failed', 'cancelled'))),
    CONSTRAINT answered_is_a_flag CHECK (answered IN (0, 1))
);

CREATE INDEX jobs_line ON jobs (state, turn, id);
CREATE INDEX jobs_of_member ON jobs (user_id, created_at);
CREATE INDEX jobs_unfinished ON jobs (user_id, turn) WHERE ended_at IS NULL;
CREATE INDEX jobs_leased ON jobs (lease_owner, lease_until) WHERE lease_owner IS NOT NULL;
CREATE INDEX jobs_billed_later ON jobs (bill_due) WHERE bill_due IS NOT NULL;
CREATE INDEX jobs_unanswered ON jobs (id) WHERE answered = 0 AND ended_at IS NOT NULL;

CREATE TABLE ledger (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id    BIGINT REFERENCES jobs (id),
    kind      TEXT    NOT NULL,
    user_id   BIGINT NOT NULL,
    guild_id  BIGINT,
    images    BIGINT NOT NULL,
    micros    BIGINT NOT NULL,            -- millionths of a US dollar
    counts_at DOUBLE PRECISION NOT NULL,            -- the moment whose window it counts in: that of the request
    at        DOUBLE PRECISION NOT NULL,
    CONSTRAINT known_kind CHECK (kind IN ('reserve', 'settle', 'refund', 'adjust', 'grant')),
    CONSTRAINT grants_stand_alone CHECK ((kind = 'grant') = (job_id IS NULL))
);

CREATE UNIQUE INDEX ledger_opens_and_closes_once ON ledger (job_id, (kind = 'reserve')) WHERE kind <> 'adjust';
CREATE UNIQUE INDEX ledger_adjusts_once ON ledger (job_id) WHERE kind = 'adjust';
CREATE INDEX ledger_of_job ON ledger (job_id, micros);
CREATE INDEX ledger_of_member ON ledger (user_id, counts_at, images, micros);
CREATE INDEX ledger_of_guild ON ledger (guild_id, counts_at, micros);
CREATE INDEX ledger_of_all ON ledger (counts_at, micros);

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END';
CREATE TRIGGER ledger_keeps_amounts BEFORE UPDATE OF job_id, kind, images, micros, counts_at, at ON ledger
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();

CREATE TABLE marks (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
