-- Accounts at OpenID Connect providers that open an account here: by the provider's name in the settings, and by the provider's own name for the
-- person (sub), which it gives nobody else. Addresses change hands; what stands here decides, whatever address the provider tells later.
CREATE TABLE external_logins (
    provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    -- Whoever signs in is found by it; and it opens one account.
    PRIMARY KEY (provider, subject),
    -- One of each provider; serves the list of one's own, and who is forgotten.
    UNIQUE KEY uk_external_login_user (user_id, provider),
    CONSTRAINT fk_external_logins_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
