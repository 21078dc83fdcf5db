-- The currency of all prices (ISO 4217) and how many decimals its minor unit has: one row, set by sp_set_currency.
CREATE TABLE price_currency (
    price_currency_id TINYINT NOT NULL,
    code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    minor_units TINYINT NOT NULL,
    PRIMARY KEY (price_currency_id),
    CONSTRAINT chk_price_currency_one_row CHECK (price_currency_id = 1),
    CONSTRAINT chk_price_currency_minor_units CHECK (minor_units BETWEEN 0 AND 3)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
