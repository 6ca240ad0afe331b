-- Quotas that managers share out, the operator’s decisions about servers, and what is bought at Discord.

-- ── the ledger: grants, resets, channels, and why each row was written ───────────────────────────────────────────

DROP TRIGGER ledger_keeps_amounts ON ledger;
ALTER TABLE ledger
    ADD COLUMN grant_id       BIGINT,           -- the grant whose pictures a row uses or returns
    ADD COLUMN channel_id     BIGINT,           -- where the request was made; the parent channel of a thread
    ADD COLUMN granted_images BIGINT NOT NULL DEFAULT 0,  -- given to a grant, or taken from it (negative)
    ADD COLUMN image_limit    BIGINT,           -- of a reservation: the member’s pictures a day at that time; NULL is no limit
    ADD COLUMN counted_since  DOUBLE PRECISION, -- of a reservation: after which time the pictures of that limit were counted
    ADD COLUMN expires_at     DOUBLE PRECISION, -- of a grant; NULL is until its pictures are used
    ADD COLUMN actor_id       BIGINT,           -- who granted or reset; NULL is the member, or Easel itself
    ADD COLUMN reason         TEXT NOT NULL DEFAULT 'booked before reasons were recorded',
    DROP CONSTRAINT known_kind,
    ADD CONSTRAINT known_kind CHECK (kind IN (
        'reserve', 'settle', 'refund', 'adjust', 'grant', 'use', 'return', 'reset')),
    ADD CONSTRAINT granted_images_belong_to_grants CHECK (granted_images = 0 OR kind IN ('grant', 'use', 'return')),
    ADD CONSTRAINT uses_name_their_grant CHECK ((kind IN ('use', 'return')) = (grant_id IS NOT NULL));
ALTER TABLE ledger ALTER COLUMN reason DROP DEFAULT;
DROP TRIGGER ledger_adds_up ON ledger;
DROP FUNCTION ledger_adds_up;
DROP TRIGGER ledger_changes_servers ON ledger;
DROP FUNCTION ledger_changes_servers;
DROP TABLE hourly_spend;
UPDATE ledger SET channel_id = jobs.channel_id FROM jobs WHERE jobs.id = ledger.job_id;

-- A job is reserved once, then settled or refunded once. What the provider charges may be adjusted again and again.
DROP INDEX ledger_adjusts_once;
DROP INDEX ledger_opens_and_closes_once;
CREATE UNIQUE INDEX ledger_opens_and_closes_once ON ledger (job_id, (kind = 'reserve'))
WHERE kind IN ('reserve', 'settle', 'refund');
CREATE UNIQUE INDEX ledger_uses_once ON ledger (job_id, grant_id) WHERE kind = 'use';
DROP INDEX ledger_of_member;
CREATE INDEX ledger_of_member ON ledger (user_id, window_at, guild_id, kind, images, granted_images, micro_dollars);
CREATE INDEX ledger_of_channel ON ledger (channel_id, window_at, kind, images, granted_images) WHERE images <> granted_images;
CREATE INDEX ledger_reserved ON ledger (window_at, guild_id, job_id) WHERE kind = 'reserve';  -- for statistics
CREATE INDEX ledger_grants ON ledger (user_id, guild_id, kind) WHERE kind = 'grant';
CREATE INDEX ledger_of_grant ON ledger (grant_id, granted_images) WHERE grant_id IS NOT NULL;

CREATE TRIGGER ledger_keeps_amounts
BEFORE UPDATE OF
    job_id, grant_id, kind, images, granted_images, micro_dollars, image_limit, counted_since, window_at,
    created_at, expires_at
ON ledger
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();

-- Pictures of accepted appeals; those that managers grant are in the ledger.
ALTER TABLE jobs RENAME COLUMN granted_images TO free_images;

-- What the provider charged for pictures that failed, which belongs to no result.
UPDATE jobs SET outcome = (outcome::jsonb || '{"failed_cost": 0}'::jsonb)::text WHERE outcome IS NOT NULL;

