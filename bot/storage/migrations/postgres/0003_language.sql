-- The language of a job's messages: the author's if only they see them, otherwise the server's.
ALTER TABLE jobs ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- The language that a server's managers chose; NULL for the one that the server has at Discord.
UPDATE server_rules SET rules = (rules::jsonb || '{"language": null}'::jsonb)::text;
