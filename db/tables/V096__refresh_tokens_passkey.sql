-- The passkey that signed in, which counts as both factors for as long as the session goes on; each token has it from the one before. NULL: a password
-- signed in, or the passkey has been removed. No foreign key: a removal sets it to NULL where the session goes on, and ends the others.
ALTER TABLE refresh_tokens
    ADD COLUMN passkey_id INT NULL;
