-- The base price of a seat class for shows from a local day on. A ticket costs
-- fn_seat_price: fare x multiplier, rounded to the currency's minor unit. Prices have three decimals for the currencies that
-- have them; the trg_fare_minor_unit triggers refuse more than the currency has.
CREATE TABLE fares (
    seat_class ENUM('standard', 'premium') NOT NULL,
    valid_from DATE NOT NULL,
    price DECIMAL(12, 3) NOT NULL,
    PRIMARY KEY (seat_class, valid_from),
    CONSTRAINT chk_fare_price CHECK (price > 0 AND price <= 10000000)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
