-- Kinds of tickets of a cinema beside the full price: child, student, a cheap Tuesday. A ticket without one costs the full price, and is an
-- adult's. What a kind costs and when never changes: a change ends it (ended_at) and adds another, so that nobody pays another price
-- than was shown, and a ticket stays what it was sold as. Prices: fn_ticket_price; when it is to be had: fn_kind_refusal.
CREATE TABLE ticket_kinds (
    kind_id INT NOT NULL AUTO_INCREMENT,
    cinema_id INT NOT NULL,
    name VARCHAR(40) NOT NULL,
    -- As customers read it: up to 11, with a student card.
    note VARCHAR(100) NULL,
    -- Either a factor on the full price, or the price of a standard seat.
    factor DECIMAL(4, 3) NULL,
    fixed_price DECIMAL(12, 3) NULL,
    -- Of the show's local day: bit 0 is Monday, bit 6 Sunday.
    weekdays TINYINT NOT NULL DEFAULT 127,
    -- The show starts by the cinema's clock from the one on and before the other.
    starts_from TIME NULL,
    starts_before TIME NULL,
    -- Not for films above it; NULL: for all.
    highest_rating ENUM('G', 'PG', 'PG-13', 'R', 'NC-17') NULL,
    position SMALLINT NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL,
    -- NULL once ended, so that the name can be had again.
    active_name VARCHAR(40) AS (IF(ended_at IS NULL, name, NULL)) VIRTUAL,
    PRIMARY KEY (kind_id),
    UNIQUE KEY uk_ticket_kind_name (cinema_id, active_name),
    CONSTRAINT fk_ticket_kinds_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id),
    CONSTRAINT chk_ticket_kind_name CHECK (name <> ''),
    CONSTRAINT chk_ticket_kind_price CHECK ((factor IS NULL) <> (fixed_price IS NULL)),
    CONSTRAINT chk_ticket_kind_factor CHECK (factor > 0 AND factor <= 1),
    CONSTRAINT chk_ticket_kind_fixed_price CHECK (fixed_price >= 0 AND fixed_price <= 10000000),
    CONSTRAINT chk_ticket_kind_weekdays CHECK (weekdays BETWEEN 1 AND 127),
    CONSTRAINT chk_ticket_kind_times CHECK (
        (starts_from IS NULL OR starts_from BETWEEN '00:00' AND '23:59')
        AND (starts_before IS NULL OR starts_before BETWEEN '00:01' AND '24:00')
        AND (starts_from IS NULL OR starts_before IS NULL OR starts_from < starts_before)
    )
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
