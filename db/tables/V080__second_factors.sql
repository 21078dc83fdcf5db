-- The second factor of an account: the secret of which codes are computed (TOTP, RFC 6238). It cannot be a hash, so it is encrypted (see
-- api/Auth/SecretBox.cs). It is asked for from confirmed_at on, when its owner has shown a code; NULL: it is being set up.
-- last_step is the time step of the last code that was taken: no code of that step or an earlier one is taken again.
CREATE TABLE second_factors (
    user_id INT NOT NULL,
    sealed_secret VARBINARY(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    confirmed_at DATETIME(6) NULL,
    last_step BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id),
    CONSTRAINT fk_second_factors_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
