-- Under a showtime's mutex: promises that a user who keeps nothing there at p_now may begin to: what they kept ran out unpaid
-- too seldom for a pause, or it is over (fn_hold_pause_minutes), and they keep seats of fewer showtimes than hold_rules allow.
-- Raises 45015 (too many showtimes) and 45016 (the pause); the message is in how many seconds to come again.
-- Races closed: one who begins on several showtimes at once queues on their own row, which the caller has locked, always after the
-- showtime's, and counts what was committed before. Holding and booking lock that row anyway, as what their foreign key refers to.
DROP PROCEDURE IF EXISTS sp_require_first_seat;
CREATE PROCEDURE sp_require_first_seat(
    IN p_showtime_id INT,
    IN p_user_id INT,
    IN p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_again_at DATETIME(6);
    DECLARE v_kept INT;
    DECLARE v_limit INT;
    DECLARE v_seconds VARCHAR(20);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SELECT unpaid_holds.lapsed_at + INTERVAL fn_hold_pause_minutes(unpaid_holds.times) MINUTE
    INTO v_again_at
    FROM unpaid_holds
    WHERE unpaid_holds.showtime_id = p_showtime_id
        AND unpaid_holds.user_id = p_user_id
        AND unpaid_holds.times > 1;
    IF v_again_at > p_now THEN
        SET v_seconds = CEIL(TIMESTAMPDIFF(MICROSECOND, p_now, v_again_at) / 1000000);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45016, MESSAGE_TEXT = v_seconds;
    END IF;

    SELECT COUNT(*), MIN(kept.ends_at), MIN(hold_rules.showtime_limit)
    INTO v_kept, v_again_at, v_limit
    FROM (
        SELECT taken.showtime_id, MAX(taken.expires_at) AS ends_at
        FROM (
            SELECT seat_locks.showtime_id, seat_locks.expires_at
            FROM seat_locks FORCE INDEX (ix_seat_locks_user)
            WHERE seat_locks.user_id = p_user_id
                AND seat_locks.expires_at > p_now
            UNION ALL
            SELECT reservations.showtime_id, reservations.expires_at
            FROM reservations FORCE INDEX (ix_reservations_user)
            WHERE reservations.user_id = p_user_id
                AND reservations.status = 'pending'
                AND reservations.expires_at > p_now
        ) AS taken
        GROUP BY taken.showtime_id
    ) AS kept
    INNER JOIN hold_rules
        ON hold_rules.hold_rules_id = 1;
    IF v_kept >= v_limit THEN
        SET v_seconds = CEIL(TIMESTAMPDIFF(MICROSECOND, p_now, v_again_at) / 1000000);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45015, MESSAGE_TEXT = v_seconds;
    END IF;
END;
