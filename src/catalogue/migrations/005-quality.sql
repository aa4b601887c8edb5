-- What somebody should look at, one row for a record that has something: bits of record/quality.h, in no two columns at
-- once. found is what waits, accepted what somebody looked at and found right. found follows from the master and the copies,
-- and is filled where this is run.
CREATE TABLE quality (
  record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  found INTEGER NOT NULL,
  accepted INTEGER NOT NULL
) STRICT;
