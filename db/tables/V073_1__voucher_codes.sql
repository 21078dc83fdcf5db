-- The codes of vouchers. A code is shown once, when it is made; here is its SHA-256 alone, which is enough for 100 random bits, and its last
-- four letters, by which people tell codes from each other: 80 bits stay unknown.
CREATE TABLE voucher_codes (
    code_id INT NOT NULL AUTO_INCREMENT,
    voucher_id INT NOT NULL,
    code_hash BINARY(32) NOT NULL,
    hint CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (code_id),
    UNIQUE KEY uk_voucher_code_hash (code_hash),
    KEY ix_voucher_codes_voucher (voucher_id),
    CONSTRAINT fk_voucher_codes_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (voucher_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
