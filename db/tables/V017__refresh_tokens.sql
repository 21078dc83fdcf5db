-- Single-use refresh tokens, by SHA-256 of the token. All tokens descending from one sign-in are
-- a family; using one a second time revokes the family (RFC 9700, section 4.14.2).
-- predecessor_hash is the token that was exchanged for this one, NULL for the first of a family. A token has two successors
-- at most: the second is for a page that was left while the first was on its way to it. No foreign key: expired tokens are
-- deleted.
CREATE TABLE refresh_tokens (
    token_hash BINARY(32) NOT NULL,
    family_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at DATETIME(6) NULL,
    revoked_at DATETIME(6) NULL,
    predecessor_hash BINARY(32) NULL,
    PRIMARY KEY (token_hash),
    -- Serves whether a session lives (UserSession.IsLive): of a month of used tokens it reads one entry.
    KEY ix_refresh_tokens_family (family_id, used_at, revoked_at),
    KEY ix_refresh_tokens_user (user_id),
    CONSTRAINT fk_refresh_tokens_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