-- What counts in each minute, hour and day: an index over the ledger that its triggers keep, so that no quota of a channel
-- and no budget is summed row by row.
CREATE TABLE ledger_totals (
    scope   BIGINT   NOT NULL,  -- a server's id, a channel's id with a minus sign, or 0 for the whole bot
    seconds BIGINT   NOT NULL,  -- the length of the time: 60, 3600 or 86400
    number  BIGINT   NOT NULL,  -- window_at / seconds
    stripe  SMALLINT NOT NULL,  -- an updated row is locked until the commit: four rows let four commit at once
    amount  BIGINT   NOT NULL,  -- micro-dollars; of a channel the pictures that count against its quota
    PRIMARY KEY (scope, seconds, number, stripe)
) WITH (fillfactor = 50);  -- leaves room for a row's next version beside it, so that its index entry stays
INSERT INTO ledger_totals (scope, seconds, number, stripe, amount)
SELECT scope, seconds, floor(window_at)::BIGINT / seconds, 0, SUM(amount)
FROM ledger, LATERAL (VALUES (0, micro_dollars), (guild_id, micro_dollars), (-channel_id, images)) AS counted (scope, amount),
     (VALUES (60), (3600), (86400)) AS spans (seconds)
WHERE scope IS NOT NULL AND amount <> 0
GROUP BY 1, 2, 3;

-- A transaction adds to one stripe only, and each of its statements begins with the rows that most others want: those of the
-- whole bot, and the longest. Who waits there holds no other row yet, so no two transactions wait for each other in a ring.
CREATE FUNCTION ledger_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_totals (scope, seconds, number, stripe, amount)
    SELECT scope, seconds, floor(window_at)::BIGINT / seconds, txid_current() % 4, SUM(amount)
    FROM added,
         LATERAL (VALUES
            (0, micro_dollars),
            (guild_id, micro_dollars),
            (-channel_id, CASE kind WHEN 'reset' THEN 0 ELSE images - granted_images END)
         ) AS counted (scope, amount),
         (VALUES (60), (3600), (86400)) AS spans (seconds)
    WHERE scope IS NOT NULL AND amount <> 0
    GROUP BY 1, 2, 3 ORDER BY scope <> 0, 1, 2 DESC, 3
    ON CONFLICT (scope, seconds, number, stripe) DO UPDATE SET amount = ledger_totals.amount + excluded.amount;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_adds_up AFTER INSERT ON ledger
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_adds_up();

CREATE FUNCTION ledger_changes_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_totals (scope, seconds, number, stripe, amount)
    SELECT scope, seconds, floor(window_at)::BIGINT / seconds, txid_current() % 4, SUM(sign * amount)
    FROM (SELECT -1 AS sign, removed.* FROM removed UNION ALL SELECT 1, added.* FROM added) AS changed,
         LATERAL (VALUES
            (guild_id, micro_dollars),
            (-channel_id, CASE kind WHEN 'reset' THEN 0 ELSE images - granted_images END)
         ) AS counted (scope, amount),
         (VALUES (60), (3600), (86400)) AS spans (seconds)
    WHERE scope IS NOT NULL AND amount <> 0
    GROUP BY 1, 2, 3 ORDER BY scope <> 0, 1, 2 DESC, 3
    ON CONFLICT (scope, seconds, number, stripe) DO UPDATE SET amount = ledger_totals.amount + excluded.amount;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_changes_places AFTER UPDATE ON ledger
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_changes_places();

-- ── what managers share out ──────────────────────────────────────────────────────────────────────────────────────

UPDATE server_rules SET rules = (rules::jsonb || '{
    "quotas": {"everyone": null, "roles": {}, "members": {}, "channels": {}},
    "budget": {"daily": null, "monthly": null, "pro_until": null},
    "calendar": null
}'::jsonb)::text;

-- ── what the operator decides ────────────────────────────────────────────────────────────────────────────────────

