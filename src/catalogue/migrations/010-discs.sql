-- How a disc was read: the character set its names were taken to be in, where they are not in Unicode; lines "word TAB value" of what it
-- is made of (disc/tree.h); and what it is known by again, whoever took its image (import/capture.c).
ALTER TABLE disc ADD COLUMN names TEXT;
ALTER TABLE disc ADD COLUMN facts TEXT;
ALTER TABLE disc ADD COLUMN tree_sha256 TEXT;
CREATE INDEX disc_by_tree ON disc (tree_sha256) WHERE tree_sha256 IS NOT NULL;

-- The bytes of the path on the disc, where they are not the UTF-8 of it; the SHA-256 of the content, by which the same file is known on
-- other discs; whether it is an archive whose content is listed below its path, or lies in such a one.
ALTER TABLE file ADD COLUMN raw_path BLOB;
ALTER TABLE file ADD COLUMN sha256 BLOB;
ALTER TABLE file ADD COLUMN details TEXT;
ALTER TABLE file ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN inside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX file_by_sha256 ON file (sha256) WHERE sha256 IS NOT NULL;
