-- The search knows the thesaurus: its tables are made anew where this is run.
-- What the thesaurus was before a batch changed it.
CREATE TABLE kept_subject (
  batch INTEGER NOT NULL REFERENCES batch (id),
  id INTEGER NOT NULL,
  uri TEXT NOT NULL,
  PRIMARY KEY (batch, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_subject_label (
  batch INTEGER NOT NULL REFERENCES batch (id),
  subject INTEGER NOT NULL,
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  preferred INTEGER NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (batch, subject, language, label)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_subject_link (
  batch INTEGER NOT NULL REFERENCES batch (id),
  subject INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (batch, subject, kind, other)
) STRICT, WITHOUT ROWID;
