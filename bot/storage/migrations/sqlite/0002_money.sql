-- Quotas that managers share out, the operator’s decisions about servers, and what is bought at Discord.

-- ── the ledger: grants, resets, channels, and why each row was written ───────────────────────────────────────────

CREATE TABLE new_ledger (
    id             INTEGER PRIMARY KEY,
    job_id         INTEGER REFERENCES jobs (id),
    grant_id       INTEGER,            -- the grant whose pictures a row uses or returns
    kind           TEXT    NOT NULL,
    user_id        INTEGER NOT NULL,
    guild_id       INTEGER,
    channel_id     INTEGER,            -- where the request was made; the parent channel of a thread
    images         INTEGER NOT NULL,   -- of the member’s day
    granted_images INTEGER NOT NULL DEFAULT 0,  -- given to a grant, or taken from it (negative)
    micro_dollars  INTEGER NOT NULL,   -- millionths of a US dollar
    image_limit    INTEGER,            -- of a reservation: the member’s pictures a day at that time; NULL is no limit
    counted_since  REAL,               -- of a reservation: after which time the pictures of that limit were counted
    window_at      REAL    NOT NULL,   -- when the request was made: decides in which windows the row counts
    created_at     REAL    NOT NULL,
    expires_at     REAL,               -- of a grant; NULL is until its pictures are used
    actor_id       INTEGER,            -- who granted or reset; NULL is the member, or Easel itself
    reason         TEXT    NOT NULL,
    CONSTRAINT known_kind CHECK (kind IN (
        'reserve', 'settle', 'refund', 'adjust', 'grant', 'use', 'return', 'reset')),
    CONSTRAINT grants_stand_alone CHECK ((kind = 'grant') = (job_id IS NULL)),
    CONSTRAINT granted_images_belong_to_grants CHECK (granted_images = 0 OR kind IN ('grant', 'use', 'return')),
    CONSTRAINT uses_name_their_grant CHECK ((kind IN ('use', 'return')) = (grant_id IS NOT NULL))
) STRICT;
INSERT INTO new_ledger (id, job_id, kind, user_id, guild_id, channel_id, images, micro_dollars, window_at, created_at, reason)
SELECT ledger.id, job_id, kind, ledger.user_id, ledger.guild_id, jobs.channel_id, images, micro_dollars, window_at,
       ledger.created_at, 'booked before reasons were recorded'
FROM ledger LEFT JOIN jobs ON jobs.id = ledger.job_id;
DROP TABLE ledger;
ALTER TABLE new_ledger RENAME TO ledger;

-- A job is reserved once, then settled or refunded once. What the provider charges may be adjusted again and again.
CREATE UNIQUE INDEX ledger_opens_and_closes_once ON ledger (job_id, (kind = 'reserve'))
WHERE kind IN ('reserve', 'settle', 'refund');
CREATE UNIQUE INDEX ledger_uses_once ON ledger (job_id, grant_id) WHERE kind = 'use';
CREATE INDEX ledger_of_job ON ledger (job_id, micro_dollars);
CREATE INDEX ledger_of_member ON ledger (user_id, window_at, guild_id, kind, images, granted_images, micro_dollars);
CREATE INDEX ledger_of_channel ON ledger (channel_id, window_at, kind, images, granted_images) WHERE images <> granted_images;
CREATE INDEX ledger_reserved ON ledger (window_at, guild_id, job_id) WHERE kind = 'reserve';  -- for statistics
CREATE INDEX ledger_grants ON ledger (user_id, guild_id, kind) WHERE kind = 'grant';
CREATE INDEX ledger_of_grant ON ledger (grant_id, granted_images) WHERE grant_id IS NOT NULL;
-- The minute in which a window begins is summed row by row. Most settlements are 0.
CREATE INDEX ledger_spent_by_guild ON ledger (guild_id, window_at, micro_dollars) WHERE micro_dollars <> 0;
CREATE INDEX ledger_spent ON ledger (window_at, micro_dollars) WHERE micro_dollars <> 0;

