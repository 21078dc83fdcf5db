-- When somebody was let in with a ticket, and at which door (sp_admit_ticket). NULL: not yet, or it was undone.
ALTER TABLE tickets
    ADD COLUMN admitted_at DATETIME(6) NULL,
    ADD COLUMN admitted_door VARCHAR(40) NULL,
    ADD CONSTRAINT chk_ticket_admission CHECK ((admitted_at IS NULL) = (admitted_door IS NULL));
