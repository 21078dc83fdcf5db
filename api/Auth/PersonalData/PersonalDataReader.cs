using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Messages;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.WaitingList;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Auth;

/// <summary>Reads everything that refers to a person. A table that comes to do so belongs here, and into <c>sp_forget_user</c>.</summary>
internal sealed class PersonalDataReader(MovieBookingContext db, ReservationReader reservations, Currency currency, TimeProvider clock)
{
    private const int PageSize = 100;

    /// <summary>Null: there is no such user.</summary>
    public async Task<PersonalData?> ReadAsync(int userId, CancellationToken cancellationToken)
    {
        if (await db.Users.SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken) is not { } user)
        {
            return null;
        }

        var bookings = await ReservationsAsync(userId, cancellationToken);
        var reservationIds = bookings.Select(booking => booking.ReservationId).ToArray();
        return new PersonalData(
            clock.GetUtcNow(),
            new PersonalAccount(
                user.UserId,
                user.Email,
                user.DisplayName,
                Word.Parse<UserRole>(user.Role),
                Utc(user.CreatedAt),
                await db
                    .StaffCinemas.Where(row => row.UserId == userId)
                    .OrderBy(row => row.CinemaId)
                    .Select(row => row.Cinema.Name)
                    .ToListAsync(cancellationToken)
            ),
            bookings,
            await HoldsAsync(userId, cancellationToken),
            await db
                .UnpaidHolds.Where(row => row.UserId == userId)
                .OrderBy(row => row.ShowtimeId)
                .Select(row => new PersonalUnpaidHold(row.ShowtimeId, row.Times, Utc(row.LapsedAt)))
                .ToListAsync(cancellationToken),
            await db
                .WaitingEntries.Where(row => row.UserId == userId)
                .OrderBy(row => row.EntryId)
                .Select(row => new PersonalWaitingPlace(
                    row.ShowtimeId,
                    row.Seats,
                    Word.Parse<WaitingStatus>(row.Status),
                    Utc(row.JoinedAt),
                    Utc(row.OfferedAt)
                ))
                .ToListAsync(cancellationToken),
            await db
                .TillShifts.Where(row => row.UserId == userId)
                .OrderByDescending(row => row.ShiftId)
                .Select(row => new PersonalTillShift(
                    row.Cinema.Name,
                    row.Till,
                    Utc(row.OpenedAt),
                    Utc(row.ClosedAt),
                    row.CounterSales.Count
                ))
                .ToListAsync(cancellationToken),
            await db
                .GroupBookings.Where(row => row.UserId == userId)
                .OrderByDescending(row => row.GroupId)
                .Select(row => new PersonalGroup(row.ShowtimeId, row.Seats, Utc(row.MadeAt)))
                .ToListAsync(cancellationToken),
            await SessionsAsync(userId, cancellationToken),
            await db
                .SecondFactors.Where(row => row.UserId == userId)
                .Select(row => new PersonalSecondFactor(
                    Utc(row.CreatedAt),
                    Utc(row.ConfirmedAt),
                    row.RecoveryCodes.Count(code => code.UsedAt == null)
                ))
                .SingleOrDefaultAsync(cancellationToken),
            await db
                .Passkeys.Where(row => row.UserId == userId)
                .OrderBy(row => row.PasskeyId)
                .Select(row => new Passkey(row.PasskeyId, row.Name, Utc(row.CreatedAt), Utc(row.LastUsedAt)))
                .ToListAsync(cancellationToken),
            await db
                .ExternalLogins.Where(row => row.UserId == userId)
                .OrderBy(row => row.CreatedAt)
                .Select(row => new PersonalExternalLogin(row.Provider, row.Subject, Utc(row.CreatedAt)))
                .ToListAsync(cancellationToken),
            await db
                .SignInChallenges.Where(row => row.UserId == userId)
                .OrderByDescending(row => row.CreatedAt)
                .Select(row => new PersonalHalfSignIn(Utc(row.CreatedAt), row.Tries, Utc(row.UsedAt)))
                .ToListAsync(cancellationToken),
            await db
                .SignInFailures.Where(row => row.UserId == userId)
                .OrderByDescending(row => row.FailedAt)
                .Select(row => new PersonalFailedSignIn(row.Failures, Utc(row.FailedAt), Utc(row.RetryAt)))
                .ToListAsync(cancellationToken),
            await db
                .AccountTokens.Where(row => row.UserId == userId)
                .OrderByDescending(row => row.CreatedAt)
                .Select(row => new PersonalLink(row.Purpose, row.NewEmail, Utc(row.CreatedAt), Utc(row.UsedAt)))
                .ToListAsync(cancellationToken),
            await AnswersAsync(userId, cancellationToken),
            await ChangesAsync(user, reservationIds, cancellationToken),
            await MessagesAsync(user, reservationIds, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<Reservations.Reservation>> ReservationsAsync(int userId, CancellationToken cancellationToken)
    {
        List<Reservations.Reservation> all = [];
        for (var page = 1; ; page++)
        {
            var next = await reservations.ListAsync(userId, new PageQuery(page, PageSize), cancellationToken);
            all.AddRange(next.Items);
            if (next.Items.Count < PageSize)
            {
                return all;
            }
        }
    }

    private async Task<IReadOnlyList<PersonalHold>> HoldsAsync(int userId, CancellationToken cancellationToken) =>
        [
            .. (
                await db
                    .SeatLocks.Where(row => row.UserId == userId)
                    .OrderBy(row => row.ShowtimeId)
                    .ThenBy(row => row.SeatId)
                    .Select(row => new { Row = row, row.Seat.SeatLabel })
                    .ToListAsync(cancellationToken)
            ).Select(held => new PersonalHold(
                held.Row.ShowtimeId,
                held.Row.SeatId,
                held.SeatLabel!,
                currency.Round(held.Row.Price),
                Utc(held.Row.HeldSince),
                Utc(held.Row.ExpiresAt)
            )),
        ];

    private async Task<IReadOnlyList<PersonalSession>> SessionsAsync(int userId, CancellationToken cancellationToken) =>
        [
            .. (await db.RefreshTokens.Where(row => row.UserId == userId).ToListAsync(cancellationToken))
                .GroupBy(row => row.FamilyId)
                .Select(family => new PersonalSession(
                    family.Key,
                    family.First().DeviceApp,
                    family.First().DeviceSystem,
                    Utc(family.Min(token => token.SignedInAt ?? token.CreatedAt)),
                    Utc(family.Max(token => token.CreatedAt)),
                    Utc(family.Max(token => token.ExpiresAt)),
                    family.All(token => token.UsedAt is not null || token.RevokedAt is not null)
                ))
                .OrderByDescending(session => session.LastUsedAt),
        ];

    private async Task<IReadOnlyList<PersonalAnswer>> AnswersAsync(int userId, CancellationToken cancellationToken)
    {
        var caller = string.Create(CultureInfo.InvariantCulture, $"user:{userId}");
        return await db
            .IdempotencyKeys.Where(row => row.Caller == caller)
            .OrderByDescending(row => row.CreatedAt)
            .Select(row => new PersonalAnswer(row.Route, Utc(row.CreatedAt)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>By address, as the log finds people, and by the bookings, under whichever address.</summary>
    private async Task<IReadOnlyList<AuditEntry>> ChangesAsync(
        Db.Model.User user,
        int[] reservationIds,
        CancellationToken cancellationToken
    )
    {
        var ids = reservationIds.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
        var own = db.AuditLogs.Where(row => row.UserId == user.UserId);
        var rows = await own.Where(row => row.UserEmail == user.Email).ToListAsync(cancellationToken);
        rows.AddRange(
            await own.Where(row => row.Entity == "reservation" && ids.Contains(row.EntityId) && row.UserEmail != user.Email)
                .ToListAsync(cancellationToken)
        );
        return [.. rows.OrderByDescending(row => row.AuditId).Select(AuditEndpoints.ToEntry)];
    }

    private async Task<IReadOnlyList<PersonalMessage>> MessagesAsync(
        Db.Model.User user,
        int[] reservationIds,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await db
                    .Outboxes.Where(row =>
                        row.Recipient == user.Email || (row.ReservationId != null && reservationIds.Contains(row.ReservationId.Value))
                    )
                    .OrderByDescending(row => row.MessageId)
                    .ToListAsync(cancellationToken)
            ).Select(row => new PersonalMessage(
                Word.Parse<MessageKind>(row.Kind),
                row.ReservationId,
                row.Recipient,
                Word.Parse<MessageStatus>(row.Status),
                Utc(row.CreatedAt),
                Utc(row.FinishedAt)
            )),
        ];

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? Utc(known) : null;
}
