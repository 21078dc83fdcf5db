INSERT INTO fares (seat_class, valid_from, price)
VALUES ('standard', '2000-01-01', 8.00), ('premium', '2000-01-01', 16.00);
