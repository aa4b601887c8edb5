-- The first page of a document as a small picture in two sizes, packed (documents/cover.h). Derived from the file. Without width nothing
-- could be drawn, and nobody tries again until `version` is another.
CREATE TABLE cover (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  large BLOB,
  small_width INTEGER NOT NULL,
  small_height INTEGER NOT NULL,
  small BLOB
) STRICT;
