-- What was spent in each hour: an index over the ledger that its triggers keep, so that budgets need not sum up a month.

CREATE TABLE spent_by_hour (
    scope  BIGINT NOT NULL,   -- a server's id, or -1 for the whole bot
    hour   BIGINT NOT NULL,   -- hours since the epoch, of the moment in whose window a row counts
    stripe SMALLINT NOT NULL, -- whoever adds to a row keeps it until the commit: four rows let four commit at once
    micros BIGINT NOT NULL,
    PRIMARY KEY (scope, hour, stripe)
) WITH (fillfactor = 50);     -- room for the next version of a row beside it, so that its index entry stays

-- Rows are locked in the order of their key, so that no two transactions that write one statement each wait in a ring.
CREATE FUNCTION ledger_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO spent_by_hour (scope, hour, stripe, micros)
    SELECT scope, floor(counts_at)::BIGINT / 3600, id % 4, SUM(micros)
    FROM added, LATERAL (VALUES (-1), (guild_id)) AS counted (scope)
    WHERE scope IS NOT NULL AND micros <> 0
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (scope, hour, stripe) DO UPDATE SET micros = spent_by_hour.micros + excluded.micros;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_adds_up AFTER INSERT ON ledger
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_adds_up();

CREATE FUNCTION ledger_changes_servers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO spent_by_hour (scope, hour, stripe, micros)
    SELECT guild_id, floor(counts_at)::BIGINT / 3600, id % 4, SUM(micros)
    FROM (
        SELECT id, guild_id, counts_at, -micros AS micros FROM removed UNION ALL
        SELECT id, guild_id, counts_at, micros FROM added
    ) AS changed
    WHERE guild_id IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (scope, hour, stripe) DO UPDATE SET micros = spent_by_hour.micros + excluded.micros;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_changes_servers AFTER UPDATE ON ledger
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_changes_servers();

-- Last, because the triggers have made every other writer wait by now: what was there is counted once and completely.
INSERT INTO spent_by_hour (scope, hour, stripe, micros)
SELECT scope, floor(counts_at)::BIGINT / 3600, id % 4, SUM(micros)
FROM ledger, LATERAL (VALUES (-1), (guild_id)) AS counted (scope)
WHERE scope IS NOT NULL
GROUP BY 1, 2, 3;

-- The hour that a window cuts is still read row by row; a row without dollars, as most settlements are, is not in it.
DROP INDEX ledger_of_guild;
DROP INDEX ledger_of_all;
CREATE INDEX ledger_spent_by_guild ON ledger (guild_id, counts_at, micros) WHERE micros <> 0;
CREATE INDEX ledger_spent ON ledger (counts_at, micros) WHERE micros <> 0;
