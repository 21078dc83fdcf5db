using System.Globalization;
using System.Text;
using System.Text.Json;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Messages;

/// <summary>What a message tells.</summary>
public enum MessageKind
{
    BookingConfirmed,
    BookingCancelled,
    TicketsCancelled,
    ShowtimeCancelled,
    ShowtimeMoved,
    PaymentReturned,
    PasswordReset,
    EmailChange,
    EmailChanged,
    PasswordChanged,
    AccountDeleted,
    SignInPaused,
    SecondFactorOn,
    SecondFactorOff,
    SecondFactorReset,
    SecondFactorPaused,
    RecoveryCodesRenewed,
    PasskeyAdded,
    PasskeyRemoved,
    ExternalLoginAdded,
    ExternalLoginRemoved,
    NewDevice,
    SeatsOffered,
}

/// <summary>A message to write: about a reservation, to whoever made it, or to a recipient of its own.</summary>
/// <param name="OnceKey">Where it is written already under this key, at most 64 characters of ASCII, it is not written again.</param>
internal sealed record OutgoingMessage(
    MessageKind Kind,
    int? ReservationId = null,
    string? Recipient = null,
    object? Payload = null,
    string? OnceKey = null
);

/// <summary>Before and after a show moved: what a mail about it cannot read later.</summary>
/// <param name="StartedAt">When it was to start until then, UTC.</param>
internal sealed record ShowtimeMove(DateTime StartedAt);

/// <summary>What a mail about a cancellation cannot read later.</summary>
/// <param name="Seats">The seats that were given back with it.</param>
/// <param name="ByCinema">Whether the cinema cancelled, and not whoever had booked.</param>
internal sealed record CancelledSeats(IReadOnlyList<string> Seats, bool ByCinema);

/// <summary>What a mail with new tickets cannot read later: which ones they are in place of.</summary>
/// <param name="Reference">The booking that had them.</param>
/// <param name="Seats">Their seats.</param>
internal sealed record ReplacedSeats(string Reference, IReadOnlyList<string> Seats);

/// <summary>On what somebody has signed in, as far as it says: what a mail about it cannot read later.</summary>
internal sealed record SignedInDevice(string? App, string? System);

/// <summary>Whose place on a waiting list seats are offered for. A guest's address is read with it.</summary>
/// <param name="EntryId">The place.</param>
/// <param name="UserId">The user's, for the end of the account; null for a guest.</param>
internal sealed record SeatOffer(int EntryId, int? UserId);

/// <summary>
/// Writes messages in the transaction of what they tell of, and rings for their delivery once that has committed. Where no mail
/// is sent nothing is written: nobody is told in a year what happened today.
/// </summary>
internal sealed class Outbox(MailSettings mail)
{
    private const int RowsAtOnce = 200;

    private const string Insert =
        "INSERT INTO outbox (kind, reservation_id, recipient, payload, language, once_key, created_at, next_attempt_at) VALUES ";

    /// <summary>Tells that <c>@reservation_id</c> is confirmed. Of two that confirm at once both come here; the key lets one message through.</summary>
    public const string Confirmation = $"""
        {Insert}('bookingConfirmed', @reservation_id, NULL, NULL, NULL, CONCAT('confirmed ', @reservation_id), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE once_key = outbox.once_key
        """;

    /// <summary>Goes into one command with the statement that confirms, at no round trip of its own.</summary>
    public const string TellOfConfirmation = "; " + Confirmation;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Whether messages are written.</summary>
    public bool IsOn => mail.IsOn;

    public WorkBell Bell { get; } = new();

    /// <summary>Has what was just committed sent now. Whoever forgets it waits a few seconds longer.</summary>
    public void Ring()
    {
        if (IsOn)
        {
            Bell.Ring();
        }
    }

    public async Task WriteAsync(MySqlTransaction transaction, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var chunk in IsOn ? messages.Chunk(RowsAtOnce) : [])
        {
            var sql = new StringBuilder(Insert);
            List<(string Name, object? Value)> parameters = [];
            foreach (var (index, message) in chunk.Index())
            {
                sql.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "" : ", ")}(@kind{index}, @reservation_id{index}, ");
                sql.Append(
                    CultureInfo.InvariantCulture,
                    $"@recipient{index}, @payload{index}, @language{index}, @once_key{index}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
                );
                parameters.AddRange([
                    ($"@kind{index}", Word.Of(message.Kind)),
                    ($"@reservation_id{index}", message.ReservationId),
                    ($"@recipient{index}", message.Recipient),
                    ($"@payload{index}", message.Payload is { } payload ? JsonSerializer.Serialize(payload, Json) : null),
                    // About an account: as whoever asked for it reads. About a booking: as its cinema writes.
                    ($"@once_key{index}", message.OnceKey),
                    ($"@language{index}", message.ReservationId is null ? Texts.Language.TwoLetterISOLanguageName : null),
                ]);
            }

            sql.Append(" ON DUPLICATE KEY UPDATE once_key = outbox.once_key");
            await using var insert = transaction.Command(sql.ToString(), [.. parameters]);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
