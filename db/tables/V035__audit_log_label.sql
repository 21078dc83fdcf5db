-- What the thing was called when it was changed: ids say little, and names change or go.
ALTER TABLE audit_log
ADD COLUMN entity_label VARCHAR(400) NULL AFTER entity_id;
