INSERT INTO format_multipliers (format, valid_from, multiplier)
VALUES ('2D', '2000-01-01', 1.00), ('3D', '2000-01-01', 1.25), ('IMAX', '2000-01-01', 1.50);
