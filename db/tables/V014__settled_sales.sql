-- What each cinema sold with its shows that had begun by settled_until.settled_until: their sales
-- cannot change any more. Kept by sp_settle_sales, so that a total of all time reads a row for each
-- cinema and the rollups of the shows since, and not every rollup ever written.
CREATE TABLE settled_sales (
    cinema_id INT NOT NULL,
    tickets BIGINT NOT NULL,
    revenue DECIMAL(20, 3) NOT NULL,
    PRIMARY KEY (cinema_id),
    CONSTRAINT fk_settled_sales_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
