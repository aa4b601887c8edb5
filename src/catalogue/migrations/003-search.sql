-- The search has an index of its own: its tables of before, one of them FTS5, go. Its new ones are its own business; they
-- are made and filled where this is run.
DROP TABLE IF EXISTS search_text;
DROP TABLE IF EXISTS search_entry;
DROP TABLE IF EXISTS search_title;
DROP TABLE IF EXISTS search_value;
