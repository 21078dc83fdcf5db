-- The cinema's refund policy as it was when the reservation was made, and when its show was to start then: one that starts at
-- another time by now has moved, and may be given back in full until it starts. NULL: made before this was written down.
ALTER TABLE reservations
    ADD COLUMN refund_minutes INT NOT NULL DEFAULT 0,
    ADD COLUMN refund_fee_kind ENUM('none', 'amount', 'percent') NOT NULL DEFAULT 'none',
    ADD COLUMN refund_fee DECIMAL(12, 3) NOT NULL DEFAULT 0,
    ADD COLUMN booked_start_time DATETIME(6) NULL;
