using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Closes an account in one transaction: what the person holds goes back on sale, what was sold stays without the person
/// (<c>sp_forget_user</c>). The showtimes' rows come before the user's, as in a booking, whose foreign key wants the latter.
/// </summary>
internal sealed class AccountDeletion(BookingTransaction transactions, SignInPauses pauses, SeatMapSnapshots maps, Outbox outbox)
{
    private const int Attempts = 5;

    /// <summary>Says no where the password is another one, and where bookings to come are not meant to stay.</summary>
    public async Task DeleteAsync(int userId, DeleteAccountRequest request, CancellationToken cancellationToken)
    {
        var known = await transactions.RunRepeatableAsync(
            transaction => FindAsync(transaction, userId, "", cancellationToken),
            cancellationToken
        );
        if (known is null || !await pauses.IsOwnAsync(userId, known.Email, known.PasswordHash, request.Password, cancellationToken))
        {
            throw new Refusal(Problems.Invalid("password", Texts.Problems["NotYourPassword", "password"]));
        }

        HashSet<int> showtimeIds = [];
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (
                    await transactions.RunAsync(
                        transaction => TryDeleteAsync(transaction, known, request, showtimeIds, cancellationToken),
                        cancellationToken
                    )
                )
                {
                    return;
                }

                if (attempt == Attempts)
                {
                    throw new Refusal(ApiError.Busy);
                }
            }
        }
        finally
        {
            foreach (var showtimeId in showtimeIds)
            {
                maps.Forget(showtimeId);
            }

            outbox.Ring();
        }
    }

    /// <summary>False: the person took seats of one more showtime meanwhile, whose row is to be locked before the user's.</summary>
    private async Task<bool> TryDeleteAsync(
        MySqlTransaction transaction,
        Person known,
        DeleteAccountRequest request,
        HashSet<int> showtimeIds,
        CancellationToken cancellationToken
    )
    {
        var locked = (await ShowtimesAsync(transaction, known.UserId, cancellationToken)).ToHashSet();
        showtimeIds.UnionWith(locked);
        foreach (var showtimeId in locked.Order())
        {
            await transaction.LockShowtimeAsync(showtimeId, cancellationToken);
        }

        var person = await FindAsync(transaction, known.UserId, "FOR UPDATE", cancellationToken);
        // By the row: a token may be of before.
        if (person is not null && ManagementAccess.Roles.Contains(person.Role))
        {
            throw new Refusal(ApiError.AdminAccount);
        }

        if (person != known)
        {
            // Changed since the look: of a password that is out of date nothing follows.
            throw new Refusal(Problems.Invalid("password", Texts.Problems["NotYourPasswordAnyMore", "password"]));
        }

        if (!locked.IsSupersetOf(await ShowtimesAsync(transaction, known.UserId, cancellationToken)))
        {
            return false;
        }

        var bookings = await UpcomingAsync(transaction, known.UserId, cancellationToken);
        if (bookings > 0 && !request.KeepBookings)
        {
            var problem = Problems.Create(ApiError.UpcomingBookings);
            problem.Extensions["bookings"] = bookings;
            throw new Refusal(problem);
        }

        await GiveBackAsync(transaction, known.UserId, locked, cancellationToken);
        await transaction.ExecuteAsync("CALL sp_forget_user(@user_id)", cancellationToken, ("@user_id", known.UserId));
        await outbox.WriteAsync(
            transaction,
            [new(MessageKind.AccountDeleted, Recipient: known.Email, Payload: new DeletedAccount(known.Name, bookings))],
            cancellationToken
        );
        return true;
    }

    /// <summary>Where the person holds seats, or has them in a booking that is not confirmed.</summary>
    private static Task<IReadOnlyList<int>> ShowtimesAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.QueryAsync(
            """
            SELECT seat_locks.showtime_id
            FROM seat_locks
            WHERE seat_locks.user_id = @user_id
            UNION
            SELECT reservations.showtime_id
            FROM reservations
            WHERE reservations.user_id = @user_id
                AND reservations.status = 'pending'
            """,
            row => row.GetInt32(0),
            cancellationToken,
            ("@user_id", userId)
        );

    private static async Task<int> UpcomingAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                """
                SELECT COUNT(*)
                FROM reservations
                INNER JOIN showtimes
                    ON showtimes.showtime_id = reservations.showtime_id
                WHERE reservations.user_id = @user_id
                    AND reservations.status = 'confirmed'
                    AND showtimes.end_time > UTC_TIMESTAMP(6)
                """,
                row => row.GetInt32(0),
                cancellationToken,
                ("@user_id", userId)
            )
        ).Single();

    private async Task GiveBackAsync(
        MySqlTransaction transaction,
        int userId,
        HashSet<int> showtimeIds,
        CancellationToken cancellationToken
    )
    {
        // Under the mutex of their showtimes; one whose time has run out is left to the sweep.
        var pending = await transaction.QueryAsync(
            """
            SELECT reservations.reservation_id, cinemas.time_zone
            FROM reservations
            INNER JOIN showtimes
                ON showtimes.showtime_id = reservations.showtime_id
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas
                ON cinemas.cinema_id = screens.cinema_id
            WHERE reservations.user_id = @user_id
                AND reservations.status = 'pending'
                AND reservations.expires_at > UTC_TIMESTAMP(6) + INTERVAL 1 SECOND
            ORDER BY reservations.reservation_id
            """,
            row => (ReservationId: row.GetInt32(0), TimeZone: row.GetString(1)),
            cancellationToken,
            ("@user_id", userId)
        );
        foreach (var (reservationId, timeZone) in pending)
        {
            var cancellation = new Cancellation(new AuditActor(userId, null), timeZone);
            await transaction.CancelReservationAsync(reservationId, cancellation, outbox, cancellationToken);
        }

        foreach (var showtimeId in showtimeIds.Order())
        {
            await transaction.ExecuteAsync(
                "CALL sp_unlock_seats(@user_id, @showtime_id, NULL)",
                cancellationToken,
                ("@user_id", userId),
                ("@showtime_id", showtimeId)
            );
        }
    }

    private static async Task<Person?> FindAsync(
        MySqlTransaction transaction,
        int userId,
        string locking,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                $"SELECT email, display_name, password_hash, role FROM users WHERE user_id = @user_id AND deleted_at IS NULL {locking}",
                row => new Person(userId, row.GetString(0), row.GetString(1), row.GetString(2), Word.Parse<UserRole>(row.GetString(3))),
                cancellationToken,
                ("@user_id", userId)
            )
        ).SingleOrDefault();

    private sealed record Person(int UserId, string Email, string Name, string PasswordHash, UserRole Role);
}
