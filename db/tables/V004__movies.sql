-- A movie. scheduled_close_date is the last local day on which a showtime may start; the two
-- trg_movie_set_close_date triggers fill it in. version is raised by every edit (HTTP ETag). search_text is
-- the title and, on a line of its own, the director as fn_search_text reads them; the two
-- trg_movie_search_text triggers keep it.
CREATE TABLE movies (
    movie_id INT NOT NULL AUTO_INCREMENT,
    title VARCHAR(200) NOT NULL,
    duration_minutes SMALLINT NOT NULL,
    rating ENUM('G', 'PG', 'PG-13', 'R', 'NC-17') NOT NULL,
    release_date DATE NOT NULL,
    scheduled_close_date DATE NULL,
    movie_status ENUM('open', 'closed') NOT NULL DEFAULT 'open',
    description TEXT NULL,
    director VARCHAR(100) NULL,
    cast_members JSON NULL,
    genre VARCHAR(50) NULL,
    poster_url VARCHAR(500) NULL,
    version INT NOT NULL DEFAULT 1,
    search_text VARCHAR(2001) NOT NULL DEFAULT '',
    PRIMARY KEY (movie_id),
    KEY ix_movies_status (movie_status, release_date),
    CONSTRAINT chk_movie_title CHECK (title <> ''),
    CONSTRAINT chk_movie_duration CHECK (duration_minutes BETWEEN 1 AND 1440),
    CONSTRAINT chk_movie_dates CHECK (release_date BETWEEN '1888-01-01' AND '2200-12-31' AND scheduled_close_date >= release_date),
    CONSTRAINT chk_movie_cast CHECK (cast_members IS NULL OR JSON_TYPE(cast_members) = 'ARRAY')
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
