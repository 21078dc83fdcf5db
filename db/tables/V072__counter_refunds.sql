-- What was paid back at a cinema's counter of what was sold there: never more than is due back for the tickets that were cancelled.
CREATE TABLE counter_refunds (
    counter_refund_id INT NOT NULL AUTO_INCREMENT,
    reservation_id INT NOT NULL,
    user_id INT NOT NULL,
    shift_id INT NULL,
    method ENUM('cash', 'card') NOT NULL,
    amount DECIMAL(15, 3) NOT NULL,
    refunded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (counter_refund_id),
    KEY ix_counter_refunds_reservation (reservation_id),
    KEY ix_counter_refunds_user (user_id),
    -- Serves what should be in a till.
    KEY ix_counter_refunds_shift (shift_id, method, amount),
    CONSTRAINT fk_counter_refunds_sale FOREIGN KEY (reservation_id) REFERENCES counter_sales (reservation_id),
    CONSTRAINT fk_counter_refunds_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT fk_counter_refunds_shift FOREIGN KEY (shift_id) REFERENCES till_shifts (shift_id),
    CONSTRAINT chk_counter_refund_amount CHECK (amount > 0),
    CONSTRAINT chk_counter_refund_shift CHECK (method = 'card' OR shift_id IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
