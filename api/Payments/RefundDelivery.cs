using MovieBooking.Api.Hosting;
using MovieBooking.Api.Messages;
using MySqlConnector;

namespace MovieBooking.Api.Payments;

/// <summary>Rung when a refund may have been written; whoever forgets it waits a few seconds longer.</summary>
internal sealed class RefundBell
{
    public WorkBell Bell { get; } = new();
}

/// <summary>
/// Sends refunds to the provider as <see cref="MessageDelivery"/> sends mails: claims one, sends it, writes down that it is made. What a dead
/// process left behind is sent again under the same number, which the provider refunds once.
/// </summary>
internal sealed partial class RefundDelivery(IPayments payments, ILogger<RefundDelivery> logger)
{
    /// <summary>What is due, the oldest first.</summary>
    public const string Due = """
        SELECT refunds.refund_id, refunds.amount, refunds.attempts, payments.intent_id, payments.currency, refunds.last_error IS NOT NULL OR refunds.created_at < UTC_TIMESTAMP(6) - INTERVAL 12 HOUR
        FROM refunds FORCE INDEX (ix_refunds_due)
        INNER JOIN payments
            ON payments.payment_id = refunds.payment_id
        WHERE refunds.status = 'waiting'
            AND refunds.next_attempt_at <= UTC_TIMESTAMP(6)
            AND payments.provider = @provider
        ORDER BY refunds.next_attempt_at
        LIMIT 1
        """;

    private const int ErrorLength = 500;

    private bool _isInTrouble;

    /// <summary>One turn: until nothing is due, or the provider is in trouble.</summary>
    public async Task RunAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        while (await ClaimAsync(connection, cancellationToken) is { } refund)
        {
            try
            {
                var made = await payments.RefundAsync(refund.Request, cancellationToken);
                SayRecovered();
                await EndAsync(connection, refund, "made", made, error: null);
            }
            catch (ProviderUnavailableException trouble)
            {
                if (!_isInTrouble)
                {
                    LogTrouble(trouble.Message);
                }

                _isInTrouble = true;
                await FailAsync(connection, refund, trouble.Message);
                return;
            }
            catch (ProviderRefusedException refusal)
            {
                LogRefusal(refund.Request.RefundId, refusal.Code, refusal.Message);
                await FailAsync(connection, refund, refusal.Message);
            }
        }
    }

    private async Task<DueRefund?> ClaimAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        while (await ReadAsync(connection, cancellationToken) is { } refund)
        {
            await using var claim = new MySqlCommand(
                """
                UPDATE refunds
                SET attempts = attempts + 1, last_error = NULL, next_attempt_at = UTC_TIMESTAMP(6) + INTERVAL @pause SECOND
                WHERE refund_id = @id AND status = 'waiting' AND attempts = @attempts AND next_attempt_at <= UTC_TIMESTAMP(6)
                """,
                connection
            );
            claim.Parameters.AddWithValue("@id", refund.Request.RefundId);
            claim.Parameters.AddWithValue("@attempts", refund.Attempts);
            claim.Parameters.AddWithValue("@pause", (int)MessageDelivery.PauseAfter(refund.Attempts).TotalSeconds);
            if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                return refund with { Attempts = refund.Attempts + 1 };
            }
        }

        return null;
    }

    private async Task<DueRefund?> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var due = new MySqlCommand(Due, connection);
        due.Parameters.AddWithValue("@provider", payments.Provider);
        await using var row = await due.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new DueRefund(
                new RefundRequest(
                    row.GetInt32(0),
                    row.GetString(3),
                    row.GetDecimal(1),
                    row.GetString(4),
                    // Long before the provider forgets the number, and where it was taken and came to nothing.
                    MayBeMade: row.GetBoolean(5)
                ),
                row.GetInt32(2)
            )
            : null;
    }

    private Task FailAsync(MySqlConnection connection, DueRefund refund, string error)
    {
        var isDead = refund.Attempts >= MessageDelivery.LastAttempt;
        if (isDead)
        {
            LogDeath(refund.Request.RefundId, refund.Attempts);
        }

        return EndAsync(connection, refund, isDead ? "dead" : "waiting", made: null, error);
    }

    /// <summary>Not given up when the application stops: what is made should be known to be.</summary>
    private static async Task EndAsync(MySqlConnection connection, DueRefund refund, string status, string? made, string? error)
    {
        await using var end = new MySqlCommand(
            """
            UPDATE refunds
            SET status = @status,
                provider_refund_id = COALESCE(@made, provider_refund_id),
                last_error = @error,
                finished_at = IF(@status = 'waiting', NULL, UTC_TIMESTAMP(6))
            WHERE refund_id = @id AND status = 'waiting'
            """,
            connection
        );
        end.Parameters.AddWithValue("@id", refund.Request.RefundId);
        end.Parameters.AddWithValue("@status", status);
        end.Parameters.AddWithValue("@made", made);
        end.Parameters.AddWithValue("@error", error is { Length: > ErrorLength } ? error[..ErrorLength] : error);
        await end.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private void SayRecovered()
    {
        if (_isInTrouble)
        {
            LogRecovery();
        }

        _isInTrouble = false;
    }

    private sealed record DueRefund(RefundRequest Request, int Attempts);

    [LoggerMessage(LogLevel.Warning, "The payment provider cannot be used: {Reason} Refunds wait; not said again until one is made.")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(LogLevel.Information, "Refunds are made again.")]
    private partial void LogRecovery();

    [LoggerMessage(LogLevel.Error, "Refund {RefundId} is refused ({Code}): {Reason}")]
    private partial void LogRefusal(int refundId, string code, string reason);

    [LoggerMessage(LogLevel.Error, "Refund {RefundId} is given up after {Attempts} attempts: a manager must look.")]
    private partial void LogDeath(int refundId, int attempts);
}
