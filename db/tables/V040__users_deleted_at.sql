-- When the person closed the account. The row stays, as the sales do that refer to it, and stands for nobody: its address, name
-- and password are gone (sp_forget_user). NULL: an account that is open.
ALTER TABLE users ADD COLUMN deleted_at DATETIME(6) NULL;
