using System.Security.Claims;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Db;

namespace MovieBooking.Api.WaitingList;

/// <summary>Puts people on waiting lists and takes them off through the SQL routines, which own the rules.</summary>
internal sealed class WaitingListChanges(
    Idempotency idempotency,
    BookingTransaction booking,
    SeatMapSnapshots maps,
    WaitingListTickets tickets
)
{
    private const string Join =
        "CALL sp_join_waiting_list(@showtime_id, @user_id, @guest_email, @guest_name, @guest_address, @address_limit, @seats, @language, @joined_entry)";

    /// <param name="showtimeId">The showtime.</param>
    /// <param name="request">For how many seats, and which guest.</param>
    /// <param name="caller">Whoever is signed in.</param>
    /// <param name="address">From where one joins; null where that does not count.</param>
    /// <param name="addressLimit">For how many seats people of it may wait together.</param>
    /// <param name="key">The client's key.</param>
    public async Task<IResult> JoinAsync(
        int showtimeId,
        JoinWaitingListRequest request,
        ClaimsPrincipal caller,
        byte[]? address,
        int addressLimit,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        var guest = request.Guest is { } given ? given with { Email = EmailAddresses.Stored(given.Email) } : null;
        var joined = await idempotency.RunAsync(
            key,
            guest is null ? $"user:{caller.UserId()}" : $"guest:{guest.Email}",
            caller.SessionOrNull(),
            $"wait {showtimeId}",
            request with
            {
                Guest = guest,
            },
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    Join,
                    cancellationToken,
                    ("@showtime_id", showtimeId),
                    ("@user_id", caller.UserIdOrNull()),
                    ("@guest_email", guest?.Email),
                    ("@guest_name", guest?.Name.Trim()),
                    ("@guest_address", address),
                    ("@address_limit", addressLimit),
                    ("@seats", request.Seats),
                    ("@language", Texts.Language.TwoLetterISOLanguageName)
                );
                return new Success<WaitingPlace>(
                    StatusCodes.Status201Created,
                    await WaitingListReader.ReadJoinedAsync(transaction, cancellationToken),
                    $"/api/v1/showtimes/{showtimeId}/waiting-list"
                );
            },
            cancellationToken,
            // It opens the place, and is made for each answer.
            guest is null
                ? null
                : place => place["ticket"] = tickets.Sign(place["entryId"]!.GetValue<int>(), place["joinedAt"]!.GetValue<DateTimeOffset>())
        );
        return joined!;
    }

    /// <summary>Gives back what was offered, too.</summary>
    public Task LeaveAsync(WaitingPlace place, CancellationToken cancellationToken) =>
        maps.ChangeAsync(
            place.ShowtimeId,
            () => booking.ExecuteAsync("CALL sp_leave_waiting_list(@entry_id)", cancellationToken, ("@entry_id", place.EntryId))
        );
}
