-- What an undo took back: a batch, or one record of it (0: all).
CREATE TABLE taken_back (
  undo INTEGER PRIMARY KEY REFERENCES batch (id),
  batch INTEGER NOT NULL REFERENCES batch (id),
  record INTEGER NOT NULL
) STRICT;
CREATE INDEX taken_back_by_batch ON taken_back (batch);
