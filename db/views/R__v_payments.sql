-- Every payment, with what of it has been given back so far.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_payments AS
SELECT
    payments.payment_id,
    payments.reservation_id,
    payments.provider,
    payments.intent_id,
    payments.status,
    payments.currency,
    payments.amount,
    payments.captured,
    payments.refunded,
    payments.created_at,
    payments.captured_at,
    payments.placed_at,
    payments.returned_because,
    payments.decline_code,
    (
        SELECT COALESCE(SUM(refunds.amount), 0)
        FROM refunds
        WHERE refunds.payment_id = payments.payment_id
            AND refunds.status = 'made'
    ) AS given_back
FROM payments;
