-- offer_minutes: how long seats are kept for whom the waiting list offers them.
ALTER TABLE hold_rules
ADD COLUMN offer_minutes SMALLINT NOT NULL DEFAULT 15,
ADD CONSTRAINT chk_hold_rules_offer CHECK (offer_minutes BETWEEN 1 AND 1440);
