-- What is on a disc, counted once: files and folders, without those in archives, and their bytes.
ALTER TABLE disc ADD COLUMN n_files INTEGER NOT NULL DEFAULT 0;
ALTER TABLE disc ADD COLUMN n_folders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE disc ADD COLUMN n_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE disc SET (n_files, n_folders, n_bytes) =
  (SELECT count (*) - coalesce (sum (folder), 0), coalesce (sum (folder), 0), coalesce (sum (size_bytes), 0) FROM file WHERE file.disc = disc.record AND NOT inside);
