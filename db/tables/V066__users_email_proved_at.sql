-- When somebody last used a link that was mailed to the account's address, and so showed that it is theirs. NULL: nobody has, and the address
-- may be anybody's.
ALTER TABLE users ADD COLUMN email_proved_at DATETIME(6) NULL;
