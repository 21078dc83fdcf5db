-- Serves sp_sweep_expired, which looks every few seconds for holds that have run out; one more entry for each hold.
CREATE INDEX ix_seat_locks_expiry ON seat_locks (expires_at);
