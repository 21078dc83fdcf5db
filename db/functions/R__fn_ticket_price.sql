-- What a ticket of a kind costs where the full price is p_price: the factor times it; or the fixed price, which is for standard seats (for
-- others NULL: such a kind is not to be had there) and never more than the full price. Rounded by fn_round_money. What is shown
-- before a booking and what is charged both come from here.
DROP FUNCTION IF EXISTS fn_ticket_price;
CREATE FUNCTION fn_ticket_price(
    p_price DECIMAL(12, 3),
    p_seat_class VARCHAR(8),
    p_factor DECIMAL(4, 3),
    p_fixed_price DECIMAL(12, 3)
)
RETURNS DECIMAL(12, 3)
READS SQL DATA
SQL SECURITY INVOKER
RETURN fn_round_money(
    CASE
        WHEN p_factor IS NOT NULL THEN p_price * p_factor
        WHEN p_seat_class = 'standard' THEN LEAST(p_price, p_fixed_price)
    END
);
