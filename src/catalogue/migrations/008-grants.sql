-- Where grants come from, apart from what staff make of them: a row for each entry of a source. Several rows lead to one
-- grant where several sources offer the same call; one of them leads: the grant follows its text. state is as in record/grant.h: offered,
-- closed, withdrawn. upstream is the grant as the source has it, in the form of rc_grant_to_json, or empty where nobody kept it. agreed
-- holds what upstream said before of the members that changed there since staff changed them here (record/grant-merge.h). first is when
-- the entry was seen first, in Unix seconds.
CREATE TABLE grant_source (
  source INTEGER NOT NULL REFERENCES source (id),
  control TEXT NOT NULL,
  record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  state INTEGER NOT NULL,
  upstream TEXT NOT NULL,
  agreed TEXT,
  leads INTEGER NOT NULL DEFAULT 1,
  chosen INTEGER NOT NULL DEFAULT 0,
  first INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source, control)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX grant_source_by_record ON grant_source (record, source);
-- What was refreshed before.
INSERT INTO grant_source (source, control, record, state, upstream, first)
  SELECT r.source, r.control, max (r.id), g.closed, '', r.added FROM record r JOIN "grant" g ON g.record = r.id
  WHERE r.source IS NOT NULL AND r.control IS NOT NULL AND r.state <> 9 GROUP BY r.source, r.control;

-- The funder's own number of a call.
ALTER TABLE "grant" ADD COLUMN number TEXT;

-- The names by which the same call is known in another source (catalogue/grant-keys.h). source 0: of the grant as it stands here.
CREATE TABLE grant_key (
  key TEXT NOT NULL,
  record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  source INTEGER NOT NULL,
  PRIMARY KEY (key, record, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX grant_key_by_record ON grant_key (record, source);

-- What the answers of a source are made of (refresh/drift.h): of the last good one; of one that needs care; and what staff have accepted.
CREATE TABLE drift (
  source INTEGER PRIMARY KEY REFERENCES source (id),
  shape TEXT,
  report TEXT,
  accepted TEXT
) STRICT;

-- How far a long listing has come when it was cut: the text of a key file, of which only refresh/ knows what it says. n_failures
-- counts the tries that failed since the last good one. epoch is another number with each change of the row: what a try without
-- news says is kept in a file beside the catalogue, and is true only of the row that it was written for.
ALTER TABLE source ADD COLUMN checkpoint TEXT;
ALTER TABLE source ADD COLUMN n_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
-- What the pages before the checkpoint held: a hash of each control number.
CREATE TABLE source_seen (
  source INTEGER NOT NULL REFERENCES source (id),
  key INTEGER NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

-- Who may apply, fact by fact: a JSON array in the form of rc_facts_to_json; NULL: no facts.
ALTER TABLE "grant" ADD COLUMN facts TEXT;

-- What a short entry of a list said of a grant whose details were asked for: a hash of it. As long as it is the same, the details are not asked
-- for again.
CREATE TABLE source_entry (
  source INTEGER NOT NULL REFERENCES source (id),
  key INTEGER NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

-- Two records that somebody looked at and found to be different publications. As long as that batch is not taken back.
CREATE TABLE not_the_same (
  one INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  batch INTEGER NOT NULL REFERENCES batch (id),
  PRIMARY KEY (one, other, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_the_same_by_other ON not_the_same (other);

-- Staff do not want it asked for now; what it brought stays.
ALTER TABLE source ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