CREATE TRIGGER ledger_keeps_amounts
BEFORE UPDATE OF job_id, grant_id, kind, images, granted_images, micro_dollars, image_limit, counted_since, window_at,
    created_at, expires_at
ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;
-- What counts in each minute, hour and day: an index over the ledger that its triggers keep, so that no quota of a channel
-- and no budget is summed row by row.
DROP TABLE hourly_spend;
CREATE TABLE ledger_totals (
    scope   INTEGER NOT NULL,  -- a server's id, a channel's id with a minus sign, or 0 for the whole bot
    seconds INTEGER NOT NULL,  -- the length of the time: 60, 3600 or 86400
    number  INTEGER NOT NULL,  -- window_at / seconds
    amount  INTEGER NOT NULL,  -- micro-dollars; of a channel the pictures that count against its quota
    PRIMARY KEY (scope, seconds, number)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_totals (scope, seconds, number, amount)
SELECT scope, seconds, CAST(window_at AS INTEGER) / seconds, SUM(amount)
FROM (
    SELECT 0 AS scope, window_at, micro_dollars AS amount FROM ledger UNION ALL
    SELECT guild_id, window_at, micro_dollars FROM ledger UNION ALL
    SELECT -channel_id, window_at, images FROM ledger
), (SELECT 60 AS seconds UNION ALL SELECT 3600 UNION ALL SELECT 86400)
WHERE scope IS NOT NULL AND amount <> 0
GROUP BY 1, 2, 3;
CREATE TRIGGER ledger_adds_up AFTER INSERT ON ledger
WHEN NEW.micro_dollars <> 0 OR NEW.images <> 0 OR NEW.granted_images <> 0
BEGIN
    INSERT INTO ledger_totals (scope, seconds, number, amount)
    SELECT scope, seconds, CAST(NEW.window_at AS INTEGER) / seconds, amount
    FROM (
        SELECT 0 AS scope, NEW.micro_dollars AS amount UNION ALL
        SELECT NEW.guild_id, NEW.micro_dollars UNION ALL
        SELECT -NEW.channel_id, CASE NEW.kind WHEN 'reset' THEN 0 ELSE NEW.images - NEW.granted_images END
    ), (SELECT 60 AS seconds UNION ALL SELECT 3600 UNION ALL SELECT 86400)
    WHERE scope IS NOT NULL AND amount <> 0
    ON CONFLICT (scope, seconds, number) DO UPDATE SET amount = amount + excluded.amount;
END;
CREATE TRIGGER ledger_changes_places AFTER UPDATE OF guild_id, channel_id ON ledger
BEGIN
    INSERT INTO ledger_totals (scope, seconds, number, amount)
    SELECT scope, seconds, CAST(NEW.window_at AS INTEGER) / seconds, amount
    FROM (
        SELECT OLD.guild_id AS scope, -OLD.micro_dollars AS amount UNION ALL
        SELECT NEW.guild_id, NEW.micro_dollars UNION ALL
        SELECT -OLD.channel_id, CASE OLD.kind WHEN 'reset' THEN 0 ELSE OLD.granted_images - OLD.images END UNION ALL
        SELECT -NEW.channel_id, CASE NEW.kind WHEN 'reset' THEN 0 ELSE NEW.images - NEW.granted_images END
    ), (SELECT 60 AS seconds UNION ALL SELECT 3600 UNION ALL SELECT 86400)
    WHERE scope IS NOT NULL AND amount <> 0
    ON CONFLICT (scope, seconds, number) DO UPDATE SET amount = amount + excluded.amount;
END;

-- Pictures of accepted appeals; those that managers grant are in the ledger.
ALTER TABLE jobs RENAME COLUMN granted_images TO free_images;

-- What the provider charged for pictures that failed, which belongs to no result.
UPDATE jobs SET outcome = json_set(outcome, '$.failed_cost', 0) WHERE outcome IS NOT NULL;

-- ── what managers share out ──────────────────────────────────────────────────────────────────────────────────────

UPDATE server_rules SET rules = json_set(
    rules,
    '$.quotas', json('{"everyone":null,"roles":{},"members":{},"channels":{}}'),
    '$.budget', json('{"daily":null,"monthly":null,"pro_until":null}'),
    '$.calendar', NULL
);

-- ── what the operator decides ────────────────────────────────────────────────────────────────────────────────────

-- Every server that Easel was ever on.
CREATE TABLE servers (
    guild_id       INTEGER PRIMARY KEY,
    name           TEXT    NOT NULL,
    owner_id       INTEGER,
    member_count   INTEGER,
    joined_at      REAL    NOT NULL,
    left_at        REAL,            -- NULL while Easel is on the server; an outage is not leaving
    admitted       INTEGER,         -- NULL while the server waits for the operator; 0 is refused
    plan           TEXT,            -- the operator’s choice, a name in the configuration
    daily_budget   INTEGER,         -- micro-dollars, in place of the plan’s
    monthly_budget INTEGER,
    announced_at   REAL,            -- when the operator was asked about it
    welcomed_at    REAL,            -- when its managers were shown the setup
    CONSTRAINT admitted_is_a_flag CHECK (admitted IN (0, 1))
) STRICT;
CREATE INDEX servers_present ON servers (joined_at) WHERE left_at IS NULL;

-- People and servers that may request nothing anywhere.
CREATE TABLE operator_blocks (
    kind        TEXT    NOT NULL,
    target_id   INTEGER NOT NULL,  -- of the person or the server
    reason      TEXT    NOT NULL,
    operator_id INTEGER NOT NULL,  -- who decided
    expires_at  REAL,              -- NULL is never
    created_at  REAL    NOT NULL,
    PRIMARY KEY (kind, target_id),
    CONSTRAINT known_kind CHECK (kind IN ('user', 'server'))
) STRICT, WITHOUT ROWID;

-- ── what is bought at Discord ────────────────────────────────────────────────────────────────────────────────────

-- The newest known state of each entitlement. Those that ended or were refunded stay.
CREATE TABLE entitlements (
    id            INTEGER PRIMARY KEY,  -- Discord’s
    sku_id        INTEGER NOT NULL,
    user_id       INTEGER,              -- who has it; for a server’s, who bought it
    guild_id      INTEGER,              -- the server that has it; NULL for a member’s
    starts_at     REAL,                 -- of a consumable NULL is: its days have not begun
    ends_at       REAL,                 -- NULL is never
    is_consumable INTEGER NOT NULL,
    deleted_at    REAL,                 -- when Discord took it back (a refund)
    consumed_at   REAL,                 -- when Discord was told that Easel has it in its books
    first_seen_at REAL    NOT NULL,
    seen_at       REAL    NOT NULL,     -- when Discord said what the row holds
    CONSTRAINT is_consumable_is_a_flag CHECK (is_consumable IN (0, 1))
) STRICT;
CREATE INDEX entitlements_of_member ON entitlements (user_id) WHERE guild_id IS NULL;
CREATE INDEX entitlements_of_guild ON entitlements (guild_id) WHERE guild_id IS NOT NULL;
CREATE INDEX entitlements_to_consume ON entitlements (id) WHERE is_consumable = 1 AND consumed_at IS NULL;

-- Each purchase, renewal, end and refund, append-only.
CREATE TABLE entitlement_events (
    id             INTEGER PRIMARY KEY,
    entitlement_id INTEGER NOT NULL REFERENCES entitlements (id),
    change         TEXT    NOT NULL,
    ends_at        REAL,              -- the end that was known after the change
    created_at     REAL    NOT NULL,
    CONSTRAINT known_change CHECK (change IN ('bought', 'renewed', 'ended', 'refunded', 'consumed'))
) STRICT;
CREATE INDEX entitlement_events_of_entitlement ON entitlement_events (entitlement_id);
CREATE TRIGGER entitlement_events_keep_rows BEFORE DELETE ON entitlement_events
BEGIN
    SELECT RAISE(ABORT, 'entitlement_events is append-only');
END;
CREATE TRIGGER entitlement_events_keep_texts BEFORE UPDATE ON entitlement_events
BEGIN
    SELECT RAISE(ABORT, 'entitlement_events is append-only');
END;

-- ── statistics ───────────────────────────────────────────────────────────────────────────────────────────────────

-- How often requests were refused, and why.
CREATE TABLE refusal_counts (
    guild_id INTEGER NOT NULL,  -- 0 for direct messages
    day      INTEGER NOT NULL,  -- days since the epoch, UTC
    kind     TEXT    NOT NULL,  -- the refusal’s class: bot/errors.py
    count    INTEGER NOT NULL,
    PRIMARY KEY (guild_id, day, kind),
    CONSTRAINT refusals_are_counted CHECK (count >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX refusal_counts_by_day ON refusal_counts (day);
