-- What a document calls a page ("iv"), where that is not its number.
ALTER TABLE page_text ADD COLUMN label TEXT;
