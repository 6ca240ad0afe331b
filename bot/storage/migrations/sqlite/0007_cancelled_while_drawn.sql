-- A task that was taken back goes on at the provider, so it counts among those that run there until it is over.

ALTER TABLE jobs ADD COLUMN busy_until REAL;  -- its deadline; NULL once the provider told that it is over
CREATE INDEX jobs_busy ON jobs (busy_until, user_id) WHERE busy_until IS NOT NULL;
