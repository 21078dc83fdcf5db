INSERT IGNORE INTO event_positions (id, last_position) VALUES (1, 0);
