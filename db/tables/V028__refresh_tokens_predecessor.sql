-- The token that was exchanged for this one; NULL for the first of a family. A token has two successors at most: the second
-- is for a page that was left while the first was on its way to it. No foreign key: expired tokens are deleted.
ALTER TABLE refresh_tokens ADD COLUMN predecessor_hash BINARY(32) NULL;
