-- In which language a cinema writes to those who book there: mails, tickets, calendar files (ISO 639-1).
ALTER TABLE cinemas
    ADD COLUMN language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'en',
    ADD CONSTRAINT chk_cinema_language CHECK (language IN ('en', 'es'));
