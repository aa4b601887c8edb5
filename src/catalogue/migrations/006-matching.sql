-- What records are found by that may be the same (catalogue/identity.h): hashes, verified when somebody compares. Derived
-- from the masters, and filled where this is run.
CREATE TABLE match_key (
  key INTEGER NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (key, record)
) STRICT, WITHOUT ROWID;
-- A record that was joined to another one, of which it is a part now: removed, but its id and number lead there.
CREATE TABLE joined (
  record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  kept INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX joined_by_kept ON joined (kept);
