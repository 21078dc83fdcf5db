-- The movies for which a voucher is good; none: all. No foreign key to the movie: one that shows nowhere may go, and the voucher is
-- then good for one movie less, not for all.
CREATE TABLE voucher_movies (
    voucher_id INT NOT NULL,
    movie_id INT NOT NULL,
    PRIMARY KEY (voucher_id, movie_id),
    CONSTRAINT fk_voucher_movies_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (voucher_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
