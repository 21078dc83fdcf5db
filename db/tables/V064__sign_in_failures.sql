-- Wrong passwords in a row, by whom they were tried as: an account (a keyed hash of its address, whether or not there is one), or a
-- device on which somebody has signed in to it before (a hash of its cookie's number), whose count is its own. retry_at is until when
-- nobody may try again as that (fn_sign_in_pause_seconds). A right password deletes the row, and so does sp_purge_sign_in_failures after
-- a day.
-- user_id is whom it is about, where there is an account. Without a foreign key: whoever signs in has locked the user's row and then comes
-- here, and a failure would lock them the other way round.
CREATE TABLE sign_in_failures (
    tried_as BINARY(16) NOT NULL,
    user_id INT NULL,
    failures SMALLINT NOT NULL,
    failed_at DATETIME(6) NOT NULL,
    retry_at DATETIME(6) NULL,
    PRIMARY KEY (tried_as),
    -- Serves whose password is set anew, who takes their data along or is forgotten.
    KEY ix_sign_in_failures_user (user_id),
    -- What is old enough to be deleted.
    KEY ix_sign_in_failures_failed (failed_at),
    CONSTRAINT chk_sign_in_failures_failures CHECK (failures >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
