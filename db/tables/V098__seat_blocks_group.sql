-- For which group a seat is kept back; NULL: for the house.
ALTER TABLE seat_blocks
    ADD COLUMN group_id INT NULL,
    ADD KEY ix_seat_blocks_group (group_id),
    ADD CONSTRAINT fk_seat_blocks_group FOREIGN KEY (group_id) REFERENCES group_bookings (group_id);
