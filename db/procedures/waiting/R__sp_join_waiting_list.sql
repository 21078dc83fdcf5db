-- Puts a person (a user, or a guest by address) on the waiting list of a showtime, at its end; who left it comes back so. Gives the entry's id.
-- Exactly one of p_user_id and (p_guest_email, p_guest_name) is given. p_guest_address is from where one joins, NULL where that does not
-- count; p_address_limit is for how many seats people of it may wait together.
-- Raises what sp_require_bookable_showtime raises, and
--   45095  so many seats are free: they can be booked
--   45096  the person waits there already, or was offered seats of the show before: one place each
--   45097  the person waits for fn_waiting_limit shows already, or people of the address for as many seats as they may
-- Races closed: one user's joins queue on their own row, those of one address on the address', after it; two of one person find one key.
-- Seats are looked at without locks: what comes free meanwhile is offered, and what is taken meanwhile was not there.
-- Atomic by itself; joins the caller's transaction when there is one. Locks no showtime, and its entry last.
DROP PROCEDURE IF EXISTS sp_join_waiting_list;
CREATE PROCEDURE sp_join_waiting_list(
    IN p_showtime_id INT,
    IN p_user_id INT,
    IN p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_guest_name VARCHAR(100),
    IN p_guest_address BINARY(16),
    IN p_address_limit INT,
    IN p_seats INT,
    IN p_language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin,
    OUT p_entry_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_status VARCHAR(7);
    DECLARE v_offered_at DATETIME(6);
    DECLARE v_free INT;
    DECLARE v_shows INT;
    DECLARE v_of_address INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE EXIT HANDLER FOR 1062
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45096, MESSAGE_TEXT = 'The person waits there already';
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_join_waiting_list;
        RELEASE SAVEPOINT sp_join_waiting_list;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    IF p_user_id IS NOT NULL THEN
        SELECT users.user_id
        INTO p_user_id
        FROM users
        WHERE users.user_id = p_user_id
        FOR UPDATE;
    END IF;
    IF p_guest_address IS NOT NULL THEN
        INSERT INTO guest_networks (guest_address, booked_at)
        VALUES (p_guest_address, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE booked_at = VALUES(booked_at);
    END IF;
    SET v_now = UTC_TIMESTAMP(6);

    SELECT MIN(own.entry_id), MIN(own.status), MIN(own.offered_at)
    INTO p_entry_id, v_status, v_offered_at
    FROM waiting_entries AS own FORCE INDEX (uk_waiting_user, uk_waiting_guest)
    WHERE (own.user_id = p_user_id OR own.guest_email = p_guest_email)
        AND own.showtime_id = p_showtime_id;
    IF v_status = 'waiting' OR v_offered_at IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45096, MESSAGE_TEXT = 'The person waits there already';
    END IF;

    SELECT fn_free_seats(p_showtime_id, v_now)
    INTO v_free;
    IF v_free >= p_seats THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45095, MESSAGE_TEXT = 'There are enough free seats';
    END IF;

    SELECT COUNT(*)
    INTO v_shows
    FROM waiting_entries AS own FORCE INDEX (uk_waiting_user, uk_waiting_guest)
    INNER JOIN showtimes
        ON showtimes.showtime_id = own.showtime_id
        AND showtimes.status = 'scheduled'
        AND showtimes.start_time > v_now
    WHERE (own.user_id = p_user_id OR own.guest_email = p_guest_email)
        AND own.status IN ('waiting', 'offered');
    IF p_guest_address IS NOT NULL THEN
        SELECT COALESCE(SUM(others.seats), 0)
        INTO v_of_address
        FROM waiting_entries AS others FORCE INDEX (ix_waiting_address)
        STRAIGHT_JOIN showtimes FORCE INDEX (PRIMARY)
            ON showtimes.showtime_id = others.showtime_id
            AND showtimes.status = 'scheduled'
            AND showtimes.start_time > v_now
        WHERE others.guest_address = p_guest_address
            AND others.status IN ('waiting', 'offered');
    END IF;
    IF v_shows >= fn_waiting_limit() OR v_of_address + p_seats > p_address_limit THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45097, MESSAGE_TEXT = 'The person waits for as many shows as one may';
    END IF;

    IF p_entry_id IS NULL THEN
        INSERT INTO waiting_entries (showtime_id, user_id, guest_email, guest_name, guest_address, seats, language, joined_at)
        VALUES (p_showtime_id, p_user_id, p_guest_email, p_guest_name, p_guest_address, p_seats, p_language, v_now);
        SET p_entry_id = LAST_INSERT_ID();
    ELSE
        UPDATE waiting_entries
        SET waiting_entries.status = 'waiting',
            waiting_entries.seats = p_seats,
            waiting_entries.joined_at = v_now,
            waiting_entries.language = p_language,
            waiting_entries.guest_name = p_guest_name,
            waiting_entries.guest_address = p_guest_address
        WHERE waiting_entries.entry_id = p_entry_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
