-- Promises that a person (a user, or a guest by address) may take the seats of the JSON array
-- p_seat_ids at p_now: each is a seat of the showtime's screen, named once, in service, and free or
-- held by that same user, and the person stays within fn_seat_limit.
-- Raises
--   45005  the list is not a JSON array, is empty, too long, or names a seat twice
--   45006  seats that are not of this screen; the message lists their ids
--   45010  seats taken; the message lists id and reason (s sold, l locked, u unavailable): 12s,13l
--   45011  more seats than one person may have
--   45012  seats that are in the person's own pending reservation already; the message lists them
DROP PROCEDURE IF EXISTS sp_require_free_seats;
CREATE PROCEDURE sp_require_free_seats(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_user_id INT,
    IN p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_listed INT;
    DECLARE v_distinct INT;
    DECLARE v_unknown TEXT;
    DECLARE v_refused TEXT;
    DECLARE v_own_pending TEXT;
    DECLARE v_others INT;
    DECLARE v_kept INT;

    -- JSON_VALID stands first and alone: neither server promises to skip the rest of an OR.
    IF p_seat_ids IS NULL OR NOT JSON_VALID(p_seat_ids) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The seats are not a JSON array';
    END IF;
    IF JSON_TYPE(p_seat_ids) <> 'ARRAY' OR JSON_LENGTH(p_seat_ids) NOT BETWEEN 1 AND fn_seat_limit() THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The list of seats is empty or too long';
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
    IF v_listed <> v_distinct THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The list names a seat twice';
    END IF;

    SELECT
        GROUP_CONCAT(CONCAT(refused.seat_id, IF(refused.reason = 'r', 'l', refused.reason)) ORDER BY refused.seat_id SEPARATOR ','),
        GROUP_CONCAT(IF(refused.reason = 'r', refused.seat_id, NULL) ORDER BY refused.seat_id SEPARATOR ','),
        SUM(refused.reason <> 'r')
    INTO v_refused, v_own_pending, v_others
    FROM (
        SELECT
            wanted.seat_id,
            CASE
                WHEN reservations.status = 'confirmed' THEN 's'
                WHEN seats.out_of_service THEN 'u'
                WHEN reservations.status = 'pending' AND reservations.expires_at > p_now
                    THEN IF(reservations.user_id = p_user_id OR reservations.guest_email = p_guest_email, 'r', 'l')
                WHEN seat_locks.expires_at > p_now AND NOT (seat_locks.user_id <=> p_user_id) THEN 'l'
            END AS reason
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
    ) AS refused
    WHERE refused.reason IS NOT NULL;

    IF v_others > 0 THEN
        SET v_refused = LEFT(v_refused, 128);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45010, MESSAGE_TEXT = v_refused;
    ELSEIF v_own_pending IS NOT NULL THEN
        SET v_own_pending = LEFT(v_own_pending, 128);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45012, MESSAGE_TEXT = v_own_pending;
    END IF;

    -- SELECT ... INTO, never IF fn_seats_kept(...): on MariaDB an expression of a routine reads with shared row locks even at
    -- READ COMMITTED, and a lock taken here, before the mutex, deadlocks with whoever holds the mutex.
    SELECT fn_seats_kept(p_showtime_id, p_user_id, p_guest_email, p_seat_ids, p_now)
    INTO v_kept;
    IF v_kept + v_listed > fn_seat_limit() THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45011, MESSAGE_TEXT = 'Too many seats for one person';
    END IF;
END;
