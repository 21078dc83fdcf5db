-- A poster that a manager uploaded, decoded and encoded again as WebP. The hash is that of the content: another content has
-- another name, and the same one is stored once. sp_purge_posters deletes those that no movie names.
CREATE TABLE posters (
    poster_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content MEDIUMBLOB NOT NULL,
    uploaded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (poster_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
