-- Confirmed tickets and their revenue by showtime, day of sale (the cinema's) and class: all that
-- reports read. Written by sp_confirm_reservation and sp_cancel_reservation under the showtime's
-- mutex; a cancellation subtracts from the day of the sale.
CREATE TABLE sales_rollups (
    showtime_id INT NOT NULL,
    sale_date DATE NOT NULL,
    seat_class ENUM('standard', 'premium') NOT NULL,
    tickets INT NOT NULL,
    revenue DECIMAL(15, 3) NOT NULL,
    PRIMARY KEY (showtime_id, sale_date, seat_class),
    -- Serves the periods of v_admin_revenue_summary.
    KEY ix_sales_rollups_date (sale_date, showtime_id),
    CONSTRAINT fk_sales_rollups_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT chk_sales_rollup_counts CHECK (tickets >= 0 AND revenue >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
