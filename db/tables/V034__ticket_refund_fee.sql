-- What of a ticket's price is kept when its buyer gives it back: fixed with the price. Of a percentage each ticket bears its
-- share to the minor unit of the currency, and the last the rest: together they are the fee for the whole.
ALTER TABLE tickets
    ADD COLUMN refund_fee DECIMAL(12, 3) NOT NULL DEFAULT 0,
    ADD CONSTRAINT chk_ticket_refund_fee CHECK (refund_fee BETWEEN 0 AND price);
