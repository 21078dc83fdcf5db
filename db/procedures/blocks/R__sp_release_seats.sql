-- Gives seats of the JSON array p_seat_ids that the house keeps back (sp_block_seats) to sale again, all of the showtime's where it is NULL.
-- Others are passed over. Raises nothing of its own.
-- Who may sell such seats calls it in the transaction that sells them: nobody comes in between, since the showtime's row is locked.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_release_seats;
CREATE PROCEDURE sp_release_seats(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_released INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_release_seats;
        RELEASE SAVEPOINT sp_release_seats;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.showtime_id
    INTO p_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;

    DELETE kept
    FROM seat_locks AS kept FORCE INDEX (PRIMARY)
    WHERE kept.showtime_id = p_showtime_id
        AND kept.user_id = 0
        AND (p_seat_ids IS NULL OR JSON_CONTAINS(p_seat_ids, CAST(kept.seat_id AS CHAR)));
    SET v_released = ROW_COUNT();
    IF v_released > 0 THEN
        DELETE FROM seat_blocks
        WHERE seat_blocks.showtime_id = p_showtime_id
            AND (p_seat_ids IS NULL OR JSON_CONTAINS(p_seat_ids, CAST(seat_blocks.seat_id AS CHAR)));
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
