-- What a format multiplies the base fare by, for shows from a local day on.
CREATE TABLE format_multipliers (
    format ENUM('2D', '3D', 'IMAX') NOT NULL,
    valid_from DATE NOT NULL,
    multiplier DECIMAL(4, 2) NOT NULL,
    PRIMARY KEY (format, valid_from),
    CONSTRAINT chk_format_multiplier CHECK (multiplier > 0 AND multiplier <= 10)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
