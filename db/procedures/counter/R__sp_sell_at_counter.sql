-- Sells seats at a cinema's counter, at once: a reservation is made of free seats, its kinds of tickets set (p_kinds; NULL: none), and
-- confirmed, by the routines of every booking and in one transaction, and who sold it for what is written to counter_sales. Whoever
-- buys is nobody: the reservation is a guest's of an address that no mail reaches (RFC 2606), its own for each sale, so that what one
-- customer bought limits no other. A seat that somebody holds is theirs, also here; one that the house keeps back (sp_block_seats) is sold.
-- p_total is what the customer was told, p_given what they handed over (cash; NULL for a card).
-- p_start_offset_minutes and p_utc_offset_minutes are the cinema's offsets from UTC at the start and now.
-- Raises what sp_create_reservation, sp_set_ticket_kinds and sp_confirm_reservation raise; 45080 (the seats cost something else than p_total: the message is how
-- much), 45081 (p_given is less than that), 45082 (cash, and no till is open: sp_require_open_shift).
-- Races closed: as in sp_create_reservation; nothing comes between that and the confirmation, which have the showtime's row. A till
-- that is being closed has this sale in its sum, or is closed to it.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_sell_at_counter;
CREATE PROCEDURE sp_sell_at_counter(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    IN p_method VARCHAR(4),
    IN p_total DECIMAL(15, 3),
    IN p_given DECIMAL(15, 3),
    OUT p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_cinema_id INT;
    DECLARE v_shift_id INT;
    DECLARE v_amount DECIMAL(15, 3);
    DECLARE v_message VARCHAR(128);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_sell_at_counter;
        RELEASE SAVEPOINT sp_sell_at_counter;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    IF JSON_VALID(p_seat_ids) THEN
        CALL sp_release_seats(p_showtime_id, p_seat_ids);
    END IF;
    CALL sp_create_reservation(
        NULL, CONCAT(LOWER(p_reference), '@counter.invalid'), 'Box office', p_showtime_id, p_seat_ids, p_reference, p_reservation_id
    );
    IF p_kinds IS NOT NULL THEN
        CALL sp_set_ticket_kinds(p_reservation_id, p_kinds, p_start_offset_minutes);
    END IF;
    CALL sp_confirm_reservation(p_reservation_id, p_utc_offset_minutes);

    SELECT SUM(tickets.price)
    INTO v_amount
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id;
    IF v_amount <> p_total THEN
        SET v_message = v_amount;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45080, MESSAGE_TEXT = v_message;
    ELSEIF p_given < v_amount THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45081, MESSAGE_TEXT = 'Less was given than the seats cost';
    END IF;

    -- A showtime stays in its cinema.
    SELECT screens.cinema_id
    INTO v_cinema_id
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = p_showtime_id;
    CALL sp_require_open_shift(p_user_id, v_cinema_id, p_method, v_shift_id);
    INSERT INTO counter_sales (reservation_id, cinema_id, user_id, shift_id, method, amount, given, sold_at)
    VALUES (p_reservation_id, v_cinema_id, p_user_id, v_shift_id, p_method, v_amount, p_given, UTC_TIMESTAMP(6));

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
