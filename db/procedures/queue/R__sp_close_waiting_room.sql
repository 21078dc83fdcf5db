-- Closes the waiting room of a showtime (p_movie_id NULL) or of a movie (p_showtime_id NULL), if it has one: everybody may book
-- at once, and the tickets of its queue are worth nothing any more. Raises nothing of its own.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_close_waiting_room;
CREATE PROCEDURE sp_close_waiting_room(
    IN p_showtime_id INT,
    IN p_movie_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_room_id INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_close_waiting_room;
        RELEASE SAVEPOINT sp_close_waiting_room;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    IF p_movie_id IS NULL THEN
        SELECT waiting_rooms.room_id
        INTO v_room_id
        FROM waiting_rooms
        WHERE waiting_rooms.showtime_id = p_showtime_id
        FOR UPDATE;
    ELSE
        SELECT waiting_rooms.room_id
        INTO v_room_id
        FROM waiting_rooms
        WHERE waiting_rooms.movie_id = p_movie_id
        FOR UPDATE;
    END IF;

    IF v_room_id IS NOT NULL THEN
        DELETE FROM waiting_room_rates
        WHERE waiting_room_rates.room_id = v_room_id;
        DELETE FROM waiting_rooms
        WHERE waiting_rooms.room_id = v_room_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
