-- An amount in the currency's minor unit (cents, whole yen, fils), half away from zero: the only rounding of money.
DROP FUNCTION IF EXISTS fn_round_money;
CREATE FUNCTION fn_round_money(p_amount DECIMAL(24, 9))
RETURNS DECIMAL(20, 3)
READS SQL DATA
SQL SECURITY INVOKER
RETURN ROUND(
    p_amount,
    (
        SELECT price_currency.minor_units
        FROM price_currency
        WHERE price_currency.price_currency_id = 1
    )
);
