-- How many requests were refused, for statistics.
CREATE TABLE refusal_counts (
    guild_id BIGINT NOT NULL,  -- 0 for direct messages
    day      BIGINT NOT NULL,  -- days since the epoch, in UTC
    kind     TEXT   NOT NULL,  -- a class of bot/errors.py
    count    BIGINT NOT NULL,
    PRIMARY KEY (guild_id, day, kind),
    CONSTRAINT refusals_are_counted CHECK (count >= 0)
);
CREATE INDEX refusal_counts_by_day ON refusal_counts (day);

-- Statistics read the requests of one day, of all servers or of one.
CREATE INDEX ledger_reserved ON ledger (window_at, guild_id, job_id) WHERE kind = 'reserve';
