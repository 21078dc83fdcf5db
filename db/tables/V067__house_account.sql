-- The house: it holds the seats that a cinema keeps back (sp_block_seats), as customers hold theirs, so that no rule of seats knows another
-- state. Its number is 0, which no person has; no password fits, and nobody can register the address.
SET SESSION sql_mode = CONCAT_WS(',', @@SESSION.sql_mode, 'NO_AUTO_VALUE_ON_ZERO');
INSERT INTO users (user_id, email, password_hash, display_name, role, created_at)
VALUES (0, 'house@house.invalid', 'unusable', 'The house', 'customer', UTC_TIMESTAMP(6));
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_AUTO_VALUE_ON_ZERO', '');
