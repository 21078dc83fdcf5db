-- Answers from the index alone on which showtimes a user has pending reservations, and until when, however many there were.
ALTER TABLE reservations
DROP KEY ix_reservations_user,
ADD KEY ix_reservations_user (user_id, status, showtime_id, expires_at);
