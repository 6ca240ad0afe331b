-- How many pictures somebody reported of late is asked for at every report.

CREATE INDEX reports_of_member ON reports (user_id, at);
