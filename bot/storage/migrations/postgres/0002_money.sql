-- Quotas that managers share out, the operator’s decisions about servers, and what is bought at Discord.

-- ── the ledger: grants, resets, channels, and why each row was written ───────────────────────────────────────────

DROP TRIGGER ledger_keeps_amounts ON ledger;
ALTER TABLE ledger
    ADD COLUMN grant_id       BIGINT,           -- the grant whose pictures a row uses or returns
    ADD COLUMN channel_id     BIGINT,           -- where the request was made; the parent channel of a thread
    ADD COLUMN granted_images BIGINT NOT NULL DEFAULT 0,  -- given to a grant, or taken from it (negative)
    ADD COLUMN image_limit    BIGINT,           -- of a reservation: the member’s pictures a day at that time; NULL is no limit
    ADD COLUMN expires_at     DOUBLE PRECISION, -- of a grant; NULL is until its pictures are used
    ADD COLUMN actor_id       BIGINT,           -- who granted or reset; NULL is the member, or Easel itself
    ADD COLUMN reason         TEXT NOT NULL DEFAULT 'booked before reasons were recorded',
    DROP CONSTRAINT known_kind,
    ADD CONSTRAINT known_kind CHECK (kind IN (
        'reserve', 'settle', 'refund', 'adjust', 'grant', 'use', 'return', 'reset')),
    ADD CONSTRAINT granted_images_belong_to_grants CHECK (granted_images = 0 OR kind IN ('grant', 'use', 'return')),
    ADD CONSTRAINT uses_name_their_grant CHECK ((kind IN ('use', 'return')) = (grant_id IS NOT NULL));
ALTER TABLE ledger ALTER COLUMN reason DROP DEFAULT;
ALTER TABLE ledger DISABLE TRIGGER ledger_changes_servers;
UPDATE ledger SET channel_id = jobs.channel_id FROM jobs WHERE jobs.id = ledger.job_id;
ALTER TABLE ledger ENABLE TRIGGER ledger_changes_servers;

-- A job is reserved once, then settled or refunded once, and adjusted and reset at most once.
DROP INDEX ledger_opens_and_closes_once;
CREATE UNIQUE INDEX ledger_opens_and_closes_once ON ledger (job_id, (kind = 'reserve'))
WHERE kind IN ('reserve', 'settle', 'refund');
CREATE UNIQUE INDEX ledger_uses_once ON ledger (job_id, grant_id) WHERE kind = 'use';
DROP INDEX ledger_of_member;
CREATE INDEX ledger_of_member ON ledger (user_id, window_at, guild_id, kind, images, granted_images, micro_dollars);
CREATE INDEX ledger_of_channel ON ledger (channel_id, window_at, kind, images, granted_images) WHERE channel_id IS NOT NULL;
CREATE INDEX ledger_reserved ON ledger (window_at, guild_id, job_id) WHERE kind = 'reserve';  -- for statistics
CREATE INDEX ledger_grants ON ledger (user_id, guild_id, kind) WHERE kind = 'grant';
CREATE INDEX ledger_of_grant ON ledger (grant_id, granted_images) WHERE grant_id IS NOT NULL;

CREATE TRIGGER ledger_keeps_amounts
BEFORE UPDATE OF
    job_id, grant_id, kind, images, granted_images, micro_dollars, image_limit, window_at, created_at, expires_at
ON ledger
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();

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
