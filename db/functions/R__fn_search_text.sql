-- A text as a search reads it: small letters, and one form for what people type in several. Quotes,
-- dashes and spaces of every kind become ' " - and one space; ligatures and their like are spelled out;
-- marks on letters and what has no width (soft hyphens, joiners) are left out. Accents in one piece
-- (é) and wide or narrow letters are the same to the collation already. Both what is stored and what
-- is looked for go through here, so that they cannot disagree.
DROP FUNCTION IF EXISTS fn_search_text;
CREATE FUNCTION fn_search_text(p_text VARCHAR(1000))
RETURNS VARCHAR(1000)
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
BEGIN
    DECLARE v_text TEXT DEFAULT LOWER(p_text);
    -- Letters in one: LIKE compares letter by letter, and would never take one for two.
    SET v_text = REPLACE(REPLACE(REPLACE(v_text, 'æ', 'ae'), 'œ', 'oe'), 'ĳ', 'ij');
    SET v_text = REPLACE(REPLACE(v_text, 'ẞ', 'ss'), 'ß', 'ss');
    SET v_text = REPLACE(REPLACE(REPLACE(v_text, 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl');
    SET v_text = REPLACE(REPLACE(REPLACE(REPLACE(v_text, 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st');
    SET v_text = REPLACE(REPLACE(REPLACE(v_text, 'ø', 'o'), 'ł', 'l'), 'đ', 'd');
    -- The numbers of sequels, and what else titles write in one sign.
    SET v_text = REPLACE(REPLACE(REPLACE(REPLACE(v_text, 'ⅱ', 'ii'), 'ⅲ', 'iii'), 'ⅳ', 'iv'), 'ⅵ', 'vi');
    SET v_text = REPLACE(REPLACE(REPLACE(v_text, 'ⅶ', 'vii'), 'ⅷ', 'viii'), 'ⅸ', 'ix');
    SET v_text = REPLACE(REPLACE(REPLACE(v_text, '…', '...'), '‥', '..'), '½', ' 1/2');
    -- Marks that follow their letter (also the narrow voiced ones of katakana), and what cannot be seen.
    SET v_text = REGEXP_REPLACE(v_text, '[\\p{Mn}\\p{Me}\\p{Cf}\\x{FF9E}\\x{FF9F}]', '');
    SET v_text = REGEXP_REPLACE(v_text, '[\\p{Z}\\p{Cc}]+', ' ');
    SET v_text = REGEXP_REPLACE(
        v_text,
        '[`\\x{B4}\\x{2018}-\\x{201B}\\x{2032}\\x{2035}\\x{2039}\\x{203A}\\x{2B9}\\x{2BB}-\\x{2BD}\\x{5F3}\\x{A78B}\\x{A78C}\\x{FF07}\\x{FF40}]',
        ''''
    );
    SET v_text = REGEXP_REPLACE(
        v_text,
        '''''|[\\x{AB}\\x{BB}\\x{201C}-\\x{201F}\\x{2033}\\x{2036}\\x{2BA}\\x{5F4}\\x{301D}-\\x{301F}\\x{FF02}]',
        '"'
    );
    -- A dash is the same with spaces around it and typed as two.
    SET v_text = REGEXP_REPLACE(v_text, ' ?[\\p{Pd}\\x{2212}\\x{2043}]+ ?', '-');
    RETURN LEFT(TRIM(v_text), 1000);
END;
