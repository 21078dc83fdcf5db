-- Where a session is, as its owner is shown it: the program and the system, a word or two each, of the User-Agent that signed in. And when
-- that was, which no token tells once the first is deleted. Each token has them from the one before. NULL: not known.
ALTER TABLE refresh_tokens
    ADD COLUMN device_app VARCHAR(40) NULL,
    ADD COLUMN device_system VARCHAR(40) NULL,
    ADD COLUMN signed_in_at DATETIME(6) NULL;
