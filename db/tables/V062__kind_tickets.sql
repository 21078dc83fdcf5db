-- The tickets that are of a kind, whether they stand or have been cancelled; what each would have cost without. A table of its own, so that
-- a booking without kinds writes nothing, and a ticket keeps its kind through cancelled_tickets and back.
CREATE TABLE kind_tickets (
    ticket_id INT NOT NULL,
    kind_id INT NOT NULL,
    full_price DECIMAL(12, 3) NOT NULL,
    PRIMARY KEY (ticket_id),
    KEY ix_kind_tickets_kind (kind_id),
    CONSTRAINT fk_kind_tickets_kind FOREIGN KEY (kind_id) REFERENCES ticket_kinds (kind_id),
    CONSTRAINT chk_kind_ticket_full_price CHECK (full_price >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
