-- What was sold at a cinema's counter: which reservation, by whom, and how it was paid. Written with the reservation, and apart from it, so
-- that nobody else's booking has anything to do with it. Nothing here tells of a card: the terminal alone has seen it.
CREATE TABLE counter_sales (
    reservation_id INT NOT NULL,
    cinema_id INT NOT NULL,
    user_id INT NOT NULL,
    -- Cash is somebody's, who counts it; a card's sale may be made without.
    shift_id INT NULL,
    method ENUM('cash', 'card') NOT NULL,
    amount DECIMAL(15, 3) NOT NULL,
    -- What the customer handed over; NULL for a card.
    given DECIMAL(15, 3) NULL,
    sold_at DATETIME(6) NOT NULL,
    PRIMARY KEY (reservation_id),
    KEY ix_counter_sales_cinema (cinema_id),
    KEY ix_counter_sales_user (user_id),
    -- Serves the sales by channel of a period.
    KEY ix_counter_sales_sold (sold_at),
    -- Serves what should be in a till.
    KEY ix_counter_sales_shift (shift_id, method, amount),
    CONSTRAINT fk_counter_sales_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_counter_sales_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id),
    CONSTRAINT fk_counter_sales_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT fk_counter_sales_shift FOREIGN KEY (shift_id) REFERENCES till_shifts (shift_id),
    CONSTRAINT chk_counter_sale_amount CHECK (amount >= 0),
    CONSTRAINT chk_counter_sale_given CHECK ((method = 'card' AND given IS NULL) OR (method = 'cash' AND given >= amount)),
    CONSTRAINT chk_counter_sale_shift CHECK (method = 'card' OR shift_id IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
