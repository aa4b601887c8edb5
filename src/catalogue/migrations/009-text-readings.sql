-- Where the characters of a page stand, packed (documents/page-boxes.h); NULL where nobody has looked.
ALTER TABLE page_text ADD COLUMN boxes BLOB;

-- How far the pages of a document have been read, and what was seen in them (catalogue/text-readings.h). Derived from the file, but for what
-- was recognised on pictures of pages. outline and problems are lines: "depth TAB page TAB title" and "page TAB reason".
CREATE TABLE text_reading (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  done INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  recognised INTEGER NOT NULL,
  with_text INTEGER NOT NULL,
  language TEXT,
  outline TEXT,
  problems TEXT
) STRICT;
