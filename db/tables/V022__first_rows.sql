-- What the product needs before anybody has set anything: the currency, the first fares and multipliers,
-- and that nothing is settled yet.
INSERT INTO price_currency (price_currency_id, code, minor_units)
VALUES (1, 'USD', 2);

INSERT INTO fares (seat_class, valid_from, price)
VALUES ('standard', '2000-01-01', 8.00), ('premium', '2000-01-01', 16.00);

INSERT INTO format_multipliers (format, valid_from, multiplier)
VALUES ('2D', '2000-01-01', 1.00), ('3D', '2000-01-01', 1.25), ('IMAX', '2000-01-01', 1.50);

INSERT INTO settled_until (settled_until_id, settled_until)
VALUES (1, '1000-01-01');
