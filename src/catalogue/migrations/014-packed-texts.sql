-- The text of a page, deflated; then `text` is empty. What was stored before stays as it is.
ALTER TABLE page_text ADD COLUMN packed BLOB;
