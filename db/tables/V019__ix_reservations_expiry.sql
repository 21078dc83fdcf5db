-- Serves sp_sweep_expired, which looks every few seconds for pending reservations past their time, among all there
-- ever were; one more entry for each change of a reservation's status. showtime_id spares it the rows, and keeps the
-- confirmed ones, which have no expiry, from all ending on one page.
CREATE INDEX ix_reservations_expiry ON reservations (status, expires_at, showtime_id);
