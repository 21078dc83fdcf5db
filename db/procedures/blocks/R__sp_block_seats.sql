-- Keeps the seats of the JSON array p_seat_ids back from sale, all or none, until p_until (NULL: until the show starts), with a reason that
-- staff read. A block is a hold of the house (user 0): it runs out like any other, and everybody else finds the seat locked. Seats that are
-- blocked already get the new reason and end; those kept for a group (sp_hold_group) are taken. No limit of customers counts here.
-- Raises what sp_require_bookable_showtime raises, and
--   45005  the list is no JSON array of distinct seats
--   45006  seats that are not of this screen; the message lists their ids
--   45010  seats taken; the message lists id and reason (s sold, l locked, u unavailable): 12s,13l
--   45019  the end is over already, or after the start
-- Race closed: a hold or booking and a block of the same seat queue on the showtime's row, and the second reads after the first.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_block_seats;
CREATE PROCEDURE sp_block_seats(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_until DATETIME(6),
    IN p_reason VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_local_date DATE;
    DECLARE v_standard DECIMAL(12, 3);
    DECLARE v_premium DECIMAL(12, 3);
    DECLARE v_cleared INT;
    DECLARE v_listed INT;
    DECLARE v_distinct INT;
    DECLARE v_unknown TEXT;
    DECLARE v_refused TEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_block_seats;
        RELEASE SAVEPOINT sp_block_seats;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    IF p_seat_ids IS NULL OR NOT JSON_VALID(p_seat_ids) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The seats are not a JSON array';
    END IF;
    SELECT showtimes.start_time, showtimes.local_date
    INTO v_start_time, v_local_date
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    SET p_until = COALESCE(p_until, v_start_time);
    IF p_until <= v_now OR p_until > v_start_time THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45019, MESSAGE_TEXT = 'A block ends later than now and not after the start';
    END IF;

    SELECT
        COUNT(*),
        COUNT(DISTINCT wanted.seat_id),
        GROUP_CONCAT(IF(seats.seat_id IS NULL, COALESCE(wanted.seat_id, '?'), NULL) SEPARATOR ',')
    INTO v_listed, v_distinct, v_unknown
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    INNER JOIN showtimes
        ON showtimes.showtime_id = p_showtime_id
    LEFT JOIN seats
        ON seats.seat_id = wanted.seat_id
        AND seats.screen_id = showtimes.screen_id;
    IF v_unknown IS NOT NULL THEN
        SET v_unknown = LEFT(v_unknown, 128);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45006, MESSAGE_TEXT = v_unknown;
    END IF;
    IF v_listed = 0 OR v_listed <> v_distinct THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The list of seats is empty or names one twice';
    END IF;

    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);
    SELECT GROUP_CONCAT(
        CONCAT(seats.seat_id, CASE WHEN reservations.status = 'confirmed' THEN 's' WHEN seats.out_of_service THEN 'u' ELSE 'l' END)
        ORDER BY seats.seat_id
        SEPARATOR ','
    )
    INTO v_refused
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    INNER JOIN seats
        ON seats.seat_id = wanted.seat_id
    LEFT JOIN tickets
        ON tickets.showtime_id = p_showtime_id
        AND tickets.seat_id = wanted.seat_id
    LEFT JOIN reservations
        ON reservations.reservation_id = tickets.reservation_id
    LEFT JOIN seat_locks
        ON seat_locks.showtime_id = p_showtime_id
        AND seat_locks.seat_id = wanted.seat_id
    LEFT JOIN seat_blocks
        ON seat_blocks.showtime_id = p_showtime_id
        AND seat_blocks.seat_id = wanted.seat_id
    WHERE seats.out_of_service
        OR tickets.seat_id IS NOT NULL
        OR seat_locks.user_id <> 0
        OR (seat_locks.user_id = 0 AND seat_blocks.group_id IS NOT NULL);
    IF v_refused IS NOT NULL THEN
        -- As many as there is room for, each whole.
        IF CHAR_LENGTH(v_refused) > 128 THEN
            SET v_refused = LEFT(v_refused, 128 - LOCATE(',', REVERSE(LEFT(v_refused, 128))));
        END IF;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45010, MESSAGE_TEXT = v_refused;
    END IF;

    SELECT
        fn_seat_price('standard', screens.format, v_local_date),
        fn_seat_price('premium', screens.format, v_local_date)
    INTO v_standard, v_premium
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = p_showtime_id;
    INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
    SELECT p_showtime_id, seats.seat_id, 0, IF(seats.seat_class = 'premium', v_premium, v_standard), v_now, p_until
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    INNER JOIN seats
        ON seats.seat_id = wanted.seat_id
    ORDER BY seats.seat_id
    ON DUPLICATE KEY UPDATE expires_at = VALUES(expires_at);
    INSERT INTO seat_blocks (showtime_id, seat_id, reason)
    SELECT p_showtime_id, wanted.seat_id, p_reason
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    ORDER BY wanted.seat_id
    ON DUPLICATE KEY UPDATE reason = VALUES(reason), group_id = NULL;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = p_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
