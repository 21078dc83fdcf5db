-- Codes for whoever has lost what computes the others, by SHA-256 of the code: 120 random bits, each good once.
CREATE TABLE recovery_codes (
    user_id INT NOT NULL,
    code_hash BINARY(32) NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (user_id, code_hash),
    CONSTRAINT fk_recovery_codes_factor FOREIGN KEY (user_id) REFERENCES second_factors (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
