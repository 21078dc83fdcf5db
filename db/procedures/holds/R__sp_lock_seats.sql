-- Holds the seats of the JSON array p_seat_ids for a user, all or none, for fn_hold_minutes. All
-- holds of one user on one showtime share one expiry, the first one's; a seat already held by the
-- user stays as it is. The price is fixed here.
-- A hold ends when the database's clock reaches its expiry: where that clock is set back, so much later in real time,
-- and no sooner; extending it gives no more than that.
-- Raises what sp_require_bookable_showtime, sp_require_free_seats and sp_require_wheelchair_places raise.
-- Races closed: two people for one seat queue on the showtime's row and the second reads after the
-- first has committed; a show that starts, is cancelled or closes meanwhile is read again there.
-- Atomic by itself; joins the caller's transaction when there is one, and then leaves it to the
-- caller to roll back.
DROP PROCEDURE IF EXISTS sp_lock_seats;
CREATE PROCEDURE sp_lock_seats(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_screen_id INT;
    DECLARE v_local_date DATE;
    DECLARE v_held_since DATETIME(6);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_changed INT;
    DECLARE v_seats TEXT;
    DECLARE v_seat VARCHAR(40);
    DECLARE v_seat_class VARCHAR(8);
    DECLARE v_priced_class VARCHAR(8) DEFAULT '';
    DECLARE v_price DECIMAL(12, 3);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    -- Outside a transaction the savepoint is gone at once, and releasing it raises 1305.
    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_lock_seats;
        RELEASE SAVEPOINT sp_lock_seats;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.screen_id, showtimes.local_date
    INTO v_screen_id, v_local_date
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE SKIP LOCKED;
    IF v_screen_id IS NULL THEN
        -- There is a queue: whoever has no hope is told so without waiting in it.
        CALL sp_require_bookable_showtime(p_showtime_id, v_now);
        CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, NULL, v_now);
        SELECT showtimes.screen_id, showtimes.local_date
        INTO v_screen_id, v_local_date
        FROM showtimes
        WHERE showtimes.showtime_id = p_showtime_id
        FOR UPDATE;
    END IF;
    SET v_now = UTC_TIMESTAMP(6);

    CALL sp_require_takeable_seats(p_showtime_id, p_seat_ids, p_user_id, NULL, v_now, FALSE, v_changed, v_held_since, v_expires_at, v_seats);
    SET v_held_since = COALESCE(v_held_since, v_now);
    SET v_expires_at = COALESCE(v_expires_at, v_now + INTERVAL fn_hold_minutes() MINUTE);

    WHILE v_seats <> '' DO
        SET v_seat = SUBSTRING_INDEX(v_seats, ',', 1);
        SET v_seats = SUBSTRING(v_seats, CHAR_LENGTH(v_seat) + 2);
        -- With a price it is the user's already.
        IF v_seat NOT LIKE '% % %' THEN
            SET v_seat_class = SUBSTRING_INDEX(v_seat, ' ', -1);
            -- All seats of a class cost the same.
            IF v_seat_class <> v_priced_class THEN
                SELECT v_seat_class, fn_seat_price(v_seat_class, screens.format, v_local_date)
                INTO v_priced_class, v_price
                FROM screens
                WHERE screens.screen_id = v_screen_id;
            END IF;
            INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
            VALUES (p_showtime_id, SUBSTRING_INDEX(v_seat, ' ', 1), p_user_id, v_price, v_held_since, v_expires_at);
            SET v_changed = v_changed + 1;
        END IF;
    END WHILE;

    IF v_changed > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
