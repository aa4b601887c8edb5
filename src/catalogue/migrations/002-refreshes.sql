-- The log of the sources: one row a try, the newest fifty of each source. status is that of HTTP, 0 when there was no answer;
-- batch is what the try changed.
CREATE TABLE refresh (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (id),
  time INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  result TEXT NOT NULL,
  status INTEGER NOT NULL,
  n_read INTEGER NOT NULL,
  n_new INTEGER NOT NULL,
  n_changed INTEGER NOT NULL,
  n_closed INTEGER NOT NULL,
  n_left_out INTEGER NOT NULL,
  message TEXT,
  batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX refresh_by_source ON refresh (source, id);
