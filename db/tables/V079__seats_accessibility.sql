-- What a place is made for: wheelchair has room for one and no fixed chair, companion is the chair beside it. none: any other.
ALTER TABLE seats
ADD COLUMN accessibility ENUM('none', 'wheelchair', 'companion') NOT NULL DEFAULT 'none';
