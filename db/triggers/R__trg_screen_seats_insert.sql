-- A new screen gets its 8 x 12 seats: rows A to E standard, F to H premium.
DROP TRIGGER IF EXISTS trg_screen_seats_insert;
CREATE TRIGGER trg_screen_seats_insert
AFTER INSERT ON screens
FOR EACH ROW
INSERT INTO seats (screen_id, seat_label, seat_row, seat_column, seat_class)
SELECT
    NEW.screen_id,
    CONCAT(seat_rows.letter, seat_columns.number),
    seat_rows.letter,
    seat_columns.number,
    IF(seat_rows.letter <= 'E', 'standard', 'premium')
FROM JSON_TABLE(
    '["A", "B", "C", "D", "E", "F", "G", "H"]',
    '$[*]' COLUMNS (letter CHAR(1) COLLATE utf8mb4_unicode_520_ci PATH '$')
) AS seat_rows
CROSS JOIN JSON_TABLE(
    '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]',
    '$[*]' COLUMNS (number INT PATH '$')
) AS seat_columns
ORDER BY seat_rows.letter, seat_columns.number;
