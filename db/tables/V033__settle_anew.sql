-- What was settled before there were days is counted again, with its days.
DELETE FROM settled_sales;
UPDATE settled_until SET settled_until = '1000-01-01' WHERE settled_until_id = 1;
