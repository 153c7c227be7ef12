CREATE TABLE capture(
  path TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  started_millis INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  opened_millis INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_by_use ON capture(opened_millis);
