-- The passkey that signed in, or was added in the session of somebody who must have two factors: it counts as both for as long as the session goes on;
-- each token has it from the one before. NULL: a password signed in, or the passkey has been removed. No foreign key: a removal sets it to NULL where the session goes on, and ends the others.
ALTER TABLE refresh_tokens
    ADD COLUMN passkey_id INT NULL;
