-- The price of a seat: the fare of its class times the multiplier of the screen's format, both as
-- valid on the show's local day, rounded by fn_round_money. Every price that is charged comes from here;
-- v_showtimes_details shows the same.
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
            AND fares.valid_from = (
                SELECT MAX(earlier.valid_from)
                FROM fares AS earlier
                WHERE earlier.seat_class = p_seat_class
                    AND earlier.valid_from <= p_local_date
            )
    ) * (
        SELECT format_multipliers.multiplier
        FROM format_multipliers
        WHERE format_multipliers.format = p_format
            AND format_multipliers.valid_from = (
                SELECT MAX(earlier.valid_from)
                FROM format_multipliers AS earlier
                WHERE earlier.format = p_format
                    AND earlier.valid_from <= p_local_date
            )
    )
);
