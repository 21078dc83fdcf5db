-- Which reservation is made cheaper by which code, and by how much when it was used. A use counts for the limits while its reservation is
-- pending or confirmed: whatever ends that, at whichever place, gives the use back without a word here, and once (sp_check_voucher). A
-- table of its own, so that a booking without a voucher writes nothing.
CREATE TABLE voucher_uses (
    reservation_id INT NOT NULL,
    code_id INT NOT NULL,
    discount DECIMAL(15, 3) NOT NULL,
    used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (reservation_id),
    KEY ix_voucher_uses_code (code_id, reservation_id),
    CONSTRAINT fk_voucher_uses_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_voucher_uses_code FOREIGN KEY (code_id) REFERENCES voucher_codes (code_id),
    CONSTRAINT chk_voucher_use_discount CHECK (discount > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
