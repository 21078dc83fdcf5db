-- Vouchers: something off the price of a booking's tickets, for whoever has a code (voucher_codes). What a voucher gives never changes: it is
-- ended (ended_at), and another is made. Empty voucher_cinemas and voucher_movies: good for all.
CREATE TABLE vouchers (
    voucher_id INT NOT NULL AUTO_INCREMENT,
    -- For managers; customers see the end of their code.
    name VARCHAR(60) NOT NULL,
    -- A percentage of the tickets together, an amount off them, or so many of them, the dearest, at no price.
    type ENUM('percent', 'amount', 'seats') NOT NULL,
    value DECIMAL(12, 3) NOT NULL,
    -- Days of the cinema on which it can be used, the last included; NULL: from the beginning, without end.
    valid_from DATE NULL,
    valid_until DATE NULL,
    -- How often each code can be used by all together; NULL: without limit.
    max_uses INT NULL,
    -- How often one person can use its codes; NULL: without limit.
    max_uses_per_person INT NULL,
    created_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL,
    PRIMARY KEY (voucher_id),
    CONSTRAINT chk_voucher_name CHECK (name <> ''),
    CONSTRAINT chk_voucher_value CHECK (
        (type = 'percent' AND value > 0 AND value <= 100)
        OR (type = 'amount' AND value > 0 AND value <= 10000000)
        OR (type = 'seats' AND value BETWEEN 1 AND 10 AND value = FLOOR(value))
    ),
    CONSTRAINT chk_voucher_days CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until),
    CONSTRAINT chk_voucher_max_uses CHECK (max_uses BETWEEN 1 AND 100000),
    CONSTRAINT chk_voucher_max_uses_per_person CHECK (max_uses_per_person BETWEEN 1 AND 1000)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
