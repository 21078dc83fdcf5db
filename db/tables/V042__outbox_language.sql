-- In which language a message about an account is written: that of the request it comes from (ISO 639-1). NULL: a message about a
-- reservation, in its cinema's.
ALTER TABLE outbox
    ADD COLUMN language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD CONSTRAINT chk_outbox_language CHECK (language IN ('en', 'es'));
