-- Offers seats of a showtime to the first on its waiting list whose number of seats is free now: they are held for the user, or
-- are a guest's pending reservation (named p_reference), for hold_rules.offer_minutes, or until the start. p_entry_id is the entry, NULL where nobody was offered any; one at a time.
-- Before that, offers end whose seats were booked (taken), or ran out or were given back (lapsed).
-- Seats together where there are, nearest to the middle of the sixth row; else the nearest of all. Wheelchair and companion places as in fn_free_seats.
-- Who keeps something of the show already, or may not hold seats just now (45011, 45015, 45016, 45017), keeps the place and is passed over; who
-- booked there since joining needs no offer any more. A guest's seats count among those that people of the address keep, p_address_limit at most.
-- Raises nothing of its own; of a show that cannot be booked, or starts within fn_offer_notice_minutes, nothing is offered.
-- Races closed: as in sp_lock_seats; buyers and other workers queue on the showtime's row, and read what was committed before. An account
-- that is being closed is waited for: under the user's row (a guest: the address') the entry is looked at again, or is gone.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_offer_seats;
CREATE PROCEDURE sp_offer_seats(
    IN p_showtime_id INT,
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_address_limit INT,
    OUT p_entry_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_bookable INT;
    DECLARE v_start_time DATETIME(6);
    DECLARE v_cleared INT;
    DECLARE v_free INT;
    DECLARE v_until DATETIME(6);
    DECLARE v_entry_id INT;
    DECLARE v_user_id INT;
    DECLARE v_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    DECLARE v_guest_name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
    DECLARE v_guest_address BINARY(16);
    DECLARE v_waits INT;
    DECLARE v_wanted INT;
    DECLARE v_booked BOOLEAN;
    DECLARE v_seat_ids TEXT;
    DECLARE v_reservation_id INT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE ended CURSOR FOR
        SELECT offered.entry_id, offered.booked
        FROM (
            SELECT
                entries.entry_id,
                EXISTS (
                    SELECT 1
                    FROM seat_locks FORCE INDEX (ix_seat_locks_user)
                    WHERE seat_locks.user_id = entries.user_id
                        AND seat_locks.showtime_id = entries.showtime_id
                        AND seat_locks.expires_at > v_now
                ) AS held,
                EXISTS (
                    SELECT 1
                    FROM reservations FORCE INDEX (ix_reservations_user)
                    WHERE reservations.user_id = entries.user_id
                        AND reservations.showtime_id = entries.showtime_id
                        AND reservations.status = 'pending'
                        AND reservations.expires_at > v_now
                ) OR EXISTS (
                    SELECT 1
                    FROM reservations
                    WHERE reservations.reservation_id = entries.reservation_id
                        AND reservations.status = 'pending'
                        AND reservations.expires_at > v_now
                ) AS reserved,
                EXISTS (
                    SELECT 1
                    FROM reservations FORCE INDEX (ix_reservations_user)
                    WHERE reservations.user_id = entries.user_id
                        AND reservations.showtime_id = entries.showtime_id
                        AND reservations.status = 'confirmed'
                        AND reservations.created_at >= entries.offered_at
                ) OR EXISTS (
                    SELECT 1
                    FROM reservations
                    WHERE reservations.reservation_id = entries.reservation_id
                        AND reservations.status = 'confirmed'
                ) AS booked
            FROM waiting_entries AS entries FORCE INDEX (ix_waiting_status)
            WHERE entries.status = 'offered'
                AND entries.showtime_id = p_showtime_id
        ) AS offered
        WHERE NOT offered.held
            AND NOT offered.reserved;
    DECLARE waiting CURSOR FOR
        SELECT
            entries.entry_id,
            entries.user_id,
            entries.guest_email,
            entries.guest_name,
            entries.guest_address,
            entries.seats,
            EXISTS (
                SELECT 1
                FROM reservations FORCE INDEX (ix_reservations_user)
                WHERE reservations.user_id = entries.user_id
                    AND reservations.showtime_id = entries.showtime_id
                    AND reservations.status = 'confirmed'
                    AND reservations.created_at >= entries.joined_at
            ) OR EXISTS (
                SELECT 1
                FROM reservations FORCE INDEX (ix_reservations_guest)
                WHERE reservations.guest_email = entries.guest_email
                    AND reservations.showtime_id = entries.showtime_id
                    AND reservations.status = 'confirmed'
                    AND reservations.created_at >= entries.joined_at
            )
        FROM waiting_entries AS entries FORCE INDEX (ix_waiting_status)
        WHERE entries.status = 'waiting'
            AND entries.showtime_id = p_showtime_id
            AND entries.seats <= v_free
            AND NOT EXISTS (
                SELECT 1
                FROM seat_locks FORCE INDEX (ix_seat_locks_user)
                WHERE seat_locks.user_id = entries.user_id
                    AND seat_locks.showtime_id = entries.showtime_id
            )
            AND NOT EXISTS (
                SELECT 1
                FROM reservations FORCE INDEX (ix_reservations_showtime)
                WHERE reservations.showtime_id = entries.showtime_id
                    AND reservations.status = 'pending'
                    AND (reservations.user_id = entries.user_id OR reservations.guest_email = entries.guest_email)
            )
        ORDER BY entries.joined_at, entries.entry_id;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_offer_seats;
        RELEASE SAVEPOINT sp_offer_seats;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SET p_entry_id = NULL;
    SELECT MIN(showtimes.showtime_id)
    INTO p_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);

    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);
    IF v_cleared > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    SET v_done = FALSE;
    OPEN ended;
    ending: LOOP
        FETCH ended INTO v_entry_id, v_booked;
        IF v_done THEN
            LEAVE ending;
        END IF;
        UPDATE waiting_entries
        SET waiting_entries.status = IF(v_booked, 'taken', 'lapsed'),
            waiting_entries.guest_address = NULL
        WHERE waiting_entries.entry_id = v_entry_id;
    END LOOP;
    CLOSE ended;

    SELECT COUNT(*), MIN(showtimes.start_time)
    INTO v_bookable, v_start_time
    FROM showtimes
    INNER JOIN movies
        ON movies.movie_id = showtimes.movie_id
        AND movies.movie_status <> 'closed'
    WHERE showtimes.showtime_id = p_showtime_id
        AND showtimes.status = 'scheduled'
        AND showtimes.start_time > v_now + INTERVAL fn_offer_notice_minutes() MINUTE;
    SELECT
        IF(v_bookable = 0, 0, fn_free_seats(p_showtime_id, v_now)),
        LEAST(v_now + INTERVAL hold_rules.offer_minutes MINUTE, v_start_time)
    INTO v_free, v_until
    FROM hold_rules
    WHERE hold_rules.hold_rules_id = 1;

    SET v_done = v_free = 0;
    IF NOT v_done THEN
        OPEN waiting;
        offering: LOOP
            FETCH waiting INTO v_entry_id, v_user_id, v_guest_email, v_guest_name, v_guest_address, v_wanted, v_booked;
            IF v_done OR p_entry_id IS NOT NULL THEN
                LEAVE offering;
            END IF;
            IF v_booked THEN
                UPDATE waiting_entries
                SET waiting_entries.status = 'taken',
                    waiting_entries.guest_address = NULL
                WHERE waiting_entries.entry_id = v_entry_id;
                ITERATE offering;
            END IF;

            IF v_user_id IS NOT NULL THEN
                SELECT MIN(users.user_id)
                INTO v_user_id
                FROM users
                WHERE users.user_id = v_user_id
                    AND users.deleted_at IS NULL
                FOR UPDATE;
            ELSEIF v_guest_address IS NOT NULL THEN
                -- Before the entry, as who joins.
                INSERT INTO guest_networks (guest_address, booked_at)
                VALUES (v_guest_address, v_now)
                ON DUPLICATE KEY UPDATE booked_at = VALUES(booked_at);
            END IF;
            SELECT COUNT(*)
            INTO v_waits
            FROM waiting_entries
            WHERE waiting_entries.entry_id = v_entry_id
                AND waiting_entries.status = 'waiting'
            FOR UPDATE;
            IF v_waits = 0 THEN
                ITERATE offering;
            END IF;

            BEGIN
                -- Nothing was written before: what had run out is cleared.
                DECLARE EXIT HANDLER FOR SQLSTATE '45000'
                BEGIN
                    DECLARE v_error INT;
                    GET DIAGNOSTICS CONDITION 1 v_error = MYSQL_ERRNO;
                    IF v_error NOT IN (45011, 45015, 45016, 45017) THEN
                        RESIGNAL;
                    END IF;
                END;

                CALL sp_choose_seats(p_showtime_id, v_wanted, v_now, v_seat_ids);
                SET v_reservation_id = NULL;
                IF v_user_id IS NOT NULL THEN
                    CALL sp_lock_seats(v_user_id, p_showtime_id, v_seat_ids);
                    UPDATE seat_locks FORCE INDEX (ix_seat_locks_user)
                    SET seat_locks.held_since = v_now,
                        seat_locks.expires_at = v_until
                    WHERE seat_locks.user_id = v_user_id
                        AND seat_locks.showtime_id = p_showtime_id;
                ELSE
                    IF v_guest_address IS NOT NULL THEN
                        -- Asked before anything is written; who signs in from there is known to the API alone.
                        CALL sp_require_address_share(v_guest_address, '[]', p_showtime_id, v_wanted, v_wanted, p_address_limit);
                    END IF;
                    CALL sp_create_reservation(NULL, v_guest_email, v_guest_name, p_showtime_id, v_seat_ids, p_reference, v_reservation_id);
                    UPDATE reservations
                    SET reservations.expires_at = v_until
                    WHERE reservations.reservation_id = v_reservation_id;
                    IF v_guest_address IS NOT NULL THEN
                        CALL sp_charge_guest_address(v_reservation_id, v_guest_address, '[]', p_address_limit);
                    END IF;
                END IF;
                UPDATE waiting_entries
                SET waiting_entries.status = 'offered',
                    waiting_entries.offered_at = v_now,
                    waiting_entries.offer_until = v_until,
                    waiting_entries.reservation_id = v_reservation_id
                WHERE waiting_entries.entry_id = v_entry_id;
                SET p_entry_id = v_entry_id;
            END;
            SET v_done = FALSE;
        END LOOP;
        CLOSE waiting;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
