-- Up to when settled_sales counts: one row, which is also the mutex of who changes them.
CREATE TABLE settled_until (
    settled_until_id TINYINT NOT NULL,
    settled_until DATETIME(6) NOT NULL,
    PRIMARY KEY (settled_until_id),
    CONSTRAINT chk_settled_until_one_row CHECK (settled_until_id = 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
