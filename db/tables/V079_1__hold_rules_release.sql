-- accessible_release_minutes: how long before the start of a show its wheelchair and companion places are sold like any other.
ALTER TABLE hold_rules
ADD COLUMN accessible_release_minutes INT NOT NULL DEFAULT 60,
ADD CONSTRAINT chk_hold_rules_release CHECK (accessible_release_minutes BETWEEN 0 AND 525600);
