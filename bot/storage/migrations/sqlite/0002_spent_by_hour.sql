-- What was spent in each hour: an index over the ledger that its triggers keep, so that budgets need not sum up a month.

CREATE TABLE spent_by_hour (
    scope  INTEGER NOT NULL,  -- a server's id, or -1 for the whole bot
    hour   INTEGER NOT NULL,  -- hours since the epoch, of the moment in whose window a row counts
    micros INTEGER NOT NULL,
    PRIMARY KEY (scope, hour)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_adds_up AFTER INSERT ON ledger WHEN NEW.micros <> 0
BEGIN
    INSERT INTO spent_by_hour (scope, hour, micros)
    SELECT scope, CAST(NEW.counts_at AS INTEGER) / 3600, NEW.micros
    FROM (SELECT -1 AS scope UNION ALL SELECT NEW.guild_id) WHERE scope IS NOT NULL
    ON CONFLICT (scope, hour) DO UPDATE SET micros = micros + excluded.micros;
END;
CREATE TRIGGER ledger_changes_servers AFTER UPDATE OF guild_id ON ledger WHEN NEW.micros <> 0
BEGIN
    INSERT INTO spent_by_hour (scope, hour, micros)
    SELECT scope, CAST(NEW.counts_at AS INTEGER) / 3600, micros
    FROM (SELECT OLD.guild_id AS scope, -OLD.micros AS micros UNION ALL SELECT NEW.guild_id, NEW.micros)
    WHERE scope IS NOT NULL
    ON CONFLICT (scope, hour) DO UPDATE SET micros = micros + excluded.micros;
END;

INSERT INTO spent_by_hour (scope, hour, micros)
SELECT scope, hour, SUM(micros)
FROM (
    SELECT -1 AS scope, CAST(counts_at AS INTEGER) / 3600 AS hour, micros FROM ledger UNION ALL
    SELECT guild_id, CAST(counts_at AS INTEGER) / 3600, micros FROM ledger WHERE guild_id IS NOT NULL
)
GROUP BY scope, hour;

-- The hour that a window cuts is still read row by row; a row without dollars, as most settlements are, is not in it.
DROP INDEX ledger_of_guild;
DROP INDEX ledger_of_all;
CREATE INDEX ledger_spent_by_guild ON ledger (guild_id, counts_at, micros) WHERE micros <> 0;
CREATE INDEX ledger_spent ON ledger (counts_at, micros) WHERE micros <> 0;
