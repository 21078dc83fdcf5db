-- When the password or the e-mail address last changed: a token that was asked for by mail before then is void, of either kind.
-- NULL: never.
ALTER TABLE users ADD COLUMN credentials_changed_at DATETIME(6) NULL;
