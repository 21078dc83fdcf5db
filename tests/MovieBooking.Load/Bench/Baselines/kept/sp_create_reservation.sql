-- Makes a pending reservation of the seats of the JSON array p_seat_ids, from the user's own holds
-- or from free seats, all or none, and gives its id. A held seat costs what its hold fixed. Just the
-- holds that it took are removed; a refused creation leaves the holds as they were.
-- Exactly one of p_user_id and (p_guest_email, p_guest_name) is given.
-- Raises what sp_require_bookable_showtime and sp_require_free_seats raise; 1062 when p_reference
-- exists already.
-- Races closed: as in sp_lock_seats. The unique key of tickets would refuse a second sale even if
-- the mutex were forgotten.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_create_reservation;
CREATE PROCEDURE sp_create_reservation(
    IN p_user_id INT,
    IN p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_guest_name VARCHAR(100),
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    OUT p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_format VARCHAR(4);
    DECLARE v_local_date DATE;
    DECLARE v_index INT DEFAULT 0;
    DECLARE v_seat_id INT;
    DECLARE v_seat_class VARCHAR(8);
    DECLARE v_price DECIMAL(12, 3);
    DECLARE v_cleared INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, v_now);

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_create_reservation;
        RELEASE SAVEPOINT sp_create_reservation;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.local_date
    INTO v_local_date
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, v_now);
    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);

    SELECT screens.format
    INTO v_format
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = p_showtime_id;

    INSERT INTO reservations (reference, user_id, guest_email, guest_name, showtime_id, status, created_at, expires_at)
    VALUES (p_reference, p_user_id, p_guest_email, p_guest_name, p_showtime_id, 'pending', v_now, v_now + INTERVAL fn_hold_minutes() MINUTE);
    SET p_reservation_id = LAST_INSERT_ID();

    -- One by one: INSERT ... SELECT takes MariaDB's auto-increment table lock, and then deadlocks.
    WHILE v_index < JSON_LENGTH(p_seat_ids) DO
        SELECT
            seats.seat_id,
            seats.seat_class,
            COALESCE(seat_locks.price, fn_seat_price(seats.seat_class, v_format, v_local_date))
        INTO v_seat_id, v_seat_class, v_price
        FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (position FOR ORDINALITY, seat_id INT PATH '$')) AS wanted
        INNER JOIN seats
            ON seats.seat_id = wanted.seat_id
        LEFT JOIN seat_locks
            ON seat_locks.showtime_id = p_showtime_id
            AND seat_locks.seat_id = seats.seat_id
        WHERE wanted.position = v_index + 1;

        INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price)
        VALUES (p_reservation_id, p_showtime_id, v_seat_id, v_seat_class, v_price);

        -- By the key: over ix_seat_locks_seat it would lock holds of the same seat on other showtimes.
        DELETE own
        FROM seat_locks AS own FORCE INDEX (PRIMARY)
        WHERE own.showtime_id = p_showtime_id
            AND own.seat_id = v_seat_id
            AND own.user_id = p_user_id;

        SET v_index = v_index + 1;
    END WHILE;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = p_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
