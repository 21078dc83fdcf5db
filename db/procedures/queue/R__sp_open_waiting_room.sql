-- Opens the waiting room of a showtime (p_movie_id NULL) or of a movie (p_showtime_id NULL), or changes the one it has. A new
-- rate counts from the first place not yet let in, which is let in now; those before it keep their moments.
-- Raises nothing of its own; the keys refuse a showtime or a movie that is not there.
-- Race closed: who joins meanwhile, or opens it too, queues on the room's row.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_open_waiting_room;
CREATE PROCEDURE sp_open_waiting_room(
    IN p_showtime_id INT,
    IN p_movie_id INT,
    IN p_admissions_per_minute INT,
    IN p_booking_minutes INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_room_id INT;
    DECLARE v_from_place BIGINT DEFAULT 1;
    DECLARE v_rate INT;
    DECLARE v_now DATETIME(6);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_open_waiting_room;
        RELEASE SAVEPOINT sp_open_waiting_room;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    INSERT INTO waiting_rooms (showtime_id, movie_id, booking_minutes)
    VALUES (p_showtime_id, p_movie_id, p_booking_minutes)
    ON DUPLICATE KEY UPDATE
        room_id = LAST_INSERT_ID(waiting_rooms.room_id),
        booking_minutes = VALUES(booking_minutes);
    SET v_room_id = LAST_INSERT_ID();

    SET v_now = UTC_TIMESTAMP(6);
    SELECT
        waiting_room_rates.from_place
            + GREATEST(fn_places_since(waiting_room_rates.from_at, v_now, waiting_room_rates.admissions_per_minute), -1)
            + 1,
        waiting_room_rates.admissions_per_minute
    INTO v_from_place, v_rate
    FROM waiting_room_rates
    WHERE waiting_room_rates.room_id = v_room_id
    ORDER BY waiting_room_rates.from_place DESC
    LIMIT 1;
    IF v_rate IS NULL OR v_rate <> p_admissions_per_minute THEN
        INSERT INTO waiting_room_rates (room_id, from_place, from_at, admissions_per_minute)
        VALUES (v_room_id, v_from_place, v_now, p_admissions_per_minute)
        -- Only a clock that was set back comes to the same place again.
        ON DUPLICATE KEY UPDATE
            from_at = VALUES(from_at),
            admissions_per_minute = VALUES(admissions_per_minute);
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
