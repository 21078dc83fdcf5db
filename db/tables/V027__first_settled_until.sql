INSERT INTO settled_until (settled_until_id, settled_until)
VALUES (1, '1000-01-01');
