using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using MovieBooking.Api.Http;
using MySqlConnector;

namespace MovieBooking.Api.Messages;

/// <summary>A message whose turn has come.</summary>
internal sealed record DueMessage(
    long MessageId,
    MessageKind Kind,
    int? ReservationId,
    string? Recipient,
    string? Payload,
    DateTime CreatedAt,
    int Attempts,
    string? Language
);

/// <summary>
/// Sends what is due, one after another: claims a message, sends it, and writes down that it is sent. Claimed is a message whose
/// next attempt lies in the future, by more than an attempt takes; so no two instances send the same, and what a dead process
/// left behind is sent again, with the same Message-ID, by which a mailbox knows it.
/// </summary>
internal sealed partial class MessageDelivery(IServiceScopeFactory scopes, MailSettings settings, ILogger<MessageDelivery> logger)
{
    /// <summary>After so many attempts, a day with these pauses, a message is dead.</summary>
    public const int LastAttempt = 100;

    /// <summary>What is due, the oldest first.</summary>
    public const string Due = """
        SELECT message_id, kind, reservation_id, recipient, payload, created_at, attempts, language
        FROM outbox FORCE INDEX (ix_outbox_due)
        WHERE status = 'waiting' AND next_attempt_at <= UTC_TIMESTAMP(6)
        ORDER BY next_attempt_at
        LIMIT 1
        """;

    private const int ErrorLength = 500;

    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(15);

    private bool _isInTrouble;

    /// <summary>How long a message rests after an attempt.</summary>
    public static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(s_firstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts, 20)), s_longestPause.TotalSeconds));

    /// <summary>Whether this says more about the server, or the way to it, than about the mail.</summary>
    public static bool IsServerTrouble(Exception exception) =>
        exception
            is SocketException
                or IOException
                or ProtocolException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or MailKit.Security.SslHandshakeException
                or MailKit.Security.AuthenticationException
                or NotSupportedException
                or TimeoutException
                or OperationCanceledException;

    /// <summary>One turn: until nothing is due, or the mail server is in trouble.</summary>
    public async Task RunAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var mailer = settings.Open();
        while (await ClaimAsync(connection, cancellationToken) is { } message)
        {
            if (!await DeliverAsync(connection, mailer, message, cancellationToken))
            {
                return;
            }
        }
    }

    private static async Task<DueMessage?> ClaimAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        while (await ReadAsync(connection, cancellationToken) is { } message)
        {
            await using var claim = new MySqlCommand(
                """
                UPDATE outbox
                SET attempts = attempts + 1, last_error = NULL, next_attempt_at = UTC_TIMESTAMP(6) + INTERVAL @pause SECOND
                WHERE message_id = @id AND status = 'waiting' AND attempts = @attempts AND next_attempt_at <= UTC_TIMESTAMP(6)
                """,
                connection
            );
            claim.Parameters.AddWithValue("@id", message.MessageId);
            claim.Parameters.AddWithValue("@attempts", message.Attempts);
            claim.Parameters.AddWithValue("@pause", (int)PauseAfter(message.Attempts).TotalSeconds);
            if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                return message with { Attempts = message.Attempts + 1 };
            }
        }

        return null;
    }

    private static async Task<DueMessage?> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var due = new MySqlCommand(Due, connection);
        await using var row = await due.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new DueMessage(
                row.GetInt64(0),
                Word.Parse<MessageKind>(row.GetString(1)),
                row[2] as int?,
                row[3] as string,
                row[4] as string,
                row.GetDateTime(5),
                row.GetInt32(6),
                row[7] as string
            )
            : null;
    }

    /// <summary>Whether the next one may be tried.</summary>
    private async Task<bool> DeliverAsync(
        MySqlConnection connection,
        IMailer mailer,
        DueMessage message,
        CancellationToken cancellationToken
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_attemptTimeout);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var mail = await scope.ServiceProvider.GetRequiredService<MailComposer>().ComposeAsync(message, timeout.Token);
            if (mail is not null)
            {
                await mailer.SendAsync(mail, timeout.Token);
            }

            SayRecovered();
            await EndAsync(connection, message, mail is null ? "dropped" : "sent", Recipient(mail), error: null);
            return true;
        }
        catch (SmtpCommandException refusal)
        {
            // A permanent answer (RFC 5321, 4.2.1) about the recipient will be the same in an hour.
            var isFinal = refusal is { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 };
            await FailAsync(connection, message, refusal, isFinal);
            return true;
        }
        catch (Exception trouble) when (IsServerTrouble(trouble) && !cancellationToken.IsCancellationRequested)
        {
            if (!_isInTrouble)
            {
                LogTrouble(trouble.Message);
            }

            _isInTrouble = true;
            await FailAsync(connection, message, trouble, isFinal: false);
            return false;
        }
        catch (Exception exception) when (exception is not (MySqlException or OperationCanceledException))
        {
            LogFault(exception, message.MessageId, message.Kind);
            await FailAsync(connection, message, exception, isFinal: false);
            return true;
        }
    }

    private async Task FailAsync(MySqlConnection connection, DueMessage message, Exception exception, bool isFinal)
    {
        var isDead = isFinal || message.Attempts >= LastAttempt;
        if (isDead)
        {
            LogDeath(message.MessageId, message.Kind, message.Attempts);
        }

        await EndAsync(connection, message, isDead ? "dead" : "waiting", recipient: null, exception.Message);
    }

    /// <summary>Not given up when the application stops: what is sent should not be sent again.</summary>
    private static async Task EndAsync(MySqlConnection connection, DueMessage message, string status, string? recipient, string? error)
    {
        await using var end = new MySqlCommand(
            """
            UPDATE outbox
            SET status = @status,
                recipient = IF(@forgets, NULL, COALESCE(@recipient, recipient)),
                payload = IF(@forgets, NULL, payload),
                last_error = @error,
                finished_at = IF(@status = 'waiting', NULL, UTC_TIMESTAMP(6))
            WHERE message_id = @id AND status = 'waiting'
            """,
            connection
        );
        end.Parameters.AddWithValue("@id", message.MessageId);
        end.Parameters.AddWithValue("@status", status);
        end.Parameters.AddWithValue("@recipient", recipient);
        // The last mail to somebody whose account is gone: once it is out, the address is, too.
        end.Parameters.AddWithValue("@forgets", message.Kind == MessageKind.AccountDeleted && status is ("sent" or "dropped"));
        end.Parameters.AddWithValue("@error", error is { Length: > ErrorLength } ? error[..ErrorLength] : error);
        await end.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static string? Recipient(MimeMessage? mail) => mail?.To.Mailboxes.Single().Address;

    private void SayRecovered()
    {
        if (_isInTrouble)
        {
            LogRecovery();
        }

        _isInTrouble = false;
    }

    [LoggerMessage(LogLevel.Warning, "The mail server cannot be used: {Reason}. Mails wait; not said again until one is sent.")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(LogLevel.Information, "Mails are sent again.")]
    private partial void LogRecovery();

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Kind}) is given up after {Attempts} attempts: a manager can send it again.")]
    private partial void LogDeath(long messageId, MessageKind kind, int attempts);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Kind}) cannot be written.")]
    private partial void LogFault(Exception exception, long messageId, MessageKind kind);
}
