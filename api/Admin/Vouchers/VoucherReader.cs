using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Vouchers;

/// <summary>Reads vouchers, and for which bookings they were used.</summary>
internal sealed class VoucherReader(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    private const int AtATime = 200;

    // What counts for a limit: see voucher_uses.
    private static readonly string[] s_counting = [Word.Of(ReservationStatus.Pending), Word.Of(ReservationStatus.Confirmed)];

    public async Task<PageOf<Voucher>> ListAsync(IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await db
            .Vouchers.OrderByDescending(row => row.VoucherId)
            .Select(row => row.VoucherId)
            .PageAsync(query, cancellationToken);
        return new PageOf<Voucher>(await ReadAsync(page.Items, cancellationToken), page.Page, page.PageSize, page.Total);
    }

    /// <summary>All of them, newest first, read some at a time.</summary>
    public async IAsyncEnumerable<Voucher> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var voucherIds = await db
            .Vouchers.OrderByDescending(row => row.VoucherId)
            .Select(row => row.VoucherId)
            .ToListAsync(cancellationToken);
        foreach (var some in voucherIds.Chunk(AtATime))
        {
            foreach (var voucher in await ReadAsync(some, cancellationToken))
            {
                yield return voucher;
            }
        }
    }

    public async Task<Voucher?> FindAsync(int voucherId, CancellationToken cancellationToken) =>
        (await ReadAsync([voucherId], cancellationToken)).SingleOrDefault();

    public async Task<PageOf<VoucherUse>> ListUsesAsync(int voucherId, IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await Uses(voucherId).PageAsync(query, cancellationToken);
        return new PageOf<VoucherUse>([.. page.Items.Select(ToUse)], page.Page, page.PageSize, page.Total);
    }

    public IAsyncEnumerable<VoucherUse> UsesAsync(int voucherId) => Uses(voucherId).AsAsyncEnumerable().Select(ToUse);

    private async Task<IReadOnlyList<Voucher>> ReadAsync(IReadOnlyList<int> voucherIds, CancellationToken cancellationToken)
    {
        var rows = await db
            .Vouchers.Where(row => voucherIds.Contains(row.VoucherId))
            .OrderByDescending(row => row.VoucherId)
            .Select(row => new
            {
                Voucher = row,
                Cinemas = row
                    .Cinemas.OrderBy(cinema => cinema.Name)
                    .Select(cinema => new VoucherCinema(cinema.CinemaId, cinema.Name))
                    .ToList(),
                Codes = row.VoucherCodes.Count,
                Hint = row.VoucherCodes.Min(code => code.Hint),
            })
            .ToListAsync(cancellationToken);
        var movies = (
            await db
                .VoucherMovies.Where(listed => voucherIds.Contains(listed.VoucherId))
                .Join(
                    db.Movies,
                    listed => listed.MovieId,
                    movie => movie.MovieId,
                    (listed, movie) =>
                        new
                        {
                            listed.VoucherId,
                            movie.MovieId,
                            movie.Title,
                        }
                )
                .OrderBy(movie => movie.Title)
                .ToListAsync(cancellationToken)
        ).ToLookup(movie => movie.VoucherId, movie => new VoucherMovie(movie.MovieId, movie.Title));
        var uses = await db
            .VoucherUses.Where(use => voucherIds.Contains(use.Code.VoucherId) && s_counting.Contains(use.Reservation.Status))
            .GroupBy(use => use.Code.VoucherId)
            .Select(group => new
            {
                VoucherId = group.Key,
                Count = group.Count(),
                Discount = group.Sum(use => use.Discount),
            })
            .ToDictionaryAsync(group => group.VoucherId, cancellationToken);
        return
        [
            .. rows.Select(row =>
            {
                var used = uses.GetValueOrDefault(row.Voucher.VoucherId);
                return new Voucher(
                    row.Voucher.VoucherId,
                    row.Voucher.Name,
                    Word.Parse<VoucherType>(row.Voucher.Type),
                    row.Voucher.Type == Word.Of(VoucherType.Amount) ? currency.Round(row.Voucher.Value) : row.Voucher.Value / 1.000m,
                    currency.Code,
                    row.Voucher.ValidFrom,
                    row.Voucher.ValidUntil,
                    row.Voucher.MaxUses,
                    row.Voucher.MaxUsesPerPerson,
                    row.Cinemas,
                    [.. movies[row.Voucher.VoucherId]],
                    row.Codes,
                    row.Codes == 1 ? row.Hint : null,
                    used?.Count ?? 0,
                    currency.Round(used?.Discount ?? 0),
                    Utc(row.Voucher.CreatedAt),
                    row.Voucher.EndedAt is { } ended ? Utc(ended) : null
                );
            }),
        ];
    }

    private IQueryable<UseRow> Uses(int voucherId) =>
        db
            .VoucherUses.Where(use => use.Code.VoucherId == voucherId)
            .OrderByDescending(use => use.UsedAt)
            .ThenByDescending(use => use.ReservationId)
            .Select(use => new UseRow(
                use.Reservation.Reference,
                use.ReservationId,
                use.Reservation.Status,
                use.Reservation.ExpiresAt,
                use.Code.Hint,
                use.Discount,
                use.UsedAt,
                use.Reservation.Showtime.Movie.Title,
                use.Reservation.Showtime.Screen.Cinema.Name,
                use.Reservation.Showtime.Screen.Cinema.TimeZone
            ));

    private VoucherUse ToUse(UseRow row)
    {
        var status = Word.Parse<ReservationStatus>(row.Status);
        return new VoucherUse(
            row.Reference,
            row.ReservationId,
            status == ReservationStatus.Pending && row.ExpiresAt <= clock.GetUtcNow().UtcDateTime ? ReservationStatus.Expired : status,
            row.Hint,
            currency.Round(row.Discount),
            currency.Code,
            row.UsedAt.In(row.TimeZone),
            row.Movie,
            row.Cinema
        );
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record UseRow(
        string Reference,
        int ReservationId,
        string Status,
        DateTime? ExpiresAt,
        string Hint,
        decimal Discount,
        DateTime UsedAt,
        string Movie,
        string Cinema,
        string TimeZone
    );
}
