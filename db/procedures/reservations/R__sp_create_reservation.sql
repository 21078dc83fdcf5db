-- Makes a pending reservation of the seats of the JSON array p_seat_ids, from the user's own holds
-- or from free seats, all or none, and gives its id. A held seat costs what its hold fixed. Just the
-- holds that it took are removed; a refused creation leaves the holds as they were. The cinema's refund policy is fixed with it,
-- and on each ticket what of its price the cinema would keep.
-- Exactly one of p_user_id and (p_guest_email, p_guest_name) is given.
-- Raises what sp_require_bookable_showtime, sp_require_free_seats and sp_require_wheelchair_places raise; 1062 when p_reference
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
    DECLARE v_screen_id INT;
    DECLARE v_local_date DATE;
    DECLARE v_start_time DATETIME(6);
    DECLARE v_refund_minutes INT DEFAULT 0;
    DECLARE v_fee_kind VARCHAR(7) DEFAULT 'none';
    DECLARE v_fee DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_total DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_fees DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_ticket_fee DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_seats TEXT;
    DECLARE v_seat VARCHAR(40);
    DECLARE v_seat_id INT;
    DECLARE v_seat_class VARCHAR(8);
    DECLARE v_price DECIMAL(12, 3);
    DECLARE v_fare_class VARCHAR(8) DEFAULT '';
    DECLARE v_fare DECIMAL(12, 3);
    DECLARE v_cleared INT;
    DECLARE v_held_since DATETIME(6);
    DECLARE v_held_until DATETIME(6);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_create_reservation;
        RELEASE SAVEPOINT sp_create_reservation;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    -- Before the mutex: a showtime stays in its cinema, and a policy that changes now is as good as a moment ago.
    SELECT cinemas.refund_minutes, cinemas.refund_fee_kind, cinemas.refund_fee
    INTO v_refund_minutes, v_fee_kind, v_fee
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    INNER JOIN cinemas
        ON cinemas.cinema_id = screens.cinema_id
    WHERE showtimes.showtime_id = p_showtime_id;

    SELECT showtimes.screen_id, showtimes.local_date, showtimes.start_time
    INTO v_screen_id, v_local_date, v_start_time
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE SKIP LOCKED;
    IF v_screen_id IS NULL THEN
        -- There is a queue: whoever has no hope is told so without waiting in it.
        CALL sp_require_bookable_showtime(p_showtime_id, v_now);
        CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, v_now);
        SELECT showtimes.screen_id, showtimes.local_date, showtimes.start_time
        INTO v_screen_id, v_local_date, v_start_time
        FROM showtimes
        WHERE showtimes.showtime_id = p_showtime_id
        FOR UPDATE;
    END IF;
    SET v_now = UTC_TIMESTAMP(6);

    CALL sp_require_takeable_seats(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, v_now, TRUE, v_cleared, v_held_since, v_held_until, v_seats);

    INSERT INTO reservations (
        reference, user_id, guest_email, guest_name, showtime_id, status, created_at, expires_at,
        refund_minutes, refund_fee_kind, refund_fee, booked_start_time
    )
    VALUES (
        p_reference, p_user_id, p_guest_email, p_guest_name, p_showtime_id, 'pending', v_now, v_now + INTERVAL fn_hold_minutes() MINUTE,
        v_refund_minutes, v_fee_kind, v_fee, v_start_time
    );
    SET p_reservation_id = LAST_INSERT_ID();

    -- One by one: INSERT ... SELECT takes MariaDB's auto-increment table lock, and then deadlocks.
    WHILE v_seats <> '' DO
        SET v_seat = SUBSTRING_INDEX(v_seats, ',', 1);
        SET v_seats = SUBSTRING(v_seats, CHAR_LENGTH(v_seat) + 2);
        SET v_seat_id = SUBSTRING_INDEX(v_seat, ' ', 1);
        SET v_seat_class = SUBSTRING_INDEX(SUBSTRING_INDEX(v_seat, ' ', 2), ' ', -1);
        SET v_price = IF(v_seat LIKE '% % %', SUBSTRING_INDEX(v_seat, ' ', -1), NULL);
        -- The fare of a class is computed once for its seats, where it is needed.
        IF v_price IS NULL AND v_seat_class <> v_fare_class THEN
            SELECT v_seat_class, fn_seat_price(v_seat_class, screens.format, v_local_date)
            INTO v_fare_class, v_fare
            FROM screens
            WHERE screens.screen_id = v_screen_id;
        END IF;

        SET v_price = COALESCE(v_price, v_fare);
        IF v_fee_kind = 'amount' THEN
            SET v_ticket_fee = LEAST(fn_round_money(v_fee), v_price);
        ELSEIF v_fee_kind = 'percent' THEN
            -- What the tickets so far bear together is rounded, not each: so the sum is the fee for the whole.
            SET v_total = v_total + v_price;
            SET v_ticket_fee = fn_round_money(v_total * v_fee / 100) - v_fees;
            SET v_fees = v_fees + v_ticket_fee;
        END IF;

        INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price, refund_fee)
        VALUES (p_reservation_id, p_showtime_id, v_seat_id, v_seat_class, v_price, v_ticket_fee);
    END WHILE;

    -- By the key: over ix_seat_locks_seat it would lock holds of the same seat on other showtimes.
    IF v_held_until IS NOT NULL THEN
        DELETE own
        FROM tickets FORCE INDEX (ix_tickets_reservation)
        INNER JOIN seat_locks AS own FORCE INDEX (PRIMARY)
            ON own.showtime_id = tickets.showtime_id
            AND own.seat_id = tickets.seat_id
        WHERE tickets.reservation_id = p_reservation_id
            AND own.user_id = p_user_id;
    END IF;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = p_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
