-- Exchanges tickets of a reservation (the JSON array p_ticket_ids) at the counter for as many other seats, of the same showtime or of another
-- one of the cinema: the cinema cancels the tickets, in full, and the seats are sold, by the routines of every booking and in one transaction. Both
-- or none: where the seats cannot be had the tickets stand. A seat that is given up can be taken again, as a ticket of another kind.
-- The new reservation is whose the old one was, also that of the key that made it; but what keeps customers from each other does not count at
-- a counter, so it is made as every counter sale is, and given to its owner before it is confirmed.
-- What is due back of what was paid at a counter is credited: it is paid back and the seats are paid by one method, so that a till's count is right by itself;
-- what was handed over is the credit and p_given (cash; NULL: nothing beside it, or a card). What a provider collected goes back through it.
-- p_total and p_credit are what the customer was told. The offsets are the cinema's from UTC, at the start of the new show and now.
-- Raises 45001 and 45020 (no such showtime, reservation), 45005 (not as many seats as tickets), 45086 (one of the tickets is cancelled), 45087 (a
-- showtime of another cinema), 45080 (the seats cost, or the tickets bring back, something else: the message is both sums), 45081 (less was given
-- than is to be paid); and what sp_cancel_tickets, sp_create_reservation, sp_set_ticket_kinds, sp_confirm_reservation and sp_require_open_shift raise.
-- Races closed: both showtimes' rows are locked first, in the order of their ids, then the owner's; so two exchanges of one ticket, and two
-- between the same showtimes in opposite directions, queue, and nobody comes between the ticket and the seat.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_exchange_tickets;
CREATE PROCEDURE sp_exchange_tickets(
    IN p_user_id INT,
    IN p_reservation_id INT,
    IN p_ticket_ids TEXT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    IN p_method VARCHAR(4),
    IN p_total DECIMAL(15, 3),
    IN p_credit DECIMAL(15, 3),
    IN p_given DECIMAL(15, 3),
    OUT p_new_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_old_showtime_id INT;
    DECLARE v_first_showtime_id INT;
    DECLARE v_last_showtime_id INT;
    DECLARE v_cinema_id INT;
    DECLARE v_new_cinema_id INT;
    DECLARE v_owner_id INT;
    DECLARE v_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    DECLARE v_guest_name VARCHAR(100);
    DECLARE v_wanted TEXT DEFAULT TRIM(TRAILING ']' FROM TRIM(LEADING '[' FROM p_ticket_ids));
    DECLARE v_standing INT;
    DECLARE v_amount DECIMAL(15, 3);
    DECLARE v_credit DECIMAL(15, 3);
    DECLARE v_shift_id INT;
    DECLARE v_message VARCHAR(128);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    -- A reservation stays its showtime's, and its user's; a showtime stays in its cinema.
    SELECT reservations.showtime_id, reservations.user_id, screens.cinema_id
    INTO v_old_showtime_id, v_owner_id, v_cinema_id
    FROM reservations
    INNER JOIN showtimes
        ON showtimes.showtime_id = reservations.showtime_id
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE reservations.reservation_id = p_reservation_id;
    SELECT screens.cinema_id
    INTO v_new_cinema_id
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = p_showtime_id;
    IF v_cinema_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    ELSEIF v_new_cinema_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    ELSEIF v_new_cinema_id <> v_cinema_id THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45087, MESSAGE_TEXT = 'The showtime is in another cinema';
    ELSEIF p_ticket_ids IS NULL THEN
        -- To sp_cancel_tickets it would mean all of them.
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45024, MESSAGE_TEXT = 'Not tickets of this reservation, or one twice';
    ELSEIF p_seat_ids IS NULL OR NOT JSON_VALID(p_seat_ids) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'The seats are not a JSON array';
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_exchange_tickets;
        RELEASE SAVEPOINT sp_exchange_tickets;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SET v_first_showtime_id = LEAST(v_old_showtime_id, p_showtime_id);
    SET v_last_showtime_id = GREATEST(v_old_showtime_id, p_showtime_id);
    SELECT showtimes.showtime_id
    INTO v_first_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = v_first_showtime_id
    FOR UPDATE;
    SELECT showtimes.showtime_id
    INTO v_last_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = v_last_showtime_id
    FOR UPDATE;
    -- Before the reservation, as whoever books, and whoever closes the account, does.
    IF v_owner_id IS NOT NULL THEN
        SELECT users.user_id
        INTO v_owner_id
        FROM users
        WHERE users.user_id = v_owner_id
        FOR UPDATE;
    END IF;

    SELECT COUNT(*)
    INTO v_standing
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id
        AND FIND_IN_SET(tickets.ticket_id, v_wanted) > 0;
    CALL sp_cancel_tickets(p_reservation_id, p_ticket_ids, TRUE);
    IF v_standing <> JSON_LENGTH(p_ticket_ids) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45086, MESSAGE_TEXT = 'One of the tickets is cancelled';
    ELSEIF JSON_LENGTH(p_seat_ids) <> v_standing THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45005, MESSAGE_TEXT = 'Not as many seats as tickets';
    END IF;

    CALL sp_release_seats(p_showtime_id, p_seat_ids);
    CALL sp_create_reservation(
        NULL, CONCAT(LOWER(p_reference), '@counter.invalid'), 'Box office', p_showtime_id, p_seat_ids, p_reference, p_new_reservation_id
    );
    SELECT reservations.guest_email, reservations.guest_name
    INTO v_guest_email, v_guest_name
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    IF v_guest_email IS NULL OR v_guest_email NOT LIKE '%@counter.invalid' THEN
        UPDATE reservations
        SET reservations.user_id = v_owner_id,
            reservations.guest_email = v_guest_email,
            reservations.guest_name = v_guest_name
        WHERE reservations.reservation_id = p_new_reservation_id;
    END IF;
    INSERT INTO api_key_reservations (reservation_id, key_id)
    SELECT p_new_reservation_id, api_key_reservations.key_id
    FROM api_key_reservations
    WHERE api_key_reservations.reservation_id = p_reservation_id;
    IF p_kinds IS NOT NULL THEN
        CALL sp_set_ticket_kinds(p_new_reservation_id, p_kinds, p_start_offset_minutes);
    END IF;
    CALL sp_confirm_reservation(p_new_reservation_id, p_utc_offset_minutes);

    CALL sp_refund_at_counter(p_user_id, p_reservation_id, p_method, v_credit);
    SELECT SUM(tickets.price)
    INTO v_amount
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_new_reservation_id;
    IF v_amount <> p_total OR v_credit <> p_credit THEN
        SET v_message = CONCAT_WS(' ', v_amount, v_credit);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45080, MESSAGE_TEXT = v_message;
    ELSEIF p_method = 'cash' AND COALESCE(p_given, 0) + v_credit < v_amount THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45081, MESSAGE_TEXT = 'Less was given than is to be paid';
    END IF;

    CALL sp_require_open_shift(p_user_id, v_cinema_id, p_method, v_shift_id);
    INSERT INTO counter_sales (reservation_id, cinema_id, user_id, shift_id, method, amount, given, sold_at)
    VALUES (
        p_new_reservation_id, v_cinema_id, p_user_id, v_shift_id, p_method, v_amount,
        IF(p_method = 'cash', COALESCE(p_given, 0) + v_credit, NULL), UTC_TIMESTAMP(6)
    );
    INSERT INTO exchanges (reservation_id, replaced_reservation_id, user_id, exchanged_at)
    VALUES (p_new_reservation_id, p_reservation_id, p_user_id, UTC_TIMESTAMP(6));

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
