-- The price of a seat: the fare of its class times the multiplier of the screen's format, both as
-- valid on the show's local day, rounded by fn_round_money. The only place where a price is computed.
DROP FUNCTION IF EXISTS fn_seat_price;
CREATE FUNCTION fn_seat_price(
    p_seat_class VARCHAR(8),
    p_format VARCHAR(4),
    p_local_date DATE
)
RETURNS DECIMAL(12, 3)
READS SQL DATA
SQL SECURITY INVOKER
RETURN fn_round_money(
    (
        SELECT fares.price
        FROM fares
        WHERE fares.seat_class = p_seat_class
            AND fares.valid_from <= p_local_date
        ORDER BY fares.valid_from DESC
        LIMIT 1
    ) * (
        SELECT format_multipliers.multiplier
        FROM format_multipliers
        WHERE format_multipliers.format = p_format
            AND format_multipliers.valid_from <= p_local_date
        ORDER BY format_multipliers.valid_from DESC
        LIMIT 1
    )
);
