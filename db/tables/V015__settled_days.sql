-- What the shows that settled_sales counts sold on each day: reports of a period read these rows and
-- the rollups of the shows since, however many shows there were on those days. A day stays open for
-- later shows; kept by sp_settle_sales.
CREATE TABLE settled_days (
    cinema_id INT NOT NULL,
    sale_date DATE NOT NULL,
    format ENUM('2D', '3D', 'IMAX') NOT NULL,
    seat_class ENUM('standard', 'premium') NOT NULL,
    tickets INT NOT NULL,
    revenue DECIMAL(18, 3) NOT NULL,
    PRIMARY KEY (cinema_id, sale_date, format, seat_class),
    -- Serves the periods of v_admin_revenue_summary over all cinemas.
    KEY ix_settled_days_date (sale_date),
    CONSTRAINT fk_settled_days_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
