-- The tickets that a code makes cheaper, whether they stand or have been cancelled, and by how much: what a ticket would have cost is its price
-- and this. A ticket keeps it through cancelled_tickets and back, as it keeps its kind (kind_tickets).
CREATE TABLE voucher_tickets (
    ticket_id INT NOT NULL,
    code_id INT NOT NULL,
    discount DECIMAL(12, 3) NOT NULL,
    PRIMARY KEY (ticket_id),
    KEY ix_voucher_tickets_code (code_id),
    CONSTRAINT fk_voucher_tickets_code FOREIGN KEY (code_id) REFERENCES voucher_codes (code_id),
    CONSTRAINT chk_voucher_ticket_discount CHECK (discount > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