-- Every server that Easel was ever on.
CREATE TABLE servers (
    guild_id       BIGINT           PRIMARY KEY,
    name           TEXT             NOT NULL,
    owner_id       BIGINT,
    member_count   BIGINT,
    joined_at      DOUBLE PRECISION NOT NULL,
    left_at        DOUBLE PRECISION,  -- NULL while Easel is on the server; an outage is not leaving
    admitted       BIGINT,            -- NULL while the server waits for the operator; 0 is refused
    plan           TEXT,              -- the operator’s choice, a name in the configuration
    daily_budget   BIGINT,            -- micro-dollars, in place of the plan’s
    monthly_budget BIGINT,
    announced_at   DOUBLE PRECISION,  -- when the operator was asked about it
    welcomed_at    DOUBLE PRECISION,  -- when its managers were shown the setup
    CONSTRAINT admitted_is_a_flag CHECK (admitted IN (0, 1))
);
CREATE INDEX servers_present ON servers (joined_at) WHERE left_at IS NULL;

-- People and servers that may request nothing anywhere.
CREATE TABLE operator_blocks (
    kind        TEXT             NOT NULL,
    target_id   BIGINT           NOT NULL,  -- of the person or the server
    reason      TEXT             NOT NULL,
    operator_id BIGINT           NOT NULL,  -- who decided
    expires_at  DOUBLE PRECISION,           -- NULL is never
    created_at  DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (kind, target_id),
    CONSTRAINT known_kind CHECK (kind IN ('user', 'server'))
);

-- ── what is bought at Discord ────────────────────────────────────────────────────────────────────────────────────

-- The newest known state of each entitlement. Those that ended or were refunded stay.
CREATE TABLE entitlements (
    id            BIGINT           PRIMARY KEY,  -- Discord’s
    sku_id        BIGINT           NOT NULL,
    user_id       BIGINT,                        -- who has it; for a server’s, who bought it
    guild_id      BIGINT,                        -- the server that has it; NULL for a member’s
    starts_at     DOUBLE PRECISION,              -- of a consumable NULL is: its days have not begun
    ends_at       DOUBLE PRECISION,              -- NULL is never
    is_consumable BIGINT           NOT NULL,
    deleted_at    DOUBLE PRECISION,              -- when Discord took it back (a refund)
    consumed_at   DOUBLE PRECISION,              -- when Discord was told that Easel has it in its books
    first_seen_at DOUBLE PRECISION NOT NULL,
    seen_at       DOUBLE PRECISION NOT NULL,     -- when Discord said what the row holds
    CONSTRAINT is_consumable_is_a_flag CHECK (is_consumable IN (0, 1))
);
CREATE INDEX entitlements_of_member ON entitlements (user_id) WHERE guild_id IS NULL;
CREATE INDEX entitlements_of_guild ON entitlements (guild_id) WHERE guild_id IS NOT NULL;
CREATE INDEX entitlements_to_consume ON entitlements (id) WHERE is_consumable = 1 AND consumed_at IS NULL;

-- Each purchase, renewal, end and refund, append-only.
CREATE TABLE entitlement_events (
    id             BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entitlement_id BIGINT           NOT NULL REFERENCES entitlements (id),
    change         TEXT             NOT NULL,
    ends_at        DOUBLE PRECISION,          -- the end that was known after the change
    created_at     DOUBLE PRECISION NOT NULL,
    CONSTRAINT known_change CHECK (change IN ('bought', 'renewed', 'ended', 'refunded', 'consumed'))
);
CREATE INDEX entitlement_events_of_entitlement ON entitlement_events (entitlement_id);
CREATE FUNCTION entitlement_events_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''entitlement_events is append-only''; END';
CREATE TRIGGER entitlement_events_keep_rows BEFORE UPDATE OR DELETE ON entitlement_events
FOR EACH ROW EXECUTE FUNCTION entitlement_events_is_append_only();

-- ── statistics ───────────────────────────────────────────────────────────────────────────────────────────────────

-- How often requests were refused, and why.
CREATE TABLE refusal_counts (
    guild_id BIGINT NOT NULL,  -- 0 for direct messages
    day      BIGINT NOT NULL,  -- days since the epoch, UTC
    kind     TEXT   NOT NULL,  -- the refusal’s class: bot/errors.py
    count    BIGINT NOT NULL,
    PRIMARY KEY (guild_id, day, kind),
    CONSTRAINT refusals_are_counted CHECK (count >= 0)
);
CREATE INDEX refusal_counts_by_day ON refusal_counts (day);
