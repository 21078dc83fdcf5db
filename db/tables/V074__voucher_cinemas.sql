-- The cinemas for which a voucher is good; none: all.
CREATE TABLE voucher_cinemas (
    voucher_id INT NOT NULL,
    cinema_id INT NOT NULL,
    PRIMARY KEY (voucher_id, cinema_id),
    KEY ix_voucher_cinemas_cinema (cinema_id),
    CONSTRAINT fk_voucher_cinemas_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (voucher_id),
    CONSTRAINT fk_voucher_cinemas_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
