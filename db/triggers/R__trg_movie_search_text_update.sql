-- Keeps what a search of movies reads, whoever writes the row.
DROP TRIGGER IF EXISTS trg_movie_search_text_update;
CREATE TRIGGER trg_movie_search_text_update
BEFORE UPDATE ON movies
FOR EACH ROW
BEGIN
    SET NEW.search_text = CONCAT(fn_search_text(NEW.title), '\n', fn_search_text(COALESCE(NEW.director, '')));
END;
