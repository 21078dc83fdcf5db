-- The answer to a repeated week lists thousands of shows.
ALTER TABLE idempotency_keys MODIFY COLUMN body MEDIUMTEXT NOT NULL;
