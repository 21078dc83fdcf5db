-- Up to which position events were purged: whoever knows none after it has missed some. The oldest event that is there does not say so, since a
-- seats.changed goes when the next one comes.
ALTER TABLE event_positions
    ADD purged_position BIGINT NOT NULL DEFAULT 0;
UPDATE event_positions
SET event_positions.purged_position = COALESCE(
    (SELECT MIN(event_log.position) - 1 FROM event_log),
    event_positions.last_position
)
WHERE event_positions.id = 1;
