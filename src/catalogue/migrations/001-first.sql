-- The catalogue. Every id of a record, a disc, a file of a disc or a grant is an id of table record, given once and
-- never again. Files of the store lie beside catalogue.db: files/ab/abcdef… by their SHA-256, written by documents/store.c.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
-- Counts the commits: the same number for every connection, so that one sees what another has done.
INSERT INTO setting (name, value) VALUES ('version', 1);

CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  format TEXT NOT NULL,
  mapping TEXT,
  allow_http INTEGER NOT NULL DEFAULT 0,
  review INTEGER NOT NULL DEFAULT 0,
  last_try INTEGER NOT NULL DEFAULT 0,
  last_success INTEGER NOT NULL DEFAULT 0,
  next_due INTEGER NOT NULL DEFAULT 0,
  retry_after INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  etag TEXT,
  last_modified TEXT,
  result TEXT,
  n_new INTEGER NOT NULL DEFAULT 0,
  n_changed INTEGER NOT NULL DEFAULT 0,
  n_closed INTEGER NOT NULL DEFAULT 0,
  n_total INTEGER NOT NULL DEFAULT 0,
  -- A removed source keeps its row: its grants still say where they came from, and find it again when it comes back.
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- kind, material and state are the numbers of record/kind.h and catalogue/records.h; state 9 is a removed record, which
-- only its revisions know. marc is the master of publications and discs, in the form of rc_marc_to_bytes; digest is
-- the SHA-256 of the master; agency says whose control number it is (003). Everything from title on is derived from the master.
CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0,
  control TEXT,
  agency TEXT,
  source INTEGER REFERENCES source (id),
  marc BLOB,
  digest BLOB,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  material INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  parallel_title TEXT,
  people TEXT,
  publisher TEXT,
  languages TEXT,
  year INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX record_by_control ON record (control, kind) WHERE control IS NOT NULL;
CREATE INDEX record_by_digest ON record (digest) WHERE control IS NULL AND digest IS NOT NULL;
CREATE INDEX record_by_source ON record (source) WHERE source IS NOT NULL;
CREATE INDEX record_by_kind ON record (kind) WHERE kind <> 1;

-- The master of a grant. Lists are JSON arrays of text.
CREATE TABLE "grant" (
  record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  funder TEXT,
  type TEXT,
  summary TEXT,
  eligibility TEXT,
  audience TEXT NOT NULL,
  countries TEXT NOT NULL,
  amount TEXT,
  amount_min INTEGER NOT NULL,
  amount_max INTEGER NOT NULL,
  currency TEXT,
  opens TEXT,
  url TEXT,
  language TEXT,
  subjects TEXT NOT NULL,
  closed INTEGER NOT NULL
) STRICT;

CREATE TABLE deadline (
  record INTEGER NOT NULL REFERENCES "grant" (record) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  precision INTEGER NOT NULL,
  yearly INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  day INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  zone TEXT,
  label TEXT,
  verbatim TEXT,
  PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy (
  record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  barcode TEXT,
  shelfmark TEXT,
  location TEXT,
  status INTEGER NOT NULL,
  due TEXT,
  note TEXT,
  PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_barcode ON copy (barcode) WHERE barcode IS NOT NULL;

CREATE TABLE disc (
  record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  sha256 TEXT,
  volume TEXT,
  n_unreadable INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX disc_by_sha256 ON disc (sha256) WHERE sha256 IS NOT NULL;

-- A file or folder of a disc; its record is of kind file and has no master.
CREATE TABLE file (
  record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  disc INTEGER NOT NULL REFERENCES disc (record),
  parent INTEGER NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  folder INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  media_type TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX file_by_path ON file (disc, path);
CREATE INDEX file_by_parent ON file (disc, parent, folder DESC, name);

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  title TEXT,
  media_type TEXT NOT NULL,
  sha256 TEXT,
  disc INTEGER REFERENCES disc (record),
  path TEXT,
  size_bytes INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  text_digest BLOB
) STRICT;
CREATE INDEX document_by_record ON document (record);
CREATE INDEX document_by_disc ON document (disc) WHERE disc IS NOT NULL;

CREATE TABLE page_text (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, page)
) STRICT;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  time INTEGER NOT NULL,
  label TEXT NOT NULL,
  who TEXT NOT NULL,
  report TEXT,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a record was before a batch touched it. before is NULL when the batch added it; else everything that cannot be
-- derived (catalogue/snapshot.h). texts holds page texts, when the batch replaced them.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batch (id),
  record INTEGER NOT NULL,
  what INTEGER NOT NULL,
  before BLOB,
  texts BLOB
) STRICT;
CREATE INDEX revision_by_record ON revision (record);
CREATE INDEX revision_by_batch ON revision (batch);

-- The bytes a record came from, where its master as MARC 21 does not give them back: a 0 and the bytes, or a 1 and the
-- bytes compressed by zlib.
CREATE TABLE raw (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batch (id),
  record INTEGER NOT NULL,
  position INTEGER NOT NULL,
  format TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX raw_by_batch ON raw (batch, record);

CREATE TABLE subject (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uri TEXT NOT NULL UNIQUE
) STRICT;

-- folded is the label as the search compares it.
CREATE TABLE subject_label (
  subject INTEGER NOT NULL REFERENCES subject (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  preferred INTEGER NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (subject, language, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_label_by_folded ON subject_label (folded);

-- kind 1: other is broader than subject; 2: related, in both directions.
CREATE TABLE subject_link (
  subject INTEGER NOT NULL REFERENCES subject (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  other INTEGER NOT NULL REFERENCES subject (id) ON DELETE CASCADE,
  PRIMARY KEY (subject, kind, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_link_by_other ON subject_link (other, kind);
