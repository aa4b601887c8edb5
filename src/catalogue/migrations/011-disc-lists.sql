-- Files in the order in which people read names, so that the first ones of a large folder are there at once; and the folders alone, to
-- count the files below one without looking at them.
DROP INDEX file_by_parent;
CREATE INDEX file_by_parent ON file (disc, parent, folder DESC, name COLLATE NOCASE, name);
CREATE INDEX file_folders ON file (disc, path) WHERE folder;
