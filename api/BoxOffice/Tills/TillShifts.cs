using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Tills;

/// <summary>Opens, closes and reads shifts at tills; sp_open_shift and sp_close_shift own the rules.</summary>
internal sealed class TillShifts(MovieBookingContext db, BookingTransaction booking, Currency currency)
{
    public Task<int> OpenAsync(int cinemaId, OpenTillRequest request, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        booking.RunAsync(
            async transaction =>
            {
                var opened = await transaction.QueryAsync(
                    "CALL sp_open_shift(@user_id, @cinema_id, @till, @float, @shift_id); SELECT @shift_id",
                    row => row.GetInt32(0),
                    cancellationToken,
                    ("@user_id", caller.UserId()),
                    ("@cinema_id", cinemaId),
                    ("@till", request.Till.Trim()),
                    ("@float", request.OpeningFloat)
                );
                await AuditAsync(
                    transaction,
                    caller,
                    AuditAction.Created,
                    opened.Single(),
                    [AuditJson.Said("openingFloat", Written(request.OpeningFloat))],
                    cancellationToken
                );
                return opened.Single();
            },
            cancellationToken
        );

    public Task CloseAsync(int shiftId, CloseTillRequest request, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        booking.RunAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "CALL sp_close_shift(@shift_id, @counted)",
                    cancellationToken,
                    ("@shift_id", shiftId),
                    ("@counted", request.Counted)
                );
                var expected = await transaction.QueryAsync(
                    "SELECT expected FROM till_shifts WHERE shift_id = @shift_id",
                    row => row.GetDecimal(0),
                    cancellationToken,
                    ("@shift_id", shiftId)
                );
                await AuditAsync(
                    transaction,
                    caller,
                    AuditAction.Updated,
                    shiftId,
                    [
                        AuditJson.Said("expected", Written(currency.Round(expected.Single()))),
                        AuditJson.Said("counted", Written(currency.Round(request.Counted))),
                    ],
                    cancellationToken
                );
                return shiftId;
            },
            cancellationToken
        );

    /// <summary>Whether it is the caller's, or the caller manages its cinema and may close what somebody forgot.</summary>
    public Task<bool> IsClosableAsync(int shiftId, int userId, CancellationToken cancellationToken)
    {
        string[] roles = [.. ManagementAccess.Roles.Select(Word.Of)];
        var managed = db.CinemasOf(userId).Where(_ => db.Users.Any(user => user.UserId == userId && roles.Contains(user.Role)));
        return db.TillShifts.AnyAsync(
            row => row.ShiftId == shiftId && (row.UserId == userId || managed.Any(cinema => cinema.CinemaId == row.CinemaId)),
            cancellationToken
        );
    }

    public async Task<TillShift?> FindAsync(int shiftId, CancellationToken cancellationToken) =>
        (await ReadAsync(db.VTillShifts.Where(row => row.ShiftId == shiftId), cancellationToken)).SingleOrDefault();

    /// <summary>The shift that somebody has open at a cinema, or none.</summary>
    public Task<IReadOnlyList<TillShift>> OpenOfAsync(int userId, int cinemaId, CancellationToken cancellationToken) =>
        ReadAsync(db.VTillShifts.Where(row => row.UserId == userId && row.CinemaId == cinemaId && row.ClosedAt == null), cancellationToken);

    public async Task<IReadOnlyList<TillShift>> ReadAsync(IQueryable<VTillShift> shifts, CancellationToken cancellationToken)
    {
        var rows = await (
            from shift in shifts
            join cinema in db.Cinemas on shift.CinemaId equals cinema.CinemaId
            join user in db.Users on shift.UserId equals user.UserId
            orderby shift.ShiftId descending
            select new
            {
                Shift = shift,
                cinema.Name,
                cinema.TimeZone,
                user.DisplayName,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new TillShift(
                row.Shift.ShiftId,
                row.Shift.CinemaId,
                row.Name,
                row.Shift.Till,
                row.DisplayName,
                row.Shift.OpenedAt.In(row.TimeZone),
                row.Shift.ClosedAt?.In(row.TimeZone),
                currency.Round(row.Shift.OpeningFloat),
                (int)(row.Shift.Sales ?? 0),
                currency.Round(row.Shift.CashSales ?? 0),
                currency.Round(row.Shift.CashRefunds ?? 0),
                currency.Round(row.Shift.CardSales ?? 0),
                currency.Round(row.Shift.CardRefunds ?? 0),
                currency.Round(row.Shift.Expected ?? 0),
                row.Shift.Counted is { } counted ? currency.Round(counted) : null,
                row.Shift.Counted is { } found ? currency.Round(found - (row.Shift.Expected ?? 0)) : null,
                currency.Code
            )),
        ];
    }

    private static Task AuditAsync(
        MySqlTransaction transaction,
        ClaimsPrincipal caller,
        AuditAction action,
        int shiftId,
        IReadOnlyList<AuditChange> changes,
        CancellationToken cancellationToken
    ) =>
        transaction.AuditAsync(
            AuditActor.Of(caller),
            new AuditRecord(action, AuditEntity.TillShift, shiftId.ToString(CultureInfo.InvariantCulture), changes),
            cancellationToken
        );

    private static string Written(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
