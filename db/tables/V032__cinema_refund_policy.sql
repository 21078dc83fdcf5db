-- What a cinema gives back to those who cancel: until so many minutes before the start, less a fee for each ticket, which is
-- an amount or a percentage of its price. Without any of it: all of it, until the start.
ALTER TABLE cinemas
    ADD COLUMN refund_minutes INT NOT NULL DEFAULT 0,
    ADD COLUMN refund_fee_kind ENUM('none', 'amount', 'percent') NOT NULL DEFAULT 'none',
    ADD COLUMN refund_fee DECIMAL(12, 3) NOT NULL DEFAULT 0,
    ADD CONSTRAINT chk_cinema_refund_minutes CHECK (refund_minutes BETWEEN 0 AND 43200),
    ADD CONSTRAINT chk_cinema_refund_fee CHECK (
        (refund_fee_kind = 'none' AND refund_fee = 0)
        OR (refund_fee_kind = 'amount' AND refund_fee > 0)
        OR (refund_fee_kind = 'percent' AND refund_fee > 0 AND refund_fee <= 100)
    );
