-- Promises that people of one address may keep p_seats more, of which p_own are of this showtime (NULL: of any): with what these users (a JSON
-- array) hold or have not confirmed, and guests of the address have not confirmed, no more than p_limit seats, and of one showtime no more than
-- three tenths of them, or one booking: whoever hoards leaves most of each show to others.
-- Raises 45017 (too many); the message is in how many seconds the first of what they keep ends.
-- A glance without locks: guests queue before it (sp_charge_guest_address), and the API counts in what others want who are on their way.
DROP PROCEDURE IF EXISTS sp_require_address_share;
CREATE PROCEDURE sp_require_address_share(
    IN p_guest_address BINARY(16),
    IN p_user_ids MEDIUMTEXT,
    IN p_showtime_id INT,
    IN p_seats INT,
    IN p_own INT,
    IN p_limit INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_kept INT;
    DECLARE v_here INT;
    DECLARE v_again_at DATETIME(6);
    DECLARE v_seconds VARCHAR(20);

    SELECT
        COALESCE(SUM(kept.seats), 0),
        COALESCE(SUM(IF(kept.showtime_id = p_showtime_id, kept.seats, 0)), 0),
        COALESCE(MIN(kept.ends_at), v_now + INTERVAL 1 MINUTE)
    INTO v_kept, v_here, v_again_at
    FROM (
        SELECT 1 AS seats, seat_locks.showtime_id, seat_locks.expires_at AS ends_at
        FROM JSON_TABLE(p_user_ids, '$[*]' COLUMNS (user_id INT PATH '$')) AS holder
        STRAIGHT_JOIN seat_locks FORCE INDEX (ix_seat_locks_user)
            ON seat_locks.user_id = holder.user_id
            AND seat_locks.expires_at > v_now
        UNION ALL
        SELECT 1, reservations.showtime_id, reservations.expires_at
        FROM JSON_TABLE(p_user_ids, '$[*]' COLUMNS (user_id INT PATH '$')) AS booker
        STRAIGHT_JOIN reservations FORCE INDEX (ix_reservations_user)
            ON reservations.user_id = booker.user_id
            AND reservations.status = 'pending'
            AND reservations.expires_at > v_now
        STRAIGHT_JOIN tickets FORCE INDEX (ix_tickets_reservation)
            ON tickets.reservation_id = reservations.reservation_id
        UNION ALL
        SELECT guest_holds.seats, reservations.showtime_id, reservations.expires_at
        FROM guest_holds FORCE INDEX (PRIMARY)
        STRAIGHT_JOIN reservations FORCE INDEX (PRIMARY)
            ON reservations.reservation_id = guest_holds.reservation_id
            AND reservations.status = 'pending'
            AND reservations.expires_at > v_now
        WHERE guest_holds.guest_address = p_guest_address
            AND guest_holds.ends_at > v_now
    ) AS kept;
    IF v_kept + p_seats > p_limit OR v_here + p_own > GREATEST(10, p_limit * 3 DIV 10) THEN
        SET v_seconds = CEIL(TIMESTAMPDIFF(MICROSECOND, v_now, v_again_at) / 1000000);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45017, MESSAGE_TEXT = v_seconds;
    END IF;
END;
