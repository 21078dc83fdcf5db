-- Serves seats_available of v_showtimes_details, which counts the seats of a screen that are in service from this index alone.
ALTER TABLE seats ADD KEY ix_seats_service (screen_id, out_of_service);
